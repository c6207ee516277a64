import DriftCore

/// Small observations to store.
enum Samples {
    static func space(_ text: String = "alice/demo") -> SpaceName {
        guard let space = SpaceName(text) else { preconditionFailure("not a Space name: \(text)") }
        return space
    }

    static func name(_ text: String) -> PackageName {
        guard let name = PackageName(text) else { preconditionFailure("not a package name: \(text)") }
        return name
    }

    static func release(_ name: String, _ version: String?, source: String? = nil) -> Release {
        Release(name: Self.name(name), version: version, source: source)
    }

    static func reading(_ releases: [Release], kind: EvidenceKind = .log, outcome: BuildRecord.Outcome? = .succeeded) -> EnvironmentReading
    {
        var reading = EnvironmentReading()
        reading.python = "3.13"
        reading.baseImage = BaseImage(reference: "docker.io/library/python:3.13", digest: "sha256:ab12")
        reading.sdk = SDK(name: "gradio", version: "6.19.0")
        reading.installers = [Installer(name: "pip", version: "25.1")]
        reading.platformLine = ["gradio[oauth,mcp]==6.19.0", "spaces", "uvicorn>=0.14.0"]
        reading.systemPackages = [SystemPackage(name: "ffmpeg", version: "7:7.1.1-1+b1"), SystemPackage(name: "git")]
        reading.packages = releases.map { ResolvedPackage(release: $0, evidence: Evidence(kind: $0.version == nil ? .none : kind)) }
        reading.isComplete = !releases.contains { $0.version == nil }
        if let outcome { reading.builds = [BuildRecord(log: 0, line: 1, queuedAt: nil, commit: "c515370", outcome: outcome)] }
        return reading
    }

    static let releases = [
        release("numpy", "1.26.4"), release("PyYAML", "6.0.2"), release("torch", nil),
        release("zerogpu", "0.1", source: "git+https://example.org/zerogpu.git@0123456789012345678901234567890123456789"),
    ]

    static func observation(
        space: String = "alice/demo",
        takenAt: String = "2026-07-05T07:53:08Z",
        commit: String? = "c5153700123456789abcdef0123456789abcdef0",
        reading: EnvironmentReading = reading(releases),
        log: String = "===== Build Queued at 2026-07-05 07:53:08 / Commit SHA: c515370 =====\n"
    ) -> (Snapshot, Capture) {
        let capture = Capture(
            metadata: CaptureMetadata(space: Self.space(space), takenAt: takenAt, origin: "pasted", readable: ["build-log": true]),
            files: ["logs/build-001.log": Array(log.utf8), "repo/requirements.txt": Array("numpy\n".utf8), "freeze.txt": []]
        )
        let snapshot = Snapshot(
            space: Self.space(space),
            takenAt: takenAt,
            commit: commit,
            stage: "RUNNING",
            hardware: "cpu-basic",
            settings: SpaceSettings(requestedHardware: "cpu-basic", sleepTimeSeconds: 3600, variables: ["A": "1"], secretNames: ["TOKEN"]),
            reading: reading,
            logPaths: capture.logPaths
        )
        return (snapshot, capture)
    }
}
