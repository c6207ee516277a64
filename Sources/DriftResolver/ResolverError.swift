/// Why an installer or resolver gave no answer. That it refuses a set of requirements is an answer, and no error.
package enum ResolverError: Error, Sendable, Hashable {
    /// Neither `PATH` nor the usual places have it.
    case programMissing(String)
    case notStartable(program: String, reason: String)
    /// `step` as one types it.
    case timedOut(step: String, seconds: Int)
    case interrupted
    /// It ended without doing its work and without saying that the requirements are at fault.
    case crashed(step: String, status: String, lastLine: String)
    case noNetwork(step: String, line: String)
    case diskFull(step: String)
    /// `wanted`: `3.13`. `found`: the versions that were found instead.
    case noInterpreter(wanted: String, found: [String])
    case unusableInterpreter(path: String, reason: String)
    case noTemporaryDirectory(path: String, reason: String)
    case unreadableOutput(step: String)
    /// There is no pip for this Python that can leave out what was uploaded after a day.
    case noDatedPip(reason: String)

    package var message: String {
        switch self {
        case .programMissing(let program): "\(program) was not found"
        case .notStartable(let program, let reason): "\(program) cannot be started: \(reason)"
        case .timedOut(let step, let seconds): "`\(step)` was stopped after \(seconds) seconds"
        case .interrupted: "interrupted; the temporary environment is removed"
        case .crashed(let step, let status, let line): "`\(step)` failed (\(status))" + (line.isEmpty ? "" : ": \(line)")
        case .noNetwork(let step, let line): "`\(step)` did not reach the package index: \(line)"
        case .diskFull(let step): "`\(step)` ran out of disk space"
        case .noInterpreter(let wanted, let found):
            "no Python \(wanted) was found" + (found.isEmpty ? "" : "; there is \(found.joined(separator: ", "))")
        case .unusableInterpreter(let path, let reason): "\(path) is not usable: \(reason)"
        case .noTemporaryDirectory(let path, let reason): "no temporary directory can be made in \(path): \(reason)"
        case .noDatedPip(let reason): "pip 26, the first that knows upload dates, cannot be installed: \(reason)"
        case .unreadableOutput(let step): "the output of `\(step)` is not what it prints otherwise"
        }
    }

    package var hint: String {
        switch self {
        case .programMissing(let program): "install \(program) (`pip install uv`), or put it on PATH"
        case .notStartable: "check that it is a program and that you may run it"
        case .timedOut: "try again with more time: --time-limit SECONDS"
        case .interrupted: "run the same command again"
        case .crashed: "run the command by hand to see all it prints; `--python PATH` chooses another interpreter"
        case .noNetwork: "check the network and the index settings (PIP_INDEX_URL, UV_DEFAULT_INDEX), then try again"
        case .diskFull: "free some space, or set TMPDIR to a directory with more of it"
        case .noInterpreter(let wanted, _):
            "install it (`uv python install \(wanted)`, `pyenv install \(wanted)`), name one with --python PATH, or use --resolve-only"
        case .unusableInterpreter: "name another interpreter with --python PATH; it needs the modules venv and ensurepip"
        case .noTemporaryDirectory: "set TMPDIR to a directory that you may write to"
        case .noDatedPip: "leave out --as-of, or use --resolve-only, which asks uv"
        case .unreadableOutput: "update the installer, or name another interpreter with --python PATH"
        }
    }

    package var isTransient: Bool {
        switch self {
        case .timedOut, .interrupted, .noNetwork, .diskFull: true
        default: false
        }
    }
}
