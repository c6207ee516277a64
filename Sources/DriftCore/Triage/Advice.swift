/// What to do next, by kind of failure; each kind has its moves in the guide's order, cheapest first.
package enum Advice: String, Sendable, Hashable, CaseIterable {
    case readBuildLog, missingDistribution, conflictingPins, wrongPython, systemPackage, repairDockerfile, retryBuild
    case repairRepository, repairReadme, waitForHardware, retryLater, storage, platformStatus, askPlatform, resume
    case healthTimeout, readTraceback, setSecret, missingModule, network, memory
    case compare, quota, identity, callerToken, importOrder, hardware, worker, gpuMemory, duration, nothing

    /// Without the snapshot, which every list that touches the Space begins with.
    var moves: [TriageMove] {
        switch self {
        case .readBuildLog, .missingDistribution, .conflictingPins, .wrongPython, .systemPackage, .repairDockerfile, .retryBuild: buildMoves
        case .repairRepository, .repairReadme, .waitForHardware, .retryLater, .storage, .platformStatus, .askPlatform, .resume: placeMoves
        case .healthTimeout, .readTraceback, .setSecret, .missingModule, .network, .memory: startMoves
        case .compare, .quota, .identity, .callerToken, .importOrder, .hardware, .worker, .gpuMemory, .duration, .nothing: callMoves
        }
    }

    /// Whether a move restarts or rebuilds the Space (a commit and a changed setting do), which ends the logs of the present state.
    var touchesSpace: Bool {
        switch self {
        case .quota, .identity, .callerToken, .askPlatform, .nothing: false
        default: true
        }
    }

    private var buildMoves: [TriageMove] {
        switch self {
        case .missingDistribution:
            [
                TriageMove("see which of the original's versions the build no longer gets", command: Self.diff),
                TriageMove("pin the original's versions and Python, as they were observed", command: Self.pin),
                Self.rebuildDuplicate,
            ]
        case .conflictingPins:
            [
                TriageMove(
                    "take the SDK's own packages (gradio, streamlit, spaces) out of requirements.txt: sdk_version in README.md decides them"
                ),
                TriageMove("compare with the original: which of the two requirements moved", command: Self.diff),
                TriageMove("write pins that resolve together with the platform's own line", command: Self.pin),
            ]
        case .wrongPython:
            [
                TriageMove("set python_version in README.md to the Python that the original runs, in quotes (\"3.11\")"),
                TriageMove("let driftd write it from the original's environment", command: Self.pin),
            ]
        case .systemPackage:
            [
                TriageMove("name the package as today's Debian does (libgl1 for libgl1-mesa-glx) in packages.txt or the Dockerfile"),
                TriageMove("or pin the base image by its digest, as the original's build names it", command: Self.diff),
            ]
        case .repairDockerfile:
            [TriageMove("correct the line of the Dockerfile that the message names; it does not depend on the environment")]
        case .retryBuild:
            [
                TriageMove("wait some minutes; the network or a registry failed, not the Space"),
                Self.rebuildDuplicate,
            ]
        default:
            [
                TriageMove("read the last step that printed something: its own message stands above the `--> ERROR` line"),
                TriageMove("see what differs from the original's last build", command: Self.diff),
                Self.rebuildDuplicate,
            ]
        }
    }

    private var placeMoves: [TriageMove] {
        switch self {
        case .repairRepository:
            [TriageMove("correct the repository: the named file, its size (Xet or LFS), or `app_file` in README.md; no pin helps")]
        case .repairReadme:
            [TriageMove("correct the YAML at the head of README.md as the message says; the build has not begun yet")]
        case .waitForHardware:
            [
                TriageMove("wait: the platform has no free hardware of this kind"),
                TriageMove("ask for other hardware: Settings > Space hardware"),
                Self.restartDuplicate,
            ]
        case .storage:
            [
                TriageMove("write less to the disk: hold models by preload_from_hub or a storage bucket, clear caches"),
                Self.restartDuplicate,
            ]
        case .resume:
            [
                TriageMove("the owner starts it again: Settings > Restart this Space; another's Space, as one's own duplicate"),
                TriageMove("see first that it is still what it was: a start after a long pause may build anew", command: Self.diff),
            ]
        case .askPlatform:
            [TriageMove("ask the platform (website@huggingface.co) to lift it; nothing in the repository changes this")]
        case .platformStatus:
            [
                TriageMove("look at https://status.huggingface.co and wait; neither a pin nor a commit changes this"),
                Self.restartDuplicate,
            ]
        default:
            [
                TriageMove("wait some minutes and try once more"),
                Self.restartDuplicate,
                Self.rebuildDuplicate,
            ]
        }
    }

    private var startMoves: [TriageMove] {
        switch self {
        case .healthTimeout:
            [
                TriageMove("listen on 0.0.0.0 and on the port that README.md names (app_port, otherwise 7860)"),
                TriageMove("shorten the start: preload_from_hub in README.md, or a longer startup_duration_timeout"),
                Self.restartDuplicate,
            ]
        case .setSecret:
            [
                TriageMove(
                    "set the secret that the message asks for: Settings > Variables and secrets; a duplicate does not inherit secrets"
                ),
                TriageMove("for a gated model: accept its terms with the account that the token belongs to"),
                Self.restartDuplicate,
            ]
        case .missingModule:
            [
                TriageMove("add the module's distribution to requirements.txt"),
                TriageMove("see whether the original has it from somewhere else", command: Self.diff),
            ]
        case .network:
            [
                TriageMove("wait some minutes: a service that the app asks while starting did not answer"),
                Self.restartDuplicate,
            ]
        case .memory:
            [
                TriageMove("load less at the start, or smaller weights"),
                TriageMove("ask for hardware with more memory: Settings > Space hardware"),
            ]
        default:
            [
                TriageMove("read the traceback's last line and the last frame inside the app's own files"),
                TriageMove("see whether the environment differs from the original's", command: Self.diff),
                Self.restartDuplicate,
            ]
        }
    }

    private var callMoves: [TriageMove] {
        switch self {
        case .compare:
            [
                TriageMove("compare the environments", command: Self.diff),
                TriageMove("write the pins that restore the original", command: Self.pin),
                TriageMove("open them as a pull request", command: "driftd apply <bundle> <duplicate> --pull-request"),
            ]
        case .quota:
            [
                TriageMove("wait for the time that the message names"),
                TriageMove("call with a token, or log in on the page: an account has more quota than an address"),
                TriageMove("ask for fewer seconds in @spaces.GPU(duration=…): a run is admitted only if its whole duration is left"),
            ]
        case .identity:
            [
                TriageMove("open the Space on huggingface.co/spaces while logged in, not by its *.hf.space address"),
                TriageMove("from code: send the visitor's X-IP-Token header on, or call with your own token"),
                TriageMove("with a custom frontend or Gradio older than 5.12: the login is not passed on; update the client"),
            ]
        case .callerToken:
            [
                TriageMove(
                    "call with a token that may read the called Space: Client(\"owner/name\", token=…) (hf_token= before gradio_client 2); in a Space, as a secret"
                ),
                TriageMove("see whether the called Space's page answers: one that sleeps, builds or fails has no API"),
                TriageMove("list its endpoints by view_api(): names and inputs change with the app"),
            ]
        case .importOrder:
            [
                TriageMove("import spaces before torch and anything that loads it"),
                TriageMove("use CUDA only inside functions under @spaces.GPU; .to(\"cuda\") on module level only where ZeroGPU patches it"),
            ]
        case .hardware:
            [
                TriageMove("see the duplicate's hardware: Settings > Space hardware; a duplicate begins on free CPU"),
                TriageMove("on ZeroGPU: call CUDA only inside @spaces.GPU functions"),
                TriageMove("on a GPU already: try once more, then restart the duplicate once"),
            ]
        case .worker:
            [
                TriageMove("try once more: a worker that was aborted may have been the platform's"),
                TriageMove("find the traceback in the container log: the message shows no more than the exception's class"),
                TriageMove("ask for more seconds if the function needs them: @spaces.GPU(duration=…)"),
                Self.restartDuplicate,
            ]
        case .gpuMemory:
            [
                TriageMove("give it less: a smaller input or batch, half precision, smaller weights"),
                TriageMove("on ZeroGPU: @spaces.GPU(size=\"xlarge\") has twice the memory, and counts twice"),
                TriageMove("on other hardware: ask for a GPU with more memory: Settings > Space hardware"),
            ]
        case .duration:
            [
                TriageMove("see what each function books", command: "driftd quota <duplicate>"),
                TriageMove(
                    "lower the duration in @spaces.GPU(duration=…) to what your tier grants (an xlarge GPU counts twice); published is PRO's: "
                        + "\(QuotaTable.current.callLimits.first?.seconds ?? 0) s a call"
                ),
            ]
        default: []
        }
    }

    static let diff = "driftd diff <original> <duplicate>"
    private static let pin = "driftd pin <original> <duplicate>"
    static let restartDuplicate = TriageMove("restart the duplicate once: Settings > Restart this Space")
    static let rebuildDuplicate = TriageMove("only then, and only the duplicate: Settings > Factory rebuild")
}
