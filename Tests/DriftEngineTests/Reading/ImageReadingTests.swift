import DriftCore
import DriftEngine
import Foundation
import Testing

@Suite("What an image's list is worth")
struct ImageReadingTests {
    private static let digest = "sha256:" + String(repeating: "a", count: 64)
    private static let layer = "sha256:" + String(repeating: "b", count: 64)
    private static let executedLog = """
        ===== Build Queued at 2026-07-05 07:53:08 / Commit SHA: c515370 =====

        --> FROM docker.io/library/python:3.13@sha256:\(String(repeating: "c", count: 64))
        DONE 0.0s

        --> RUN pip install -r requirements.txt
        Successfully installed numpy-2.0.0
        DONE 3.1s

        --> Pushing image
        DONE 2.9s

        """

    private func image(
        created: String? = "2026-07-05T07:56:10Z",
        revision: String? = nil,
        steps: [(command: String, layer: String?)] = [
            ("RUN /bin/sh -c pip install -r requirements.txt # buildkit", nil), ("COPY /pipfreeze/ /pipfreeze/", Self.layer),
        ],
        hasList: Bool = true,
        layers: [String] = []
    ) throws -> String {
        var record: [String: Any] = [
            "schema": "driftd.image/1", "reference": "registry.hf.space/ada-tides:latest", "namedBy": "subdomain", "digest": Self.digest,
            "python": "3.13.5",
            "layers": ([Self.layer] + layers).map { ["digest": $0, "size": 1200, "isRead": $0 == Self.layer] as [String: Any] },
            "history": steps.map { step in
                var entry: [String: Any] = ["command": step.command]
                if let layer = step.layer { entry["layer"] = layer }
                return entry
            },
        ]
        if let created { record["created"] = created }
        if let revision { record["revision"] = revision }
        if hasList { record["list"] = ["path": "/pipfreeze/freeze.txt", "layer": Self.layer] }
        return String(decoding: try JSONSerialization.data(withJSONObject: record), as: UTF8.self)
    }

