import DriftCore
import DriftEngine

/// One call's outcome, and how the interface differs.
struct SmokeView: Sendable {
    let report: SmokeReport

    init(_ report: SmokeReport) { self.report = report }

    var document: Document {
        var document = Document()
        let gradio = report.gradio.map { "Gradio \($0)" } ?? "a Gradio of unknown release"
        document.line("\(report.address): \(gradio), \(report.endpoints.count) \(report.endpoints.count == 1 ? "endpoint" : "endpoints")")
        switch report.outcome {
        case .succeeded: document.line("\(report.called ?? ""): succeeded", .good)
        case .failed: document.line("\(report.called ?? ""): failed: \(report.reason ?? "")", .bad)
        case .skipped: document.line("nothing called: \(report.reason ?? "")", .attention)
        }
        if let bucket = report.bucket { document.line("\(bucket.rawValue): \(bucket.title)") }
        if let differences = report.differences {
            if differences.isEmpty { document.line("the interface is the original's", .good) }
            for difference in differences { document.line(difference, .bad) }
        }
        if let sentence = report.paidHardware { document.line(sentence) }
        return document
    }
}
