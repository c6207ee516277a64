import DriftCore
import DriftEngine
import Testing

@Suite("A capture's snapshot")
struct CaptureReaderTests {
    private func snapshot(_ files: [String: String]) throws -> Snapshot {
        let space = try #require(SpaceName("ada/tides"))
        let metadata = CaptureMetadata(space: space, takenAt: "2026-02-16T09:20:00Z", origin: "test")
        return CaptureReader.snapshot(of: Capture(metadata: metadata, files: files.mapValues { Array($0.utf8) }))
    }

    @Test("the API's answers give commit, stage, hardware and settings")
    func answers() throws {
        let snapshot = try snapshot([
            "runtime.json": #"{"stage":"RUNNING","hardware":{"current":null,"requested":"t4-small"},"gcTimeout":3600,"sha":"c515370aa"}"#,
            "space.json": #"{"sha":"fffffff","sdk":"gradio"}"#, "variables.json": #"{"B":{"value":"2"},"A":{"value":"1"},"C":{}}"#,
            "secrets.json": #"{"Z":{},"Y":{}}"#,
        ])
        #expect(snapshot.commit == "c515370aa")
        #expect(snapshot.stage == "RUNNING")
        #expect(snapshot.hardware == "t4-small")
        #expect(snapshot.reading.sdk == SDK(name: "gradio"))
        let settings = SpaceSettings(
            requestedHardware: "t4-small",
            sleepTimeSeconds: 3600,
            variables: ["A": "1", "B": "2", "C": ""],
            secretNames: ["Y", "Z"]
        )
        #expect(snapshot.settings == settings)
    }

    @Test("volumes, the commits of models and datasets, and what may not be read")
    func circumstances() throws {
        let runtime = """
            {"volumes":[{"type":"dataset","source":"ada/sea","mountPath":"/data","readOnly":true,"revision":"main"},{"mountPath":"/x"},7]}
            """
        let linked = """
            {"models":{"a/b":{"sha":"1","revision":"2"},"a/c":{"sha":null,"reason":"gated"}},"datasets":{"d":{"sha":"3"}}}
            """
        let settings = try snapshot(["runtime.json": runtime, "linked.json": linked]).settings
        #expect(
            settings.volumes == [
                SpaceVolume(type: "dataset", source: "ada/sea", mountPath: "/data", revision: "main", isReadOnly: true)
            ]
        )
        #expect(
            settings.linked == [
                LinkedRevision(kind: .model, name: "a/b", commit: "2", isPinned: true),
                LinkedRevision(kind: .model, name: "a/c", commit: nil),
                LinkedRevision(kind: .dataset, name: "d", commit: "3"),
            ]
        )
        let space = try #require(SpaceName("ada/tides"))
        let metadata = CaptureMetadata(
            space: space,
            takenAt: "2026-02-16T09:20:00Z",
            origin: "test",
            readable: ["variables": false, "secrets": true, "build-log": false]
        )
        let unreadable = CaptureReader.snapshot(of: Capture(metadata: metadata, files: ["secrets.json": Array("{}".utf8)]))
        #expect(unreadable.settings == SpaceSettings(unreadable: ["variables"]))
        // Nobody looked: that there are none is not known.
        #expect(CaptureReader.snapshot(of: Capture(metadata: metadata, files: [:])).settings == .unseen)
    }

    @Test("answers of other shapes than expected lose that field alone")
    func oddAnswers() throws {
        let snapshot = try snapshot([
            "runtime.json": #"{"stage":7,"hardware":"none","gcTimeout":1.5,"sha":null}"#, "space.json": #"{"runtime":[],"sha":"abc1234"}"#,
            "variables.json": "[]", "secrets.json": String(repeating: "[", count: 100_000),
        ])
        #expect(snapshot.commit == "abc1234")
        #expect(snapshot.stage == nil && snapshot.hardware == nil && snapshot.settings == SpaceSettings())
        #expect(snapshot.reading.diagnostics.filter { $0.code == "capture.not-json" }.count == 2)
    }

    @Test("the README names the SDK where no log does, and pySpacesVersion the spaces package")
    func fallbacks() throws {
        let snapshot = try snapshot([
            "repo/README.md": "---\nsdk: gradio\nsdk_version: 5.1.0\n---\n", "runtime.json": #"{"pySpacesVersion":"0.48.2"}"#,
        ])
        #expect(snapshot.reading.sdk == SDK(name: "gradio", version: "5.1.0"))
        #expect(snapshot.reading.packages.map(\.release.name.normalized) == ["spaces"])
        #expect(snapshot.reading.packages.first?.evidence == Evidence(kind: .runtime, file: "runtime.json"))
    }

    @Test(
        "the banner's prefix is filled up from the API, or stands for itself",
        arguments: [("c515370aabb", "c515370aabb"), ("fffffff", "c515370")]
    )
    func commit(served: String, expected: String) throws {
        let snapshot = try snapshot([
            "runtime.json": #"{"sha":"\#(served)"}"#,
            "logs/build-001.log": """
            ===== Build Queued at 2026-07-05 07:53:08 / Commit SHA: c515370 =====

            --> FROM docker.io/library/python:3.13
            DONE 0.0s

            --> Pushing image
            DONE 2.9s

            --> Exporting cache
            DONE 1.4s

            """,
        ])
        #expect(snapshot.reading.builds.first?.outcome == .succeeded)
        #expect(snapshot.commit == expected)
    }
}
