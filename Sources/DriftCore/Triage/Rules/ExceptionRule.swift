/// What an uncaught exception means for triage, by its kind and by where it was raised. The first entry that fits decides.
struct ExceptionRule: Sendable {
    /// Where the innermost frame stands.
    enum Place: Sendable { case anywhere, installed, application }

    var id: String
    /// Endings of the exception's name; empty: any.
    var names: [String]
    /// Any of these in the message; empty: whatever it says.
    var messages: [String] = []
    /// None of these in the message.
    var excludes: [String] = []
    var place = Place.anywhere
    /// Any of these in a frame's path; empty: whoever raised it.
    var frames: [String] = []
    /// Any of these in the innermost frame's path; empty: wherever it was raised.
    var raisers: [String] = []
    /// Any of these in the source of a frame of the app's own; empty: whatever it was.
    var sources: [String] = []
    /// Only of a module within another: `No module named 'altair.vegalite.v4'`.
    var needsSubmodule = false
    /// Only out of an import.
    var needsImport = false
    /// Not out of an import.
    var refusesImport = false
    /// It says the same of a request of an app that serves: the next one fails alike.
    var countsInRequests = false
    var bucket: TriageBucket
    var layer: TriageLayer?
    var confidence = TriageConfidence.medium
    var summary: String
    var advice: Advice

    func fits(_ traceback: Traceback) -> Bool {
        if needsImport && !traceback.isOfImport || refusesImport && traceback.isOfImport { return false }
        if !frames.isEmpty, !traceback.frames.contains(where: { frame in frames.contains { frame.path.contains($0) } }) { return false }
        if !raisers.isEmpty, !raisers.contains(where: { traceback.raisedIn?.path.contains($0) == true }) { return false }
        if !sources.isEmpty,
            !traceback.frames.contains(where: { frame in !frame.isInstalled && sources.contains { frame.source.contains($0) } })
        {
            return false
        }
        switch place {
        case .anywhere: break
        case .installed: if traceback.raisedIn?.isInstalled != true { return false }
        case .application: if traceback.raisedIn?.isInstalled == true { return false }
        }
        if needsSubmodule, traceback.exception?.message.split(separator: "'").dropFirst().first?.contains(".") != true { return false }
        guard let exception = traceback.exception else { return names.isEmpty && messages.isEmpty }
        return (names.isEmpty || names.contains { exception.name.hasSuffix($0) })
            && (messages.isEmpty || messages.contains { exception.text.contains($0) })
            && !excludes.contains { exception.text.contains($0) }
    }
}

extension ExceptionRule {
    static let all: [ExceptionRule] = [call] + worker + own + drift + application
    /// What also explains a failed request of an app that serves.
    static let ofRequests = all.filter(\.countsInRequests)

    /// Raised while a program calls a Space: what is at fault is the call, or the Space that was called.
    static let call = ExceptionRule(
        id: "exception.client",
        names: [],
        frames: ["gradio_client/client.py", "gradio/external.py", "gradio_client/compatibility.py"],
        refusesImport: true,
        countsInRequests: true,
        bucket: .interface,
        summary: "a program's call of a Space failed",
        advice: .callerToken
    )

    /// What crosses over to the GPU worker and back.
    static let worker = [
        ExceptionRule(
            id: "exception.worker-pickle",
            names: [],
            messages: ["pickle"],
            frames: ["spaces/zero/", "spaces/utils.py"],
            countsInRequests: true,
            bucket: .worker,
            summary: "an argument or a result of a GPU function cannot be sent to the GPU worker",
            advice: .readTraceback
        )
    ]
}
