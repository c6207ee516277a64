import DriftCore
import DriftLogs
import DriftTesting
import Foundation
import Testing

/// Messages that were collected after the rules were written (`Excerpts/collected*.txt`): how far the rules carry beyond what they were made from.
@Suite("Triage of collected messages")
struct CollectedMessageTests {
    @Test(
        "nearly all are right, few are unknown, none is harmful",
        arguments: [
            "collected", "collected-second", "collected-third", "collected-fourth", "collected-fifth", "collected-sixth",
            "collected-seventh", "collected-eighth", "collected-ninth", "collected-tenth",
        ]
    )
    func confusion(file: String) throws {
        var table = ConfusionTable()
        for message in try CollectedMessage.all(in: file) {
            let log = Array(message.text.utf8)
            let verdict = Triage.verdict(on: [PrintedLog.text(of: log)], reading: LogReader.read([log]))
            table.count(verdict, accepted: message.buckets, layers: message.layers, name: message.origin)
            #expect(!ConfusionTable.isHarmful(verdict), "\(message.origin)")
        }
        print(table)
        #expect(table.total >= 14)
        #expect(table.wrong.count <= 1, "\(table.wrong.joined(separator: "\n"))")
        #expect(table.wrongLayers.count <= 1, "\(table.wrongLayers.joined(separator: "\n"))")
        #expect(table.unknown.count <= max(1, table.total / 25), "\(table.unknown)")
    }
}

/// `@@ A,B | app-health | owner/repository#1, 2025-04`, and the lines below it.
struct CollectedMessage: Sendable {
    var buckets: Set<String>
    var layers: Set<String>
    var origin: String
    var text: String

    static func all(in file: String) throws -> [CollectedMessage] {
        let path = "\(ExternalTool.packageRoot)/Tests/DriftCoreTests/Triage/Excerpts/\(file).txt"
        let parts = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n@@ ").dropFirst()
        return try parts.map { part in
            let end = try #require(part.firstIndex(of: "\n"))
            let cells = part[..<end].split(separator: " | ").map(String.init)
            try #require(cells.count == 3, "\(part[..<end])")
            return CollectedMessage(
                buckets: Set(cells[0].split(separator: ",").map(String.init)),
                layers: Set(cells[1].split(separator: ",").map(String.init)).subtracting(["-"]),
                origin: cells[2],
                text: String(part[part.index(after: end)...]) + "\n"
            )
        }
    }
}
