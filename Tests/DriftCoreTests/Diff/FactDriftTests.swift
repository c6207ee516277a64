import DriftCore
import Testing

@Suite("Facts that drift")
struct FactDriftTests {
    static func facts(_ change: (inout Snapshot) -> Void, _ other: (inout Snapshot) -> Void) -> Drift {
        Drift.between(original: Snapshot.of("a==1").with(change), duplicate: Snapshot.of("a==1").with(other), requireComplete: false)
    }

    @Test(
        "Python is compared as far as both are known",
        arguments: [
            ("3.13", "3.13.1", Drift.Verdict.none), ("3.10", "3.13", .drift), ("3.13.1", "3.13.2", .drift), ("3.1", "3.13", .drift),
            (nil, "3.13", .noVerdict), (nil, nil, .noVerdict),
        ] as [(String?, String?, Drift.Verdict)]
    )
    func python(original: String?, duplicate: String?, verdict: Drift.Verdict) {
        #expect(Self.facts({ $0.reading.python = original }, { $0.reading.python = duplicate }).verdict == verdict)
    }

    @Test(
        "the SDK is compared by name and version",
        arguments: [
            (SDK(name: "gradio", version: "6.19.0"), SDK(name: "gradio", version: "6.19"), Drift.Verdict.none),
            (SDK(name: "gradio", version: "6.19.0"), SDK(name: "gradio", version: "6.27.0"), .drift),
            (SDK(name: "gradio", version: "6.19.0"), SDK(name: "docker"), .drift),
            (SDK(name: "gradio", version: "6.19.0"), SDK(name: "gradio"), .noVerdict), (SDK(name: "docker"), SDK(name: "docker"), .none),
            (SDK(name: "docker"), nil, .noVerdict),
        ] as [(SDK?, SDK?, Drift.Verdict)]
    )
    func sdk(original: SDK?, duplicate: SDK?, verdict: Drift.Verdict) {
        #expect(Self.facts({ $0.reading.sdk = original }, { $0.reading.sdk = duplicate }).verdict == verdict)
    }

    @Test(
        "the base image by reference, and by digest where both are known",
        arguments: [
            ("docker.io/library/python:3.13", "sha256:a", "python:3.13", "sha256:a", Drift.Verdict.none),
            ("python:3.13", "sha256:a", "python:3.13", nil, .none),
            ("python:3.13", "sha256:a", "python:3.13", "sha256:b", .drift), ("python:3.13", nil, "python:3.13-slim", nil, .drift),
        ] as [(String, String?, String, String?, Drift.Verdict)]
    )
    func baseImage(original: String, digest: String?, duplicate: String, otherDigest: String?, verdict: Drift.Verdict) {
        let drift = Self.facts(
            { $0.reading.baseImage = BaseImage(reference: original, digest: digest) },
            { $0.reading.baseImage = BaseImage(reference: duplicate, digest: otherDigest) }
        )
        #expect(drift.verdict == verdict)
    }

    @Test("the platform's line changes with its era, not with the SDK's version")
    func platformLine() {
        func lines(_ a: [String], _ b: [String]) -> [FactDrift.Fact] {
            Self.facts({ $0.reading.platformLine = a }, { $0.reading.platformLine = b }).facts.map(\.fact)
        }
        #expect(lines(["gradio[oauth,mcp]==6.19.0", "spaces"], ["spaces", "gradio[mcp,oauth]==6.27.0"]).isEmpty)
        #expect(lines(["gradio[oauth]==4.31.0", "fastapi<0.113.0"], ["gradio[oauth]==4.31.0"]) == [.platformLine])
        #expect(lines(["gradio[oauth]==4.31.0"], ["gradio[oauth,mcp]==4.31.0"]) == [.platformLine])
        #expect(lines(["not a ; requirement"], ["spaces"]) == [.platformLine])
    }

