internal import DriftCore
internal import Foundation

/// The exact list of a capture, and what its image says of where it comes from.
struct ImageReading: Sendable, Hashable {
    /// `nil`: there is none, or it is another build's.
    private(set) var list: FreezeReading?
    /// The list is sure to be of this very environment, and of all of it.
    private(set) var accountsForAll = true
    /// More exact than a build log's.
    private(set) var python: String?
    private(set) var diagnostics: [Diagnostic] = []

    /// - Parameter logged: What the logs alone show.
    init(_ capture: Capture, logged: EnvironmentReading, answers: HubAnswers) {
        list = capture.files["freeze.txt"].map { FreezeReading($0, file: "freeze.txt") }
        guard let bytes = capture.files["image.json"] else { return }
        guard let image = try? JSONDecoder().decode(ImageRecord.self, from: Data(bytes)), image.schema == ImageRecord.schema else {
            // A list whose origin cannot be read.
            accountsForAll = false
            note("capture.not-json", "image.json is not the record of an image that it should be; nothing was read from it")
            return
        }
        // A list without a place in the image was put there by whoever made the capture.
        let isOfImage = image.list != nil
        switch ImageJudgement(image, reading: logged, answers: answers, takenAt: capture.metadata.takenAt) {
        case .another(let reason):
            note("image.another-build", "the image \(reason)" + (isOfImage ? "; its list is not taken" : ""))
            if isOfImage { list = nil }
            return
        case .doubtful(let code, let reason):
            if isOfImage {
                accountsForAll = false
                note(code, "the image \(reason)")
            }
        case .same: break
        }
        python = image.python
        if isOfImage, let shortfall = image.shortfall {
            accountsForAll = false
            note("image.list-incomplete", "the image \(shortfall)")
        }
    }

    private mutating func note(_ code: String, _ message: String) { diagnostics.append(Diagnostic(code: code, message: message)) }

    var source: EvidenceSource? {
        list.map { EvidenceSource(label: $0.file, packages: $0.packages, isExact: $0.isExact && accountsForAll) }
    }
}
