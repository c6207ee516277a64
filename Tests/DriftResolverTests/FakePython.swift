import DriftTesting
import Foundation

/// A script that answers as a Python 3.13 does, and makes virtual environments whose Python does what a test wants.
struct FakePython {
    let scratch: ScratchDirectory
    var path: String { scratch.path + "/python3.13" }

    /// - Parameters:
    ///   - pip: the shell script that stands for `python -m pip …` in the environments; `$@` are its arguments.
    ///   - answer: what it does when asked which Python it is.
    init(pip: String, answer: String = "echo 'driftd 3.13.7 cpython'") throws {
        scratch = try ScratchDirectory()
        try scratch.write("#!/bin/sh\ncase \"$*\" in *ensurepip*) exit 0 ;; esac\n" + pip + "\n", to: "environment-python")
        let script = """
            #!/bin/sh
            case "$*" in
            *"-m venv "*) for last; do :; done; mkdir -p "$last/bin"; cp "\(scratch.path)/environment-python" "$last/bin/python" ;;
            *) \(answer) ;;
            esac

            """
        try scratch.write(script, to: "python3.13")
        for name in ["environment-python", "python3.13"] {
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.path + "/" + name)
        }
    }
}
