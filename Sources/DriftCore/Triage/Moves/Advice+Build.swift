extension Advice {
    /// A build that fails or does not end.
    static let buildMoves: [Advice: [TriageMove]] = [
        .missingDistribution: [
            TriageMove("see which of the original's versions the build no longer gets", command: Self.diff),
            TriageMove("pin the original's versions and Python, as they were observed", command: Self.pin),
            Self.rebuildDuplicate,
        ],
        .conflictingPins: [
            TriageMove(
                "if the SDK's own packages are in the conflict (gradio, streamlit, spaces): take them out of requirements.txt; sdk_version in "
                    + "README.md decides them"
            ),
            TriageMove("compare with the original: which of the two requirements moved", command: Self.diff),
            TriageMove("write pins that resolve together with the platform's own line", command: Self.pin),
        ],
        .wrongPython: [
            TriageMove("set python_version in README.md to the Python that the original runs, in quotes (\"3.11\")"),
            TriageMove("let driftd write it from the original's environment", command: Self.pin),
        ],
        .systemPackage: [
            TriageMove(
                "name the package as this Debian does (libgl1 for libgl1-mesa-glx; https://packages.debian.org) in packages.txt or the Dockerfile"
            ),
            TriageMove("or pin the base image by its digest, as the original's build names it", command: Self.diff),
        ],
        .repairDockerfile: [TriageMove("correct the line of the Dockerfile that the message names; it does not depend on the environment")],
        .retryBuild: [
            TriageMove("wait some minutes; the network or a registry failed, not the Space"),
            Self.rebuildDuplicate,
        ],
        .buildLogin: [
            TriageMove(
                "see whether the address that the step fetches is open to all: one that became private, or is gone, asks for a login"
            ),
            TriageMove("then name another address, or put what is fetched into the repository; a build sees no secret by itself"),
        ],
    ]

    static let buildLogMoves: [Advice: [TriageMove]] = [
        .findBuildLog: [
            TriageMove("open the build's log, which is not here: Logs > Build on the Space's page", command: whole),
            TriageMove("see what differs from the original's last build", command: Self.diff),
            Self.rebuildDuplicate,
        ],
        .wholeBuildLog: [
            TriageMove(
                "keep what is there; if the build still goes on, this waits for its end, and has the whole log then",
                command: "driftd snapshot <duplicate> --follow"
            ),
            TriageMove("if it is done, this log was cut: take the whole one, from Logs > Build on the Space's page", command: whole),
            Self.rebuildDuplicate,
        ],
        .readBuildLog: [
            TriageMove("read what the step printed above the line that says that it failed: its own message stands there"),
            TriageMove("see what differs from the original's last build", command: Self.diff),
            Self.rebuildDuplicate,
        ],
    ]

    private static let whole = "hf spaces logs <duplicate> --build | driftd triage -"
}
