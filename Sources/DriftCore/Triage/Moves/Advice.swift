/// What to do next, by kind of failure; each kind has its moves in the guide's order, cheapest first.
package enum Advice: String, Sendable, Hashable, CaseIterable {
    case readBuildLog, findBuildLog, wholeBuildLog, missingDistribution, conflictingPins, wrongPython, systemPackage, repairDockerfile
    case retryBuild, buildLogin
    case repairRepository, repairReadme, waitForHardware, retryLater, storage, platformStatus, askPlatform, resume, plan, wake
    case healthTimeout, readTraceback, findRunLog, setSecret, missingModule, network, memory, writablePath, browser
    case compare, systemLibrary
    case quota, quotaDay, pendingRuns, identity
    case callerToken, endpoint, busyQueue, upstream
    case importOrder, gpuFunction, hardware, worker, workerTime, gpuQueue, kernel, gpuMemory, duration, nothing

    /// Without the snapshot, which every list that touches the Space begins with.
    var moves: [TriageMove] { Self.table[self] ?? [] }

    private static let table = [buildMoves, buildLogMoves, placeMoves, startMoves, environmentMoves, callMoves, gpuMoves]
        .reduce(into: [:]) { table, part in table.merge(part) { first, _ in first } }

    /// Whether a move restarts or rebuilds the Space (a commit and a changed setting do), which ends the logs of the present state.
    var touchesSpace: Bool {
        switch self {
        case .quota, .quotaDay, .pendingRuns, .identity, .callerToken, .endpoint, .busyQueue, .upstream, .gpuQueue, .askPlatform, .nothing:
            false
        default: true
        }
    }

    static let diff = "driftd diff <original> <duplicate>"
    static let pin = "driftd pin <original> <duplicate>"
    static let restartDuplicate = TriageMove("restart the duplicate once: Settings > Restart this Space")
    static let rebuildDuplicate = TriageMove("only then, and only the duplicate: Settings > Factory rebuild")
}
