/// One line of a log, and what it says of one package.
package struct ExplainedLine: Sendable, Hashable, Encodable {
    /// What the line says.
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// A command names it: `--> RUN pip install flask`, `The user requested flask==3.0`.
        case requested
        /// `Collecting flask`, `Obtaining …`, `Processing …`: a candidate, not an install.
        case collected
        /// `Requirement already satisfied: flask in … (3.0.0)`
        case satisfied
        /// `Downloading flask-3.0.0-py3-none-any.whl`, `Using cached …`
        case downloaded
        /// `Building wheel for flask`, `Successfully built flask`
        case built
        /// `Installing collected packages: …, flask`
        case announced
        /// `Successfully installed … flask-3.0.0`, `+ flask==3.0.0`, `- Installing flask (3.0.0)`
        case installed
        /// `Would install flask-3.0.0`
        case wouldInstall = "would-install"
        /// `Found existing installation: flask 2.0`, `Attempting uninstall: flask`
        case found
        /// `Successfully uninstalled flask-2.0`, `- flask==2.0`
        case uninstalled
        /// A line of a freeze, of `pip list`, of the beacon.
        case listed
        /// `a 1.0 requires flask<2, but you have flask 3.0.0 which is incompatible.`
        case conflict
        /// `ERROR: No matching distribution found for flask==9`
        case failed
        /// A path of a traceback, `…/site-packages/flask/app.py`: it is there, in a version that the line mostly does not tell.
        case traceback
        /// `ModuleNotFoundError: No module named 'flask'`: the app did not find it.
        case missing
        /// Warnings and notes of the installer.
        case noted
    }

    /// Why the line changed nothing in the end.
    package enum Ignored: String, Sendable, Hashable, Codable, CaseIterable {
        case dryRun = "dry-run"
        case downloadOnly = "download-only"
        /// This run of the installer failed and installed nothing.
        case failedRun = "failed-run"
        case failedStep = "failed-step"
        case failedBuild = "failed-build"
        /// A later build replaced this one.
        case supersededBuild = "superseded-build"
        /// A newer build's log ends before the build does.
        case unfinishedBuild = "unfinished-build"
        /// A later start of the app began from the image again.
        case earlierStart = "earlier-start"
        /// Inside pip's temporary environment for building a wheel.
        case buildIsolation = "build-isolation"
        /// Another environment than the app's.
        case otherEnvironment = "other-environment"
        /// The step only prints text; it installs nothing.
        case onlyText = "only-text"
        /// Looks like a freeze, but no command asked for one.
        case unaskedList = "unasked-list"
        /// A later line says otherwise.
        case replacedLater = "replaced-later"
    }

    /// Index of the log, 0 = the first that was given.
    package var log: Int
    /// Physical line, from 1.
    package var line: Int
    package var kind: Kind
    /// The version that the line names for the package.
    @ExplicitNull package var version: String?
    /// The line as printed, cut to what is around the name; control characters removed.
    package var text: String
    /// `nil`: it counts.
    @ExplicitNull package var ignored: Ignored?
    /// The verdict rests on this line.
    package var decides: Bool

    package init(
        log: Int,
        line: Int,
        kind: Kind,
        version: String? = nil,
        text: String,
        ignored: Ignored? = nil,
        decides: Bool = false
    ) {
        self.log = log
        self.line = line
        self.kind = kind
        self.version = version
        self.text = text
        self.ignored = ignored
        self.decides = decides
    }
}
