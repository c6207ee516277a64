/// What ends a build. The step's own message stands above `--> ERROR: process …`, and says more than it.
extension TriageRules {
    static let build: [TriageRule] = [
        buildRule(
            "build.conflict",
            [
                "ResolutionImpossible", "because these package versions have conflicting dependencies", "No solution found when resolving",
                "The conflict is caused by:", "version solving failed",
            ],
            "the requirements contradict each other or the platform's own line",
            .conflictingPins,
            priority: 66
        ),
        buildRule(
            "build.python",
            ["requires a different Python:", "requires-python", "requires Python >=", "Requires-Python"],
            "a package does not accept the Python of this build",
            .wrongPython,
            priority: 68,
            excludes: ["Ignored the following"]
        ),
        buildRule(
            "build.no-distribution",
            ["No matching distribution found for", "Could not find a version that satisfies the requirement"],
            "a requirement has no release for this Python and platform",
            .missingDistribution,
            priority: 64
        ),
        buildRule(
            "build.wheel",
            [
                "Failed building wheel for", "Failed to build installable wheels", "failed-wheel-build-for-install",
                "metadata-generation-failed", "Failed to generate package metadata for",
                "error: subprocess-exited-with-error", "This error originates from a subprocess", "Could not build wheels for",
                "Failed to build `", "maturin failed", "setup.py egg_info\" failed with error code",
                "Multiple top-level packages discovered", "when getting requirements to build",
                "Getting requirements to build wheel did not run",
            ],
            "a package was built from source, and that failed: no wheel for this Python",
            .missingDistribution,
            priority: 60
        ),
        buildRule(
            "build.apt",
            [
                "has no installation candidate", "Unable to locate package", "does not have a Release file", "is no longer available",
                "dpkg: error processing",
                "/usr/bin/dpkg returned an error",
            ],
            "a system package is not in this Debian release",
            .systemPackage,
            priority: 66
        ),
        buildRule(
            "build.apt-fetch",
            ["Unable to fetch some archives", "E: Failed to fetch "],
            "a system package's file could not be fetched: the archive has another by now, or did not answer",
            .retryBuild,
            priority: 64,
            // `failed to solve: failed to fetch oauth token: …` is BuildKit's.
            excludes: ["to solve"]
        ),
        buildRule(
            "build.requirements",
            ["Could not open requirements file", "ERROR: Invalid requirement", "Invalid requirement:"],
            "requirements.txt cannot be read",
            .repairRepository,
            priority: 66
        ),
        buildRule(
            "build.hashes",
            ["DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE"],
            "a file of the index is not the one that the hashes in requirements.txt are of",
            .readBuildLog,
            priority: 66
        ),
        buildRule(
            "build.managed",
            ["externally-managed-environment", "This environment is externally managed"],
            "pip refuses to install beside the system's own Python packages",
            .repairDockerfile,
            priority: 66
        ),
        buildRule(
            "build.dockerfile",
            [
                "dockerfile parse error", "unknown instruction:", "failed to compute cache key", "failed to calculate checksum of ref",
                "failed to read dockerfile", "failed to solve: ", "failed to resolve source metadata",
                "no such file or directory\": not found", "COPY failed: ", "ADD failed: ", "file not found in build context",
            ],
            "the Dockerfile, or what it copies, is not in order",
            .repairDockerfile,
            priority: 56
        ),
        buildRule(
            "build.node",
            [
                "npm error code", "npm ERR! code", "npm error command", "npm ERR! command", "ELIFECYCLE",
                "heap out of memory", "ERR_PNPM_", "error Command failed with exit code", "npm error ERESOLVE",
            ],
            "the Node step failed",
            .readBuildLog,
            priority: 58
        ),
        buildRule(
            "build.credentials",
            ["could not read Username for", "Authentication failed for", "fatal: repository '", "remote: Invalid username or"],
            "a step needs a login that the build does not have",
            .buildLogin,
            priority: 66
        ),
        buildRule(
            "build.network",
            [
                "Temporary failure in name resolution", "Could not resolve host", "Read timed out", "Connection reset by peer",
                "toomanyrequests", "TLS handshake timeout", "i/o timeout", "503 Service Unavailable", "502 Bad Gateway", "504 Gateway",
                "429 Too Many Requests", "problem confirming the ssl certificate", "IncompleteRead", "Hash Sum mismatch",
            ],
            "a download failed",
            .retryBuild,
            priority: 40
        ),
        buildRule(
            "build.disk",
            ["No space left on device", "no space left on device"],
            "the build's disk is full",
            .storage,
            priority: 67
        ),
        TriageRule(
            id: "build.step",
            date: "2026-07",
            source: "build logs since 2023",
            needles: [
                "did not complete successfully", "--> ERROR: ", "Docker failed with error code", "executor failed running [",
                "did not run successfully", "returned a non-zero code:", "Failed to build Docker image",
            ],
            places: [.build, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .build,
            priority: 34,
            summary: "a step of the build failed",
            advice: .readBuildLog
        ),
        // BuildKit's own progress, as a machine at home prints it: ` => ERROR [stage 3/6] COPY x y`
        TriageRule(
            id: "build.progress",
            date: "2026-01",
            source: "BuildKit",
            needles: ["ERROR ["],
            requiresOne: ["] RUN ", "] COPY ", "] ADD ", "] FROM ", "] WORKDIR ", "] load "],
            places: [.build, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .build,
            priority: 33,
            summary: "a step of the build failed",
            advice: .readBuildLog
        ),
        TriageRule(
            id: "build.failed",
            date: "2026-07",
            source: "the Space's page",
            needles: ["Job failed with exit code", "Build failed with exit code", "Job timeout", "Build timed out", "build error"],
            places: [.build, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .build,
            confidence: .medium,
            priority: 20,
            summary: "the build failed; what is here does not show where",
            advice: .findBuildLog
        ),
    ]

    private static func buildRule(
        _ id: String,
        _ needles: [String],
        _ summary: String,
        _ advice: Advice,
        priority: Int,
        excludes: [String] = []
    ) -> TriageRule {
        TriageRule(
            id: id,
            date: "2026-07",
            source: "build logs of 2023 to 2026",
            needles: needles,
            excludes: excludes,
            places: [.build, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .build,
            priority: priority,
            summary: summary,
            advice: advice
        )
    }
}
