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
        var table = ConfusionTable()
        for label in try Self.labels() {
            let verdict = try Self.verdict(of: label.file)
            table.count(verdict, accepted: label.buckets, layers: label.layers, name: label.file)
            #expect(!ConfusionTable.isHarmful(verdict), "\(label.file)")
        }
        print(table)
        #expect(table.total > 60)
        #expect(table.wrong.count <= 1, "\(table.wrong.joined(separator: "\n"))")
        #expect(table.wrongLayers.count <= 1, "\(table.wrongLayers.joined(separator: "\n"))")
        #expect(table.unknown.count * 100 <= table.total * 4, "\(table.unknown)")
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

    @Test(
        "the culprit of a known break is the one that the log's versions have",
        arguments: [
            ("001.log", "9-gradio"), ("007.log", "7-pydantic"), ("009.log", "6-python"), ("026.log", "12-httpx"), ("034.log", "28-debian"),
            ("060.log", "1-pydantic"), ("062.log", "15-numpy"), ("087.log", "33-altair"), ("105.log", "38-python"), ("121.log", "6-python"),
        ]
    )
    func knownBreaks(file: String, entry: String) throws {
        #expect(try Self.verdict(of: file).knownBreak?.knownBreak.id == entry)
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
