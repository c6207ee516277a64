/// What tells the parts of a log apart: one literal each, searched together with the rules' needles.
enum LogMark: String, CaseIterable, Sendable {
    // The banners and titles that begin a section.
    case buildBanner = "===== Build Queued at"
    case startBanner = "===== Application Startup"
    case exitCode = "Exit code: "
    case jobFailed = "Job failed with exit code"
    case buildFailed = "Build failed with exit code"
    case pageTitle = "Container logs:"

    // A build's steps, and what becomes of them.
    case cacheMiss = "cache miss: ["
    case stepRun = "--> RUN "
    case stepFrom = "--> FROM "
    case stepCopy = "--> COPY "
    case stepWorkdir = "--> WORKDIR "
    case stepCache = "--> Restoring cache"
    case stepPush = "--> Pushing image"
    case stepExport = "--> Exporting cache"
    case stepError = "--> ERROR: "
    case solveError = "error: failed to solve"
    case pushError = "ERROR: failed to push"

    // pip's own words.
    case collecting = "Collecting "
    case downloading = "  Downloading "
    case satisfied = "Requirement already satisfied: "
    case installed = "Successfully installed "
    case installerFailed = "error: subprocess-exited-with-error"
    case wheelFailed = "ERROR: Failed building wheel for "
    case wheelsFailed = "ERROR: Could not build wheels for "

    // Headers of tracebacks.
    case traceback = "Traceback (most recent call last)"
    case tracebackShort = "Traceback:\n"
    case richTraceback = "─ Traceback (most"

    // Servers that say that they serve.
    case gradioUp = "Running on local URL"
    case uvicornUp = "Uvicorn running on"
    case startupComplete = "Application startup complete"
    case streamlitUp = "You can now view your Streamlit app"
    case flaskUp = "* Running on http"
    case request = " HTTP/1."
    case publicLink = "To create a public link"
    case portUp = " running on port "
    case listenUp = "istening on port "
    case tomcatUp = "Tomcat started on port "

    // What ends a start, or shows that this is no Space's own log.
    case streamlitFailed = "Uncaught app exception"
    case clientUp = "Loaded as API: "
    case startupFailed = "Application startup failed"

    var needle: String { rawValue }

    enum Meaning: Sendable {
        case section, step, push, buildError, installer, installed, installerFailed, traceback, up, ended, scriptFailed, client
    }

    var meaning: Meaning {
        switch self {
        case .buildBanner, .startBanner, .exitCode, .jobFailed, .buildFailed, .pageTitle: .section
        case .cacheMiss, .stepRun, .stepFrom, .stepCopy, .stepWorkdir, .stepCache: .step
        case .stepPush, .stepExport: .push
        case .stepError, .solveError, .pushError: .buildError
        case .collecting, .downloading, .satisfied: .installer
        case .installed: .installed
        case .installerFailed, .wheelFailed, .wheelsFailed: .installerFailed
        case .traceback, .tracebackShort, .richTraceback: .traceback
        case .gradioUp, .uvicornUp, .startupComplete, .streamlitUp, .flaskUp, .request, .publicLink, .portUp, .listenUp, .tomcatUp: .up
        case .streamlitFailed: .scriptFailed
        case .clientUp: .client
        case .startupFailed: .ended
        }
    }
}
