/// Arguments of pip, uv or poetry, sorted into options and the rest.
struct InstallerOptions {
    var subcommand: String?
    var flags: Set<String> = []
    /// Values by the option's long or customary name: `-r`, `-e`, `--target`.
    var values: [String: [String]] = [:]
    var positional: [String] = []
    private var quietness = 0

    /// `-q` once more often than `-v`.
    var isQuiet: Bool { quietness > 0 }

    init(_ arguments: [String]) {
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            index += 1
            if argument == "--" {
                for rest in arguments[index...] { addPositional(rest) }
                return
            }
            // `pip list -e` takes no project: it lists those that are editable.
            if subcommand == "list", argument == "-e" || argument == "--editable" {
                addFlag("--editable")
            } else if argument.hasPrefix("--") {
                let equals = argument.utf8.firstIndex(of: UInt8(ascii: "="))
                let written = equals.map { String(argument[..<$0]) } ?? argument
                let name = Self.canonical[written] ?? written
                if let equals {
                    values[name, default: []].append(String(argument[argument.utf8.index(after: equals)...]))
                } else if Self.takesValue.contains(name), index < arguments.count {
                    values[name, default: []].append(arguments[index])
                    index += 1
                } else {
                    addFlag(name)
                }
            } else if argument.hasPrefix("-"), argument.utf8.count > 1 {
                index += short(argument, next: index < arguments.count ? arguments[index] : nil)
            } else {
                addPositional(argument)
            }
        }
    }

    private mutating func addPositional(_ argument: String) {
        if subcommand == nil { subcommand = argument } else { positional.append(argument) }
    }

    private mutating func addFlag(_ name: String) {
        flags.insert(name)
        if name == "--quiet" { quietness += 1 }
        if name == "--verbose" { quietness -= 1 }
    }

    /// `-qU`, `-r file`, `-rfile`; returns how many of the following arguments it took.
    private mutating func short(_ argument: String, next: String?) -> Int {
        var letters = argument.dropFirst()
        while let letter = letters.first {
            letters = letters.dropFirst()
            if let name = Self.shortWithValue[letter] {
                if letters.isEmpty {
                    guard let next else { return 0 }
                    values[name, default: []].append(next)
                    return 1
                }
                values[name, default: []].append(String(letters.first == "=" ? letters.dropFirst() : letters))
                return 0
            }
            if letter == "q" { quietness += 1 }
            if letter == "v" { quietness -= 1 }
            flags.insert("-\(letter)")
        }
        return 0
    }

    private static let shortWithValue: [Character: String] = [
        "r": "-r", "c": "-c", "e": "-e", "i": "--index-url", "f": "--find-links", "t": "--target", "d": "--dest", "p": "--python",
        "C": "--config-settings",
        "E": "--extras",
    ]

    private static let canonical: [String: String] = [
        "--requirement": "-r", "--requirements": "-r", "--constraint": "-c", "--constraints": "-c", "--editable": "-e",
    ]

    private static let takesValue: Set<String> = [
        "-r", "-c", "-e", "--index-url", "--extra-index-url", "--find-links", "--target", "--prefix", "--root", "--src", "--python",
        "--proxy", "--timeout",
        "--retries", "--trusted-host", "--cache-dir", "--no-binary", "--only-binary", "--platform", "--python-version", "--implementation",
        "--abi",
        "--global-option", "--install-option", "--config-settings", "--log", "--report", "--progress-bar", "--upgrade-strategy",
        "--uploaded-prior-to",
        "--root-user-action", "--exists-action", "--cert", "--client-cert", "--build-constraint", "--dest", "--group", "--torch-backend",
        "--index",
        "--default-index", "--index-strategy", "--exclude-newer", "--resolution", "--prerelease", "--link-mode", "--project", "--directory",
        "--extra",
        "--only-group", "--no-group", "--package", "--override", "--overrides", "--config-file", "--keyring-provider", "--python-platform",
        "--extras",
        "--with", "--without", "--only", "--refresh-package", "--upgrade-package", "--reinstall-package", "--no-build-package",
        "--no-binary-package",
        "--exclude", "--path", "--format",
        "--use-feature", "--use-deprecated", "--python-preference", "--color", "--resume-retries", "--build-option", "--all-releases",
        "--only-final", "--requirements-from-script", "--allow-insecure-host", "--fork-strategy", "--config-setting",
        "--config-settings-package", "--no-build-isolation-package", "--exclude-newer-package", "--no-sources-package",
        "--build-constraints",
        "--no-extra", "--no-install-package", "--env-file", "--with-editable", "--with-requirements", "--output-format", "--bounds",
        "--branch", "--tag", "--rev", "--marker", "--source", "--output-file",
    ]
}
