/// One build, one start of an app, or one page, with all that was found in it.
struct TriageSection {
    enum Kind { case build, run, page }

    /// A rule's or a known break's message.
    struct Hit {
        var pattern: TriagePattern
        var offset: Int
    }

    var log: Int
    var range: Range<Int>
    /// `2026-07-05 07:53:08` of its banner; the order of sections is the order of their times.
    var time: String?
    var hasBuildBanner = false
    var hasStartBanner = false
    /// `Exit code: 1. Reason: …` or `Job failed with exit code: …`: the platform says that it is over.
    var exitOffset: Int?
    var jobFailedOffset: Int?
    var stepOffset: Int?
    var pushOffset: Int?
    var buildErrorOffset: Int?
    var installerOffset: Int?
    var installedOffset: Int?
    /// pip says that a program which it ran failed; the traceback inside is that program's, and no app's.
    var installerFailedOffset: Int?
    var firstTracebackOffset: Int?
    var tracebackOffset: Int?
    var firstUpOffset: Int?
    var upOffset: Int?
    /// The server says that the app's own start failed, and that it ends; its address may stand above.
    var endedOffset: Int?
    /// Streamlit goes on serving, but shows every visitor the exception of the script.
    var scriptFailedOffset: Int?
    /// gradio_client has found a Space: what follows is a program that calls it.
    var clientOffset: Int?
    /// Of each pattern the first and the last: a log that says one thing a million times costs no more.
    var hits: [Hit] = []

    init(log: Int, begin: Int) {
        self.log = log
        range = begin..<begin
    }

    var kind: Kind {
        if hasBuildBanner || jobFailedOffset != nil || stepOffset != nil || pushOffset != nil { return .build }
        if installerFailedOffset != nil, !hasStartBanner, exitOffset == nil, upOffset == nil { return .build }
        if hasStartBanner || exitOffset != nil || tracebackOffset != nil || upOffset != nil || endedOffset != nil { return .run }
        return installerOffset != nil || installedOffset != nil || buildErrorOffset != nil ? .build : .page
    }

    /// The output of a program on somebody's machine that calls a Space, and no Space's own log.
    var isOfClient: Bool { clientOffset != nil && !hasStartBanner && upOffset == nil && exitOffset == nil }

    var mentionsKnownBreak: Bool {
        hits.contains { if case .knownBreak = $0.pattern { true } else { false } }
    }

    /// A page's words whose log has not begun yet.
    var isPageAlone: Bool { !hasBuildBanner && !hasStartBanner && stepOffset == nil && upOffset == nil }
}