    @Test("hardware, settings and the installer's version are listed, but are no drift of the environment")
    func listed() {
        let drift = Self.facts(
            {
                $0.hardware = "a10g-small"
                $0.settings = SpaceSettings(sleepTimeSeconds: 3600, variables: ["A": "1", "B": "2"], secretNames: ["HF_TOKEN"])
                $0.reading.installers = [Installer(name: "pip", version: "25.1")]
            },
            {
                $0.hardware = "cpu-basic"
                $0.settings = SpaceSettings(sleepTimeSeconds: 60, variables: ["B": "3"])
                $0.reading.installers = [Installer(name: "pip", version: "26.3")]
            }
        )
        #expect(drift.facts.map(\.fact) == [.installer, .hardware, .sleepTime, .variable, .variable, .secret])
        #expect(drift.facts.map(\.name) == ["pip", nil, nil, "A", "B", "HF_TOKEN"])
        #expect(drift.verdict == .none)
    }

    @Test("models and datasets are listed with their commits, where both Spaces were asked for them")
    func linked() {
        func model(_ name: String, _ commit: String?) -> LinkedRevision { LinkedRevision(kind: .model, name: name, commit: commit) }
        let drift = Self.facts(
            {
                $0.settings.linked =
                    [
                        model("a/same", "1"), model("a/moved", "1"), model("a/hidden", nil), model("a/both-hidden", nil),
                        model("a/only", nil),
                    ]
                    + [LinkedRevision(kind: .dataset, name: "a/moved", commit: "7")]
            },
            {
                $0.settings.linked =
                    [model("a/same", "1"), model("a/moved", "2"), model("a/hidden", "3"), model("a/both-hidden", nil)]
                    + [LinkedRevision(kind: .dataset, name: "a/moved", commit: "8")]
            }
        )
        #expect(drift.facts.map(\.fact) == [.model, .model, .model, .dataset])
        #expect(drift.facts.map(\.name) == ["a/hidden", "a/moved", "a/only", "a/moved"])
        #expect(drift.facts.map(\.original) == [nil, "1", "used", "7"] && drift.facts.map(\.duplicate) == ["3", "2", nil, "8"])
        #expect(drift.facts.map(\.change) == [.unknown, .changed, .changed, .changed])
        #expect(drift.verdict == .none, "the weights are not the environment")
        #expect(Self.facts({ $0.settings.linked = [model("a/moved", "1")] }, { _ in }).facts.isEmpty)
    }

    @Test("volumes are compared by where they are mounted")
    func volumes() {
        let data = SpaceVolume(type: "dataset", source: "a/b", mountPath: "/data", revision: "main", isReadOnly: true)
        let drift = Self.facts({ $0.settings.volumes = [data] }, { $0.settings.volumes = [] })
        #expect(
            drift.facts == [FactDrift(.volume, name: "/data", original: "dataset a/b@main, read-only", duplicate: nil, change: .changed)]
        )
        #expect(Self.facts({ $0.settings.volumes = [data] }, { $0.settings.volumes = [data] }).facts.isEmpty)
        #expect(Self.facts({ $0.settings.volumes = nil }, { $0.settings.volumes = [] }).facts.isEmpty)
    }

    @Test("settings that may not be read are not missing")
    func unreadableSettings() {
        let drift = Self.facts(
            { $0.settings = SpaceSettings(variables: ["A": "1"], secretNames: ["KEY"]) },
            { $0.settings = SpaceSettings(unreadable: ["secrets", "variables"]) }
        )
        #expect(drift.facts.map(\.change) == [.unknown, .unknown])
        #expect(drift.facts.map(\.original) == ["1", "set"] && drift.facts.map(\.duplicate) == [nil, nil])
    }

    @Test("packages of the operating system drift")
    func systemPackages() {
        let drift = Self.facts(
            { $0.reading.systemPackages = [.init(name: "ffmpeg", version: "7:5.1"), .init(name: "libgl1-mesa-glx", version: nil)] },
            { $0.reading.systemPackages = [.init(name: "ffmpeg", version: "7:7.1"), .init(name: "libgl1", version: "1.7")] }
        )
        #expect(drift.facts.map(\.name) == ["ffmpeg", "libgl1", "libgl1-mesa-glx"])
        #expect(drift.facts.map(\.original) == ["7:5.1", nil, "present"])
        #expect(drift.verdict == .drift)
    }
}
