import DriftCore
import Foundation
import Testing

/// One recorded install: its logs, and the freeze that it really ended with. `Tests/Corpus/README.md` says what the keys mean.
struct CorpusCase: Sendable, CustomTestStringConvertible {
    struct Details: Decodable, Sendable {
        var logs: [String]
        var python: String?
        var complete: Bool?
        var base: [String]
        var unknown: [String]
        var absent: [String]
        var doubtful: [String]?
    }

    var name: String
    var details: Details
    /// Oldest first.
    var texts: [String]
    var truth: CorpusTruth

    var testDescription: String { name }

    /// Index of the newest build's log: what a damage is done to.
    var newest: Int { details.logs.lastIndex { $0.hasPrefix("build") } ?? 0 }

    var hasSeveralBuilds: Bool { texts.map { $0.components(separatedBy: "===== Build Queued at").count - 1 }.reduce(0, +) > 1 }

    /// Sorted by name.
    static let all: [CorpusCase] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Corpus/cases")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().compactMap { name in
            do {
                return try CorpusCase(name, in: folder.appendingPathComponent(name))
            } catch {
                Issue.record("the case \(name) cannot be read: \(error)")
                return nil
            }
        }
    }()

    private init(_ name: String, in folder: URL) throws {
        self.name = name
        details = try JSONDecoder().decode(Details.self, from: Data(contentsOf: folder.appendingPathComponent("case.json")))
        texts = try details.logs.map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }
        truth = CorpusTruth(freeze: try String(contentsOf: folder.appendingPathComponent("freeze.txt"), encoding: .utf8))
    }
}
