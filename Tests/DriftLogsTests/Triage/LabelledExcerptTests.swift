import DriftCore
import DriftLogs
import DriftTesting
import Foundation
import Testing

/// Real excerpts with the buckets and layers that are right for them (`Excerpts/README.md` says where they are from).
@Suite("Triage of labelled excerpts")
struct LabelledExcerptTests {
    struct Label: Sendable, CustomTestStringConvertible {
        var file: String
        var buckets: Set<String>
        var layers: Set<String>
        var testDescription: String { file }
    }

    @Test("all but at most one are right, few are unknown, none is harmful")
    func confusion() throws {
        var table: [String: [String: Int]] = [:]
        var wrong: [String] = []
        var wrongLayers: [String] = []
        var unknown: [String] = []
        let labels = try Self.labels()
        for label in labels {
            let verdict = try Self.verdict(of: label.file)
            let given = verdict.bucket.rawValue
            table[label.buckets.sorted().joined(separator: ","), default: [:]][given, default: 0] += 1
            if given == "unknown" {
                unknown.append(label.file)
            } else if !label.buckets.contains(given) {
                wrong.append("\(label.file): \(given) instead of \(label.buckets.sorted()), by \(verdict.rule ?? "-")")
            } else if given == "A", !label.layers.isEmpty, !label.layers.contains(verdict.layer?.rawValue ?? "") {
                wrongLayers.append(
                    "\(label.file): \(verdict.layer?.rawValue ?? "-") instead of \(label.layers.sorted()), by \(verdict.rule ?? "-")"
                )
            }
            #expect(!Self.isHarmful(verdict), "\(label.file)")
        }
        Self.show(table, of: labels.count)
        #expect(labels.count > 60)
        #expect(wrong.count <= 1, "\(wrong.joined(separator: "\n"))")
        #expect(wrongLayers.count <= 1, "\(wrongLayers.joined(separator: "\n"))")
        #expect(unknown.count * 100 <= labels.count * 4, "\(unknown)")
    }

    @Test("every verdict but none rests on lines of the log", arguments: try labels())
    func evidence(label: Label) throws {
        let verdict = try Self.verdict(of: label.file)
        let lines = try Self.bytes(of: label.file).count(where: { $0 == 0x0A }) + 1
        if verdict.bucket != .none && verdict.bucket != .unknown { #expect(!verdict.evidence.isEmpty) }
        for line in verdict.evidence {
            #expect(line.log == 0)
            #expect((1...lines).contains(line.line))
            #expect(line.text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
        }
    }

    /// A pin against a missing secret, a rebuild of the original, an incident read out of one Space.
    private static func isHarmful(_ verdict: TriageVerdict) -> Bool {
        let words = verdict.moves.map { $0.text + " " + ($0.command ?? "") }.joined(separator: "\n")
        let isSecret = words.contains("set the secret")
        let touches = verdict.moves.firstIndex { $0.text.contains("estart") || $0.text.contains("rebuild") && $0.command == nil }
        let snapshot = verdict.moves.firstIndex { $0.command?.hasPrefix("driftd snapshot") == true }
        let isUnsaved = touches.map { ($0 < snapshot ?? .max) } ?? false
        return isSecret && (words.contains("driftd pin") || verdict.knownBreak != nil) || verdict.summary.contains("incident") || isUnsaved
            || words.contains("rebuild the original") || words.contains("restart the original")
    }

    private static func show(_ table: [String: [String: Int]], of count: Int) {
        let columns = TriageBucket.allCases.map(\.rawValue)
        print("accepted   " + columns.map { $0.padding(toLength: 8, withPad: " ", startingAt: 0) }.joined())
        for (row, cells) in table.sorted(by: { $0.key < $1.key }) {
            let numbers = columns.map { (cells[$0].map(String.init) ?? ".").padding(toLength: 8, withPad: " ", startingAt: 0) }
            print(row.padding(toLength: 11, withPad: " ", startingAt: 0) + numbers.joined())
        }
        print("\(count) excerpts")
    }

    private static func verdict(of file: String) throws -> TriageVerdict {
        let log = try bytes(of: file)
        return Triage.verdict(on: [PrintedLog.text(of: log)], reading: LogReader.read([log]))
    }

    private static func bytes(of file: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)"))) }

    private static let folder = "\(ExternalTool.packageRoot)/Tests/DriftCoreTests/Triage/Excerpts"

    /// `file <tab> kind <tab> sdk <tab> date <tab> accepted <tab> layer <tab> shows`; `-`: no Space's log.
    private static func labels() throws -> [Label] {
        try String(contentsOfFile: "\(folder)/LABELS.tsv", encoding: .utf8).split(separator: "\n").dropFirst().compactMap { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard cells.count >= 6, cells[4] != "-" else { return nil }
            return Label(
                file: String(cells[0]),
                buckets: Set(cells[4].split(separator: ",").map(String.init)),
                layers: Set(cells[5].split(separator: ",").map(String.init))
            )
        }
    }
}
