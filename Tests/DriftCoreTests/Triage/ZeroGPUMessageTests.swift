import DriftCore
import DriftTesting
import Foundation
import Testing

/// What each release of `spaces` says (`scripts/zerogpu-messages` reads it out of the wheels).
@Suite("ZeroGPU's messages")
struct ZeroGPUMessageTests {
    struct Message: Sendable, CustomTestStringConvertible {
        var versions: [String]
        var kind: String
        var text: String
        var testDescription: String { text }
    }

    @Test("every failure that any release reports is recognised", arguments: try failures())
    func recognised(message: Message) {
        let isException = message.kind == "raise"
        let verdict = Triage.verdict(on: [TriageText((isException ? "RuntimeError: " : "") + message.text + "\n")])
        #expect(![.unknown, .none].contains(verdict.bucket), "\(message.versions)")
    }

    @Test("quota, duration and capacity keep their buckets in all wordings")
    func wordings() throws {
        let expected: [(part: String, bucket: TriageBucket)] = [
            ("You have exceeded your", .quota), ("has reached its GPU limit", .quota), ("too many ZeroGPU credits", .quota),
            ("out of daily ZeroGPU quotas", .quota), ("larger than the maximum allowed", .duration), ("No GPU was available", .worker),
            ("No GPU is currently available", .worker), ("GPU task aborted", .worker), ("CUDA has been initialized", .earlyCUDA),
            ("CUDA must not be initialized", .earlyCUDA), ("Low-level CUDA init", .earlyCUDA), ("schedule error", .platform),
        ]
        let messages = try Self.failures()
        for (part, bucket) in expected {
            let fitting = messages.filter { $0.text.contains(part) }
            #expect(!fitting.isEmpty, "\(part)")
            for message in fitting { #expect(Triage.verdict(on: [TriageText(message.text)]).bucket == bucket, "\(message.text)") }
        }
    }

    /// Those that end a call or the app; toasts, hints and warnings are left out.
    private static func failures() throws -> [Message] {
        let path = "\(ExternalTool.packageRoot)/Tests/DriftCoreTests/Triage/Excerpts/zerogpu-messages.tsv"
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "\t").map(String.init)
            guard cells.count == 3 else { return nil }
            let isFailure = ["error", "raise"].contains(cells[1])
            let endsCall = ["exceeded your", "larger than", "reached its", "out of daily", "too many", "No GPU"].contains {
                cells[2].contains($0)
            }
            guard isFailure || cells[1] == "text" && endsCall else { return nil }
            let text = cells[2].replacing("your {} quota", with: "your free ZeroGPU quota").replacing("{}", with: "60")
            return Message(versions: cells[0].split(separator: ",").map(String.init), kind: cells[1], text: text)
        }
    }
}
