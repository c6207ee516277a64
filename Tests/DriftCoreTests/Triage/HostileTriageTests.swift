import DriftCore
import Testing

/// Text that is made to be slow costs no more than its length: what is looked at again and again is bounded.
@Suite("Triage of text that is made to be slow", .serialized)
struct HostileTriageTests {
    private static let units = [
        "x Error: y: ", "x Error: y:\n", "Traceback (most recent call last): File \"/app/a.py\", line 1, in f x() ",
        "Exit code: 1. Reason: x ",
        "Application startup failed ", "cannot import name 'LocalEntryNotFoundError' from 'huggingface_hub' ",
        "File \"/a/b.py\", line 1, in f x ",
        "401 Client Error 429 Too Many Requests ReadTimeout CUDA out of memory ", "===== Application Startup at 2026-01-01 00:00:00 ===== ",
        "You have exceeded your GPU quota (60s requested vs. 0s left) ", "a | b | ",
    ]

    @Test("eight times the text takes no more than some eight times as long", arguments: units)
    func growth(unit: String) {
        let (short, long) = (Self.seconds(unit, bytes: 100_000), Self.seconds(unit, bytes: 800_000))
        // Quadratic work would take 64 times as long; a busy machine measures badly.
        #expect(long < short * 24 + 0.5, "\(short) s, then \(long) s")
    }

    /// The best of three.
    private static func seconds(_ unit: String, bytes: Int) -> Double {
        let text = TriageText(String(repeating: unit, count: bytes / unit.utf8.count) + "\n")
        return (0..<3).map { _ in
            let begin = ContinuousClock.now
            _ = Triage.verdict(on: [text])
            return Double((ContinuousClock.now - begin) / .microseconds(1)) / 1e6
        }.min() ?? 0
    }
}
