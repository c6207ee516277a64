import Foundation

/// JSON as a value: the stand-in's own, so that a fault in how driftd reads JSON cannot hide in the answers that it is tested with.
package enum StandInJSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([StandInJSON])
    case object([String: StandInJSON])

    package var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? Array(encoder.encode(self))) ?? []
    }

    package init?(_ bytes: [UInt8]) {
        guard let value = try? JSONDecoder().decode(StandInJSON.self, from: Data(bytes)) else { return nil }
        self = value
    }

    package subscript(_ key: String) -> StandInJSON? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    package var object: [String: StandInJSON] {
        if case .object(let members) = self { members } else { [:] }
    }

    package var array: [StandInJSON] {
        if case .array(let elements) = self { elements } else { [] }
    }

    package var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    package var integer: Int? {
        if case .number(let number) = self { Int(exactly: number) } else { nil }
    }

    static func optional(_ text: String?) -> StandInJSON { text.map(StandInJSON.string) ?? .null }
}

extension StandInJSON: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([StandInJSON].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: StandInJSON].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .number(let value):
            if let whole = Int(exactly: value) { try container.encode(whole) } else { try container.encode(value) }
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}

extension StandInJSON: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(dictionaryLiteral elements: (String, StandInJSON)...) { self = .object(Dictionary(elements) { $1 }) }
    package init(arrayLiteral elements: StandInJSON...) { self = .array(elements) }
    package init(integerLiteral value: Int) { self = .number(Double(value)) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(nilLiteral: ()) { self = .null }
}