    private func reading(
        _ image: String,
        freeze: String? = "numpy==1.26.4\nflask==3.0.0\n",
        log: String? = nil,
        space: String? = nil,
        runtime: String? = nil,
        commits: String? = nil
    )
        throws -> EnvironmentReading
    {
        var files = ["image.json": image]
        files["freeze.txt"] = freeze
        files["logs/build-001.log"] = log
        files["space.json"] = space
        files["runtime.json"] = runtime
        files["commits.json"] = commits
        let metadata = CaptureMetadata(space: try #require(SpaceName("ada/tides")), takenAt: "2026-07-06T00:00:00Z", origin: "test")
        return CaptureReader.snapshot(of: Capture(metadata: metadata, files: files.mapValues { Array($0.utf8) })).reading
    }

    private static func space(lastModified: String) -> String { #"{"sha":"c515370aa","lastModified":"\#(lastModified)"}"# }
    private static let serving = #"{"stage":"RUNNING","sha":"c515370aa"}"#

    private func codes(_ reading: EnvironmentReading) -> [String] { reading.diagnostics.map(\.code).filter { $0.hasPrefix("image.") } }

    @Test("an image younger than the build in the log is of that build: its list is the whole truth")
    func ofTheBuild() throws {
        let reading = try self.reading(try image(), log: Self.executedLog)
        #expect(reading.isComplete && codes(reading).isEmpty)
        #expect(reading.packages.map(\.release.version) == ["3.0.0", "1.26.4"])
        #expect(reading.packages.allSatisfy { $0.evidence.kind == .freeze })
        // `FROM python:3.13`, and more exactly by the image.
        #expect(reading.python == "3.13.5")
    }

    @Test("an image older than the build in the log is of another one: the log counts")
    func olderThanTheLog() throws {
        let reading = try self.reading(try image(created: "2026-07-05T07:53:07Z"), log: Self.executedLog)
        #expect(codes(reading) == ["image.another-build"])
        #expect(reading.packages.map(\.release.version) == ["2.0.0"] && reading.packages[0].evidence.kind == .log)
        #expect(reading.python == "3.13")
    }

    @Test("a build out of the cache keeps the times of the one that filled it: nothing speaks against the image")
    func cached() throws {
        let log = Self.executedLog.replacing("Successfully installed numpy-2.0.0\nDONE 3.1s", with: "CACHED")
        let space = Self.space(lastModified: "2026-07-05T07:50:00.000Z")
        let reading = try self.reading(try image(created: "2026-07-05T07:51:00Z"), log: log, space: space, runtime: Self.serving)
        #expect(reading.isComplete && codes(reading).isEmpty)
    }

    @Test("without a log the newest commit tells: made before it, the image may be of an earlier build, and accounts for nothing")
    func olderThanTheCommit() throws {
        let space = Self.space(lastModified: "2026-07-05T08:00:00.000Z")
        let old = try reading(try image(), space: space, runtime: Self.serving)
        #expect(codes(old) == ["image.may-be-older"] && !old.isComplete)
        #expect(old.packages.count == 2 && old.packages.allSatisfy { $0.evidence.kind == .freeze })
        let young = try reading(try image(created: "2026-07-05T08:03:00Z"), space: space, runtime: Self.serving)
        #expect(codes(young).isEmpty && young.isComplete)
    }

    @Test("the served commit's own date counts before the time at which the repository last changed")
    func datedCommit() throws {
        let space = Self.space(lastModified: "2026-07-05T08:00:00.000Z")
        func commits(_ date: String, _ id: String = "c515370aa") -> String { #"[{"id":"\#(id)","date":"\#(date)"}]"# }
        // Something was changed that is no commit: the image is younger than what it was made of.
        let young = try reading(try image(), space: space, runtime: Self.serving, commits: commits("2026-07-05T07:50:00.000Z"))
        #expect(codes(young).isEmpty && young.isComplete)
        let old = try reading(try image(), space: space, runtime: Self.serving, commits: commits("2026-07-05T07:57:00.000Z"))
        #expect(codes(old) == ["image.may-be-older"] && !old.isComplete)
        // The commit that is served is not the newest one: older than that one, too.
        let serving = #"{"stage":"RUNNING_BUILDING","sha":"0ld0ld0"}"#
        let before = try reading(try image(), space: space, runtime: serving, commits: commits("2026-07-05T07:57:00.000Z", "0ld0ld0"))
        #expect(codes(before) == ["image.may-be-older"])
        let after = try reading(try image(), space: space, runtime: serving, commits: commits("2026-07-05T07:50:00.000Z", "0ld0ld0"))
        #expect(codes(after).isEmpty && after.isComplete)
    }

    @Test("a commit that is not served yet may have an image already; a failed build leaves the one before")
    func commitsApart() throws {
        let space = Self.space(lastModified: "2026-07-05T07:50:00.000Z")
        let starting = try reading(try image(), space: space, runtime: #"{"stage":"RUNNING_APP_STARTING","sha":"0ld0ld0"}"#)
        #expect(codes(starting) == ["image.may-be-newer"] && !starting.isComplete)
        let failed = try reading(
            try image(created: "2026-07-01T00:00:00Z"),
            space: space,
            runtime: #"{"stage":"BUILD_ERROR"}"#
        )
        #expect(codes(failed).isEmpty && failed.isComplete)
    }

    @Test("an image that names its commit needs no times")
    func revision() throws {
        let space = Self.space(lastModified: "2026-07-05T08:00:00.000Z")
        let same = try reading(try image(created: nil, revision: "c515370aa"), space: space, runtime: Self.serving)
        #expect(codes(same).isEmpty && same.isComplete)
        let other = try reading(try image(revision: "fffffff"), space: space, runtime: Self.serving)
        #expect(codes(other) == ["image.another-build"] && other.packages.isEmpty)
    }

    @Test(
        "an image without a time, or with that of a reproducible builder, proves nothing",
        arguments: [nil, "1970-01-01T00:00:00Z", "soon"]
    )
    func undated(created: String?) throws {
        let reading = try self.reading(
            try image(created: created),
            space: Self.space(lastModified: "2026-07-05T07:50:00Z"),
            runtime: Self.serving
        )
        #expect(codes(reading) == ["image.undated"] && !reading.isComplete && reading.packages.count == 2)
    }

    @Test("a list that was written before the last install is not all")
    func installedAfterwards() throws {
        let after: [(command: String, layer: String?)] = [
            ("RUN pip freeze > /tmp/freeze.txt", Self.layer), ("RUN /bin/sh -c pip install torch # buildkit", nil),
        ]
        let space = Self.space(lastModified: "2026-07-05T07:50:00.000Z")
        let reading = try self.reading(try image(steps: after), space: space, runtime: Self.serving)
        #expect(codes(reading) == ["image.list-incomplete"] && !reading.isComplete && reading.packages.count == 2)
        let other = "sha256:" + String(repeating: "d", count: 64)
        let unread = try self.reading(try image(steps: [], layers: [other]), space: space, runtime: Self.serving)
        #expect(codes(unread) == ["image.list-incomplete"] && !unread.isComplete)
    }

    @Test("a record that is none accounts for nothing; an image without a list leaves the logs alone")
    func records() throws {
        let garbage = try reading("{\"schema\":\"driftd.image/2\"}")
        #expect(!garbage.isComplete && garbage.diagnostics.contains { $0.code == "capture.not-json" })
        let without = try reading(try image(hasList: false), freeze: nil, log: Self.executedLog)
        #expect(without.packages.map(\.release.version) == ["2.0.0"] && without.python == "3.13.5")
        // One that somebody put there by hand is none of the image's.
        let byHand = try reading(try image(hasList: false), log: Self.executedLog)
        #expect(byHand.isComplete)
    }
}
