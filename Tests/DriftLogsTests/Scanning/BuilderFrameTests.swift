import DriftCore
import Testing

@testable import DriftLogs

/// Builds as other programs than the platform show them.
@Suite struct BuilderFrameTests {
    private static let installed = [
        "Collecting six", "  Downloading six-1.16.0-py2.py3-none-any.whl (11 kB)", "Installing collected packages: six",
        "Successfully installed six-1.16.0",
    ]
    private static let legacy =
        [
            "Sending build context to Docker daemon  2.56kB", "Step 1/4 : FROM python:3.11", " ---> 3f2a9c1b7d5e",
            "Step 2/4 : WORKDIR /app", " ---> Using cache",
        ]
        + [" ---> 9c1b7d5e3f2a", "Step 3/4 : RUN pip install six", " ---> Running in 7d5e3f2a9c1b"] + installed
        + [
            "Removing intermediate container 7d5e3f2a9c1b", " ---> 1b7d5e3f2a9c", "Step 4/4 : CMD python app.py",
            " ---> Running in 5e3f2a9c1b7d",
        ]
        + [
            " ---> Removed intermediate container 5e3f2a9c1b7d", " ---> 2a9c1b7d5e3f", "Successfully built 2a9c1b7d5e3f",
            "Successfully tagged app:latest",
        ]
    private static let buildah =
        ["STEP 1/3: FROM python:3.11", "STEP 2/3: RUN pip install six"] + installed + [
            "--> 3f2a9c1b7d5e", "STEP 3/3: COPY . /app", "COMMIT app",
        ]
        + ["--> 9c1b7d5e3f2a", "Successfully tagged localhost/app:latest"]
    private static let kaniko =
        ["INFO[0000] Retrieving image manifest python:3.11", "INFO[0001] Built cross stage deps: map[]", "INFO[0003] RUN pip install six"]
        + ["INFO[0003] Cmd: /bin/sh", "INFO[0003] Running: [/bin/sh -c pip install six]"] + installed
        + ["INFO[0009] Taking snapshot of full filesystem...", "INFO[0011] CMD [\"python\"]", "INFO[0011] Pushing image to registry/app"]
    private static let buildKit =
        [
            "#1 [internal] load build definition from Dockerfile", "#1 DONE 0.0s", "#4 [1/3] FROM docker.io/library/python:3.11",
            "#4 CACHED", "",
        ]
        + ["#5 [2/3] RUN pip install six"] + installed.map { "#5 1.234 " + $0 } + ["#5 DONE 3.1s", "", "#6 [3/3] COPY . .", "#6 DONE 0.0s"]
        + ["#7 exporting to image", "#7 exporting layers 0.1s done", "#7 DONE 0.2s"]

    @Test("docker, buildah, kaniko and BuildKit's own output", arguments: [legacy, buildah, kaniko, buildKit])
    func whole(_ lines: [String]) {
        let reading = EnvironmentReading.of(lines.joined(separator: "\n") + "\n")
        #expect(reading.versions == ["six": "1.16.0"])
        #expect(reading.python == "3.11")
        #expect(reading.builds.map(\.outcome) == [.succeeded])
        #expect(reading.isComplete)
    }

