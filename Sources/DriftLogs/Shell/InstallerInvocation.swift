/// What a command of a `RUN` step asks an installer to do.
struct InstallerInvocation: Equatable {
    enum Tool: String, Equatable {
        case pip, uv, poetry, pdm, pipx, pipenv, conda
        /// `python setup.py install`, `easy_install`
        case setupScript
        /// A script whose text is elsewhere: `bash install.sh`, `make`
        case script
        /// Runs others in environments of its own.
        case hatch
    }

    enum Action: Equatable {
        case install, uninstall, download, freeze, list, createEnvironment, other
        /// `uv run`: brings the project's environment up to date first, and says of it how many packages that took.
        case run
    }

    var tool: Tool
    var action: Action
    var target: InstallTarget = .system
    var isDryRun = false
    var isQuiet = false
    var hidesOutput = false
    var isConditional = false
    var mayFail = false
    /// Its output goes on through a pipe, and with it, unless the shell is told otherwise, whether it failed.
    var isPiped = false
    /// Behind `||`: it runs if what stands before it failed.
    var isFallback = false
    /// Requirements given on the command line, quotes undone.
    var requirements: [String] = []
    /// Files given with `-r`.
    var requirementFiles: [String] = []
    /// uv's `--system`: never a virtual environment.
    var usesSystem = false
    /// `uv sync`, `uv add`: works in the project's environment, which it makes if it is not there.
    var isProjectCommand = false
    /// `uv tool install`: names what it puts into the tool's own environment. `uv run --with` and `uvx` count it.
    var listsToolPackages = false
    /// `-U`, `--force-reinstall`, a sync: what is there may be replaced or taken away, whether it is named or not.
    var replacesOthers = false
    /// pip's `-U` alone: of what is there and not named it replaces only what no longer does, as without it (`only-if-needed`, pip 10 on).
    var upgradesOnlyNamed = false
    /// `--no-deps`
    var takesNoDependencies = false
    /// `pip list --outdated`, `pip freeze --user`: not everything that is there.
    var isPartialList = false
    /// `--target`: files go over those of an older release, whose own record stays, and pip says that it installed all the same.
    var isOverlay = false
    /// `--prefix /usr/local`
    var isLocalPrefix = false
    /// `python -m venv --clear`
    var clearsEnvironment = false
    /// `poetry run pip …`, `uv run pip …`: who chose the environment.
    var runner: Tool?
    /// Of a script: where its text is, which nobody has.
    var script: ScriptOrigin?
    /// Where the command stands, behind every `cd` of its step.
    var folder: String?
    /// `-e` arguments.
    var editables: [String] = []
    /// `--index-url`, `--extra-index-url` and their names in uv.
    var indexes: [String] = []
    /// `--find-links`
    var linkPages: [String] = []

    /// How its command is tied to those around it.
    mutating func tie(as command: ShellCommand) {
        isConditional = command.isConditional || InstallerCommandLine.mayHaveNothingToDo(command)
        mayFail = command.mayFail
        isPiped = command.isPiped
        isFallback = command.connector == .ifFailed
    }

    /// Whether the step's output shows what this command did.
    var isVisible: Bool { !isQuiet && !hidesOutput }
    /// Whether it changes an environment if it succeeds.
    var changesEnvironment: Bool { (action == .install || action == .uninstall) && !isDryRun }

    /// Whether it may take a package away without another release in its place.
    var mayTakeAway: Bool { changesEnvironment && (action == .uninstall || tool != .pip && replacesOthers || tool == .script) }

    /// Whether it prints something however it ends, unless it is told not to. `uv run` is silent where it has nothing to do.
    var alwaysSpeaks: Bool {
        switch action {
        case .install, .uninstall, .download: true
        case .createEnvironment: tool == .uv
        case .freeze, .list, .other, .run: false
        }
    }

    /// Below this nothing was installed: pip takes longer to start than uv to install a package.
    var leastSeconds: Double { tool == .uv ? 0.1 : 0.3 }

    var listsEverything: Bool { (action == .freeze || action == .list) && !isPartialList }

    /// `pip install -U pip setuptools wheel`: nothing that a freeze lists.
    var touchesOnlyInstaller: Bool {
        !requirements.isEmpty && requirementFiles.isEmpty && editables.isEmpty
            && requirementNames.count == requirements.count
            && requirementNames.allSatisfy { $0 == "pip" || $0 == "setuptools" || $0 == "wheel" }
    }

    /// Names of the requirements on the command line that are certainly installed: `gradio` of `gradio[oauth]==4.31.0`.
    /// Addresses and paths (`git+https://…`, `./x`, `x.whl`) have none, and a marker may rule its requirement out.
    var requirementNames: [String] { requirements.compactMap(Self.name) }

    static func name(of requirement: String) -> String? {
        let name = String(decoding: requirement.utf8.prefix { $0.isNameByte }, as: UTF8.self)
        guard !name.isEmpty, !requirement.holds(";") else { return nil }
        let next = requirement.utf8.dropFirst(name.utf8.count).first
        let isAddress = next == UInt8(ascii: ":") || next == UInt8(ascii: "+") || next == UInt8(ascii: "/")
        let isFile =
            name.hasSuffix(".whl") || name.hasSuffix(".zip") || name.hasSuffix(".gz") || name.utf8.allSatisfy { $0 == UInt8(ascii: ".") }
        return isAddress || isFile ? nil : name
    }
}
