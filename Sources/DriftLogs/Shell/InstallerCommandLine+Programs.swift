extension InstallerCommandLine {
    /// The installer that a program's name and arguments amount to; `nil`: it installs no Python packages that we know of.
    static func invocation(program: String, location: String, arguments: [String]) -> InstallerInvocation? {
        if isPip(program) { return pip(arguments) }
        if isPython(program) { return python(arguments) }
        switch program {
        case "uv": return uv(arguments)
        case "uvx": return InstallerInvocation(tool: .uv, action: .other)
        case "easy_install": return InstallerInvocation(tool: .setupScript, action: .install)
        case "poetry": return poetry(arguments)
        case "pdm": return project(.pdm, arguments, ["install", "sync", "add", "update", "remove"])
        case "pipx": return arguments.contains("install") ? InstallerInvocation(tool: .pipx, action: .other) : nil
        case "pipenv": return project(.pipenv, arguments, ["install", "sync", "update", "upgrade", "uninstall", "clean"])
        case "conda", "mamba", "micromamba", "pixi":
            let changes = !Set(arguments).isDisjoint(with: ["install", "create", "update", "env", "add", "remove", "uninstall"])
            return changes ? InstallerInvocation(tool: .conda, action: .install) : nil
        case "hatch", "rye", "maturin":
            // Each has its own environment, and says little of what it puts there.
            let changes = !Set(arguments).isDisjoint(with: ["env", "run", "shell", "sync", "add", "remove", "develop", "install"])
            return changes ? InstallerInvocation(tool: .setupScript, action: .install) : nil
        case "nox", "tox": return session
        case "shiv", "pex", "zipapps", "briefcase": return bundle
        case "pip-sync", "flit", "just", "task", "poe": return InstallerInvocation(tool: .script, action: .install)
        // They show what they like of what they run.
        case "invoke", "inv", "doit", "rake", "ansible-playbook", "ansible", "ansible-pull": return ownScript
        case "virtualenv": return environment(arguments)
        case "make", "sh", "bash": return script(program: program, arguments)
        default:
            // `./install.sh`, `/app/setup.sh`: a script of the repository's own.
            return location.holds("/") && program.hasSuffix(".sh") ? ownScript : nil
        }
    }

    /// `pdm -p /app sync`, `pipenv --python 3.11 install`
    private static func project(_ tool: InstallerInvocation.Tool, _ arguments: [String], _ changing: Set<String>) -> InstallerInvocation? {
        guard let command = InstallerOptions(arguments).subcommand, changing.contains(command) else { return nil }
        return InstallerInvocation(tool: tool, action: .install)
    }

    /// Programs whose work the log may show.
    static func isInstaller(_ program: String) -> Bool { isPip(program) || isPython(program) || program == "uv" }

    private static func script(program: String, _ arguments: [String]) -> InstallerInvocation? {
        if program == "make" { return InstallerInvocation(tool: .script, action: .install) }
        // `curl … | sh` reads its script from the pipe and takes no file; `bash` alone neither.
        guard let file = arguments.first(where: { !$0.hasPrefix("-") }), file != "-" else { return nil }
        return ownScript
    }

    /// `nox -s tests`, `tox -e py311`: pip speaks of environments that each session makes for itself.
    private static var session: InstallerInvocation {
        var invocation = InstallerInvocation(tool: .pip, action: .install, target: .folder(".nox"))
        invocation.isConditional = true
        return invocation
    }

    /// `shiv -o tool.pyz six`: pip fills a folder that becomes one file.
    private static var bundle: InstallerInvocation {
        var invocation = InstallerInvocation(tool: .pip, action: .install, target: .folder(".bundle"))
        invocation.isConditional = true
        return invocation
    }

    /// A script of the repository's own, whose text the log does not have.
    private static var ownScript: InstallerInvocation {
        var invocation = InstallerInvocation(tool: .script, action: .install)
        invocation.script = .file
        return invocation
    }

    /// `pip`, `pip3`, `pip3.11`
    static func isPip(_ program: String) -> Bool { hasVersionedName(program, "pip") }
    /// `python`, `python3`, `python3.11`
    static func isPython(_ program: String) -> Bool { hasVersionedName(program, "python") || hasVersionedName(program, "pypy") }

    private static func hasVersionedName(_ program: String, _ name: String) -> Bool {
        program.hasPrefix(name) && program.dropFirst(name.count).utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") }
    }

    private static func python(_ arguments: [String]) -> InstallerInvocation? {
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            // `python -Im pip install x`
            if argument.hasPrefix("-"), !argument.hasPrefix("--"), argument.hasSuffix("m"), index + 1 < arguments.count {
                return module(arguments[index + 1], Array(arguments.dropFirst(index + 2)))
            }
            if argument.hasPrefix("-m"), argument.utf8.count > 2 {
                return module(String(argument.dropFirst(2)), Array(arguments.dropFirst(index + 1)))
            }
            if argument == "-c" {
                let code = index + 1 < arguments.count ? arguments[index + 1] : ""
                return code.contains("pip") && code.contains("install") ? ownScript : nil
            }
            if !argument.hasPrefix("-") {
                guard argument.hasSuffix("setup.py") else {
                    // A script may call pip itself; one named for it probably does.
                    return baseName(argument).holds("install") ? ownScript : nil
                }
                let installs = arguments.contains("install") || arguments.contains("develop")
                return installs ? InstallerInvocation(tool: .setupScript, action: .install) : nil
            }
            index += ["-X", "-W"].contains(argument) ? 2 : 1
        }
        return nil
    }

    private static func module(_ name: String, _ arguments: [String]) -> InstallerInvocation? {
        switch name {
        case "pip", "uv", "poetry", "pdm", "pipenv", "hatch", "nox", "tox", "virtualenv", "easy_install", "pipx", "flit", "invoke",
            "shiv", "pex", "zipapps", "briefcase":
            return invocation(program: name, location: name, arguments: arguments)
        case "venv": return environment(arguments)
        case "piptools": return arguments.first == "sync" ? InstallerInvocation(tool: .script, action: .install) : nil
        // They put a wheel in place without a word.
        case "installer": return arguments.isEmpty ? nil : InstallerInvocation(tool: .setupScript, action: .install)
        case "wheel": return arguments.first == "install" ? InstallerInvocation(tool: .setupScript, action: .install) : nil
        // It runs pip, whose words the log has.
        case "spacy": return arguments.first == "download" ? InstallerInvocation(tool: .pip, action: .install) : nil
        default: return nil
        }
    }

    /// `--system-site-packages /opt/venv`, `-p python3 /opt/venv`
    private static func environment(_ arguments: [String]) -> InstallerInvocation? {
        guard let path = arguments.last, !path.hasPrefix("-") else { return nil }
        return InstallerInvocation(
            tool: .pip,
            action: .createEnvironment,
            target: .virtual(path),
            clearsEnvironment: arguments.contains("--clear")
        )
    }

    private static func pip(_ arguments: [String]) -> InstallerInvocation? {
        let options = InstallerOptions(arguments)
        if !options.flags.isDisjoint(with: ["--help", "-h"]) { return nil }
        var invocation = InstallerInvocation(tool: .pip, action: .other)
        switch options.subcommand {
        case "install": invocation.action = .install
        case "uninstall": invocation.action = .uninstall
        case "download", "wheel", "lock": invocation.action = .download
        case "freeze": invocation.action = .freeze
        case "list": invocation.action = .list
        default: return nil
        }
        fill(&invocation, from: options)
        return invocation
    }

    private static func fill(_ invocation: inout InstallerInvocation, from options: InstallerOptions) {
        invocation.isDryRun = options.flags.contains("--dry-run")
        invocation.isQuiet = options.isQuiet
        invocation.isPartialList =
            !options.flags.isDisjoint(with: partialLists) || options.values["--path"] != nil || options.values["--exclude"] != nil
        invocation.replacesOthers = !options.flags.isDisjoint(with: replacing)
        let isEager = options.values["--upgrade-strategy"] != nil || !options.flags.isDisjoint(with: replacing.subtracting(upgrading))
        invocation.upgradesOnlyNamed = invocation.tool == .pip && !isEager
        invocation.takesNoDependencies = options.flags.contains("--no-deps")
        invocation.usesSystem = options.flags.contains("--system")
        if invocation.usesSystem { invocation.target = .interpreter }
        invocation.requirements = options.positional
        invocation.requirementFiles = options.values["-r"] ?? []
        invocation.editables = options.values["-e"] ?? []
        invocation.indexes = indexOptions.flatMap { options.values[$0] ?? [] }
        invocation.linkPages = options.values["--find-links"] ?? []
        if let folder = options.values["--target"]?.last {
            invocation.target = folderTarget(folder)
            invocation.isOverlay = true
        } else if let folder = (options.values["--prefix"] ?? options.values["--root"])?.last {
            invocation.target = ["/usr/local", "/usr", "/", "/usr/local/"].contains(folder) ? .system : .folder(folder)
            invocation.isLocalPrefix = options.values["--prefix"] != nil && folder.hasPrefix("/usr/local")
        } else if invocation.tool == .pip, foreignOptions.contains(where: { options.values[$0] != nil }) {
            // pip takes these with a folder alone, whose name is lost with the command's end.
            invocation.target = .folder("$TARGET")
        } else if options.flags.contains("--user") {
            invocation.target = .user
        } else if let python = options.values["--python"]?.last, let folder = environmentFolder(ofPython: python) {
            invocation.target = .virtual(folder)
        } else if let python = options.values["--python"]?.last, python.hasPrefix("/usr/local/bin/") || python.hasPrefix("/usr/bin/") {
            invocation.target = .interpreter
        }
    }

    /// For another machine or interpreter than the one at work.
    private static let foreignOptions = ["--platform", "--python-version", "--implementation", "--abi"]

    private static let replacing: Set<String> = ["-U", "--upgrade", "--force-reinstall", "--ignore-installed", "-I", "--reinstall"]

    private static let upgrading: Set<String> = ["-U", "--upgrade"]

    private static let indexOptions = ["--index-url", "--extra-index-url", "--index", "--default-index"]

    /// `--target /usr/local/lib/python3.11/site-packages` is no folder of its own.
    private static func folderTarget(_ folder: String) -> InstallTarget {
        let path = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        let isSite = path.hasSuffix("/site-packages") || path.hasSuffix("/dist-packages")
        return isSite && path.hasPrefix("/") ? SitePackagesPath.target(of: path) : .folder(folder)
    }

    /// Options of `pip list` and `pip freeze` that leave something out.
    private static let partialLists: Set<String> = [
        "--outdated", "-o", "--uptodate", "-u", "--user", "--not-required", "--editable", "--exclude-editable",
    ]

    /// `--python .venv` and `--python .venv/bin/python` name an environment, `--python 3.11` and `--python /usr/bin/python3` do not.
    private static func environmentFolder(ofPython value: String) -> String? {
        if value.holds("$") || value.holds("`") { return nil }
        if value.holds("/bin/") { return environmentFolder(ofProgram: value) }
        let isVersion =
            value.utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") } || value.hasPrefix("python") || value.hasPrefix("cpython")
        return isVersion ? nil : value
    }

    private static func uv(_ arguments: [String]) -> InstallerInvocation? {
        var options = InstallerOptions(arguments)
        var invocation = InstallerInvocation(tool: .uv, action: .other)
        guard let command = options.subcommand else { return nil }
        // What a script asks for goes into an environment of its own; `uv add --script` writes it into the script alone.
        if options.flags.contains("--script") || options.values["--script"] != nil, ["add", "remove", "sync"].contains(command) {
            invocation.listsToolPackages = true
            return command == "sync" ? invocation : nil
        }
        switch command {
        case "pip": return uvPip(&options)
        // `uv add --frozen` and `--no-sync` write the project file alone.
        case "add", "remove":
            if !options.flags.isDisjoint(with: ["--frozen", "--no-sync"]) { return nil }
            fallthrough
        case "sync":
            invocation.action = .install
            fill(&invocation, from: options)
            invocation.requirements = command == "add" ? options.positional : []
            invocation.isProjectCommand = true
            invocation.replacesOthers = true
            if invocation.target == .system { invocation.target = .virtual(".venv") }
        case "venv":
            invocation.action = .createEnvironment
            invocation.target = .virtual(options.positional.last ?? ".venv")
        case "tool":
            guard ["install", "upgrade", "run"].contains(options.positional.first) else { return nil }
            invocation.action = .other
            invocation.listsToolPackages = ["install", "upgrade"].contains(options.positional.first)
        case "run":
            // Of its own options only those before the program count.
            let own = Set(arguments.dropFirst().prefix { $0.hasPrefix("-") || $0 == "run" })
            let isElsewhere = !own.isDisjoint(with: ["--script", "-s", "--with", "-w", "--isolated", "--no-project", "--with-requirements"])
            invocation.action = isElsewhere ? .other : .run
            invocation.isProjectCommand = !isElsewhere
            if !isElsewhere { invocation.target = .virtual(".venv") }
        default: return nil
        }
        return invocation
    }

    /// `uv pip install …`
    private static func uvPip(_ options: inout InstallerOptions) -> InstallerInvocation? {
        let inner = options.positional.isEmpty ? "" : options.positional.removeFirst()
        let actions: [String: InstallerInvocation.Action] = [
            "install": .install, "sync": .install, "uninstall": .uninstall, "freeze": .freeze, "list": .list,
        ]
        guard let action = actions[inner] else { return nil }
        var invocation = InstallerInvocation(tool: .uv, action: action)
        // `uv pip sync requirements.txt` takes files where `install` takes requirements.
        if inner == "sync" {
            options.values["-r", default: []] += options.positional
            options.positional = []
        }
        fill(&invocation, from: options)
        if inner == "sync" { invocation.replacesOthers = true }
        return invocation
    }

    private static let poetryCommands: Set<String> = ["install", "add", "update", "sync", "remove"]

    private static func poetry(_ arguments: [String]) -> InstallerInvocation? {
        let options = InstallerOptions(arguments)
        guard let command = options.subcommand, poetryCommands.contains(command) else { return nil }
        var invocation = InstallerInvocation(tool: .poetry, action: .install)
        invocation.isQuiet = options.isQuiet
        invocation.isDryRun = options.flags.contains("--dry-run")
        invocation.requirements = command == "add" ? options.positional : []
        invocation.replacesOthers = true
        return invocation
    }
}
