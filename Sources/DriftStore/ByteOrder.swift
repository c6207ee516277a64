import Foundation

/// Orders lists of texts by their bytes; a missing text comes first. The texts hold no NUL (`String.storable`).
struct ByteOrder: Comparable {
    /// A missing text is 0; a present one is 1, its UTF-8, 0: comparing these bytes compares the texts one after the other.
    private let key: [UInt8]

    init(_ parts: [String?]) {
        var key: [UInt8] = []
        for part in parts {
            if let part {
                key.append(1)
                key.append(contentsOf: part.utf8)
            }
            key.append(0)
        }
        self.key = key
    }

    static func < (a: ByteOrder, b: ByteOrder) -> Bool {
        let difference = memcmp(a.key, b.key, min(a.key.count, b.key.count))
        return difference < 0 || difference == 0 && a.key.count < b.key.count
    }
}

extension Sequence {
    /// Stable; makes each element's key once.
    func sorted(by key: (Element) -> ByteOrder) -> [Element] {
        let keyed = map { (key($0), $0) }
        // Readers sort by name already; mostly there is nothing to do.
        if zip(keyed, keyed.dropFirst()).allSatisfy({ !($1.0 < $0.0) }) { return keyed.map(\.1) }
        return keyed.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
