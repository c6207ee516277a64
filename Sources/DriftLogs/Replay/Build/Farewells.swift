import DriftCore

/// What pip said when its runs were over.
struct Farewells {
    /// `WARNING: Running pip as the 'root' user …`
    var warned = 0
    /// `[notice] A new release of pip is available: …`
    var noticed = 0
    /// `[notice] To update, run: pip install --upgrade pip`
    var told = 0
    var line = 0
    /// What the latest run came to was an error.
    var endedInFailure = false
    /// No run came to anything.
    var isSilent = true
    var hasFailed = false

    init() {}

    init(of events: [LocatedEvent]) { for located in events { note(located.event, located.line) } }

    mutating func note(_ event: InstallerEvent, _ line: Int) {
        switch event {
        case .spoke:
            warned += 1
            self.line = line
        case .installerVersion:
            noticed += 1
            self.line = line
        case .toldToUpdate:
            told += 1
            self.line = line
        case .failed: (endedInFailure, isSilent, hasFailed) = (true, false, true)
        case .satisfied, .installed, .notInstalled, .uninstalled, .sameAsInstalled: (endedInFailure, isSilent) = (false, false)
        default: break
        }
    }
}