    @Test("what is said of one package, the command included", arguments: [legacy, buildah, kaniko, buildKit])
    func explained(_ lines: [String]) {
        var explainer = LogExplainer(.known("six"))
        Array((lines.joined(separator: "\n") + "\n").utf8).withUnsafeBytes { explainer.consume($0) }
        explainer.endLog()
        let explanation = explainer.finish()
        #expect(explanation.lines.map(\.kind) == [.requested, .collected, .downloaded, .announced, .installed])
        #expect(explanation.lines.filter(\.decides).map(\.version) == ["1.16.0"])
        for line in explanation.lines { #expect(lines[line.line - 1].contains("six"), "\(line)") }
    }

    @Test("of a cached step, and of one that failed, nothing is known", arguments: [legacy, buildah, kaniko])
    func cachedOrFailed(_ lines: [String]) throws {
        let step = try #require(lines.firstIndex { $0.hasSuffix("RUN pip install six") })
        let end = try #require(lines.firstIndex { $0.hasPrefix("Successfully installed") })
        let cached =
            lines[0].hasPrefix("INFO")
            ? "INFO[0003] Using caching version of cmd: RUN pip install six"
            : lines[0].hasPrefix("STEP") ? "--> Using cache 3f2a9c1b7d5e" : " ---> Using cache"
        let reading = EnvironmentReading.of((lines[...step] + [cached] + lines[(end + 1)...]).joined(separator: "\n") + "\n")
        #expect(reading.versions == ["six": "?"])
        #expect(reading.gapReasons == [.cached])
        let error =
            "The command '/bin/sh -c pip install six' returned a non-zero code: 1\nerror building image: exit\nError: building at STEP \"RUN pip\": exit\n"
        let failed = EnvironmentReading.of(lines[...end].joined(separator: "\n") + "\n" + error)
        #expect(failed.builds.map(\.outcome) == [.failed])
        #expect(failed.versions == [:])
    }

    @Test("kaniko names the steps that it takes from its cache before it comes to them")
    func kanikoCache() {
        let lines = [
            "INFO[0000] Retrieving image manifest python:3.11", "INFO[0002] Using caching version of cmd: RUN pip install six",
            "INFO[0003] RUN pip install six", "INFO[0003] Found cached layer, extracting to filesystem",
            "INFO[0011] Pushing image to registry/app",
        ]
        for lost in [[], [2], [2, 3]] {
            let kept = lines.indices.filter { !lost.contains($0) }.map { lines[$0] }
            let reading = EnvironmentReading.of(kept.joined(separator: "\n") + "\n")
            #expect(reading.versions == ["six": "?"])
            #expect(Set(reading.gapReasons) == [.cached])
        }
    }

    @Test("with the times of a runner, named by platform or service", arguments: ["", "linux/amd64 ", "web stage-0 "])
    func carried(_ stage: String) {
        let lines = Self.buildKit.map { $0.replacing("[1/3]", with: "[\(stage)1/3]").replacing("[2/3]", with: "[\(stage)2/3]") }
            .map { $0.replacing("[3/3]", with: "[\(stage)3/3]") }.enumerated().map { "2026-03-04T10:00:\(10 + $0).1234567Z \($1)" }
        let reading = EnvironmentReading.of(lines.joined(separator: "\n") + "\n")
        #expect(reading.versions == ["six": "1.16.0"])
        #expect(reading.isComplete)
    }

    @Test("of an image for two platforms one is read, however their lines are mixed")
    func platforms() {
        let amd = Self.buildKit.map { $0.replacing("[1/3]", with: "[linux/amd64 1/3]").replacing("[2/3]", with: "[linux/amd64 2/3]") }
            .map { $0.replacing("[3/3]", with: "[linux/amd64 3/3]") }
        let arm = amd.map { $0.replacing("amd64", with: "arm64").replacing("1.16.0", with: "1.15.0") }
            .map { $0.hasPrefix("#4") || $0.hasPrefix("#5") || $0.hasPrefix("#6") ? "#1" + $0.dropFirst() : "" }
        let lines = zip(amd, arm).flatMap { [$0, $1] }.filter { !$0.isEmpty }
        let reading = EnvironmentReading.of(lines.joined(separator: "\n") + "\n")
        #expect(reading.versions == ["six": "1.16.0"])
        #expect(reading.isComplete)
    }

    @Test("inside a build of the platform these are somebody's words")
    func elsewhere() {
        let chatter = "Step 1/2 : RUN pip install torch\n ---> Using cache\nINFO[0001] RUN pip install torch\nSuccessfully tagged x"
        let step = "RUN make\n\(chatter)\nDONE 1.0s"
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.pip("six", "six-1.16.0"), step).text)
        #expect(reading.versions == ["six": "1.16.0"])
        #expect(reading.isComplete)
    }

    @Test("of several services that are built at the same time the first counts, and a gap says so")
    func services() {
        func lines(_ service: String, _ first: Int, _ item: String) -> [String] {
            let name = item.split(separator: "-")[0]
            return [
                "#\(first) [\(service) 1/2] FROM docker.io/library/python:3.11", "#\(first) CACHED",
                "#\(first + 1) [\(service) 2/2] RUN pip install \(name)", "#\(first + 1) 1.2 Collecting \(name)",
                "#\(first + 1) 1.3 Installing collected packages: \(name)", "#\(first + 1) 1.4 Successfully installed \(item)",
                "#\(first + 1) DONE 2.0s",
            ]
        }
        let head = ["#1 [web internal] load build definition from Dockerfile", "#1 DONE 0.0s"]
        let other = ["#2 [worker internal] load build definition from Dockerfile", "#2 DONE 0.0s"]
        let end = ["#9 [web] exporting to image", "#9 exporting to image", "#9 DONE 0.2s"]
        let one = EnvironmentReading.of((head + lines("web", 3, "six-1.16.0") + end).joined(separator: "\n"))
        #expect(one.isComplete)
        let both = EnvironmentReading.of(
            (head + other + lines("web", 3, "six-1.16.0") + lines("worker", 5, "celery-5.4.0") + end).joined(separator: "\n")
        )
        #expect(both.versions == ["six": "1.16.0"])
        #expect(both.gapReasons == [.stages])
    }
}
