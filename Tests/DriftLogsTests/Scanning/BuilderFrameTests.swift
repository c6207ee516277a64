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

    @Test("BuildKit leaves a step for another and comes back to it")
    func switched() {
        let other = ["#5 ...", "", "#8 [internal] load build context", "#8 transferring context: 5kB 0.5s"]
        for end in ["#8 ...", "#8 DONE 0.1s"] {
            let lines = Self.buildKit.flatMap {
                $0.hasSuffix("Collecting six") ? [$0] + other + [end, "", "#5 [2/3] RUN pip install six"] : [$0]
            }
            let reading = EnvironmentReading.of(lines.joined(separator: "\n") + "\n")
            #expect(reading.versions == ["six": "1.16.0"])
            #expect(reading.isComplete)
        }
    }

    @Test("kaniko looks at the image before its first step runs")
    func firstSnapshot() {
        let first = ["INFO[0003] Initializing snapshotter ...", "INFO[0003] Taking snapshot of full filesystem..."]
        let lines = Self.kaniko.flatMap { $0.hasPrefix("INFO[0003] RUN") ? [$0] + first : [$0] }
        let reading = EnvironmentReading.of(lines.joined(separator: "\n") + "\n")
        #expect(reading.versions == ["six": "1.16.0"])
        #expect(reading.isComplete)
    }

    @Test("kaniko's last word on a build that failed")
    func kanikoFails() throws {
        let end = try #require(Self.kaniko.firstIndex { $0.hasPrefix("Successfully installed") })
        let error = "error building image: error building stage: failed to execute command: waiting for process to exit: exit status 1"
        let reading = EnvironmentReading.of((Self.kaniko[...end] + [error]).joined(separator: "\n") + "\n")
        #expect(reading.builds.map(\.outcome) == [.failed])
        #expect(reading.versions == [:])
    }

    @Test("a build behind a build, neither of which has a banner", arguments: [legacy, buildah, kaniko, buildKit])
    func secondBuild(_ lines: [String]) throws {
        let newer = lines.map { $0.replacing("1.16.0", with: "1.17.0") }
        let twice = EnvironmentReading.of((lines + newer).joined(separator: "\n") + "\n")
        #expect(twice.versions == ["six": "1.17.0"])
        #expect(twice.builds.map(\.outcome) == [.succeeded, .succeeded])
        #expect(twice.isComplete)
        let end = try #require(lines.firstIndex { $0.contains("Successfully installed") })
        let errors =
            ["#5 ERROR: process \"/bin/sh -c pip install six\" did not complete successfully: exit code: 1"]
            + [
                "The command '/bin/sh -c pip install six' returned a non-zero code: 1", "error building image: exit",
                "Error: building at STEP \"RUN pip\": exit",
            ]
        let failed = EnvironmentReading.of((lines[...end] + errors + newer).joined(separator: "\n") + "\n")
        #expect(failed.versions == ["six": "1.17.0"])
        #expect(failed.builds.map(\.outcome) == [.failed, .succeeded])
        #expect(failed.isComplete)
    }

    @Test("older BuildKits cut long steps: where the rest installs is not known")
    func cutHeader() {
        let rest = ["Collecting idna", "Installing collected packages: idna", "Successfully installed idna-3.4"].map { "#5 2.345 " + $0 }
        let lines = Self.buildKit.flatMap {
            $0.hasSuffix("] RUN pip install six") ? [$0 + " && python3.9 -m..."] : $0 == "#5 DONE 3.1s" ? rest + [$0] : [$0]
        }
        let reading = EnvironmentReading.of(lines.joined(separator: "\n") + "\n")
        #expect(reading.versions["six"] == "1.16.0")
        #expect(reading.versions["idna"] != "3.4")
        #expect(reading.gapReasons.contains(.cut))
        let words = Self.buildKit.map { $0.replacing("RUN pip install six", with: "RUN pip install six && echo Ready...") }
        #expect(EnvironmentReading.of(words.joined(separator: "\n") + "\n").isComplete)
    }

    @Test("Cloud Build puts its own step before each line", arguments: ["Step #0: ", "Step #2 - \"Build\": "])
    func cloudBuild(_ prefix: String) {
        let uv = Self.legacy.flatMap {
            $0.hasPrefix("Collecting") || $0.hasPrefix("  Down") || $0.hasPrefix("Installing")
                ? []
                : $0.hasPrefix("Successfully inst")
                    ? ["Resolved 1 package in 5ms", "Installed 1 package in 2ms", " + six==1.16.0"]
                    : [$0.replacing("pip install", with: "uv pip install --system")]
        }
        let lines = ["starting build", "", "BUILD"] + uv.map { prefix + $0 } + ["PUSH", "DONE"]
        #expect(EnvironmentReading.of(lines.joined(separator: "\n") + "\n").versions == ["six": "1.16.0"])
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

    /// BuildKit's own output of steps, each of a stage.
    private static func kit(_ steps: [(stage: String, text: String, lines: [String])]) -> String {
        var lines = ["#1 [internal] load build definition from Dockerfile", "#1 DONE 0.0s"]
        for (index, step) in steps.enumerated() {
            let place = steps[...index].filter { $0.stage == step.stage }.count
            lines.append("#\(index + 2) [\(step.stage) \(place)/\(steps.filter { $0.stage == step.stage }.count)] \(step.text)")
            lines += step.lines.map { "#\(index + 2) 1.234 " + $0 } + ["#\(index + 2) DONE 1.0s", ""]
        }
        return (lines + ["#90 exporting to image", "#90 DONE 0.2s"]).joined(separator: "\n") + "\n"
    }

    private static func pip(_ item: String) -> [String] {
        [
            "Collecting \(item.prefix { $0 != "-" })", "Installing collected packages: \(item.prefix { $0 != "-" })",
            "Successfully installed \(item)",
        ]
    }

    @Test("BuildKit says of each step which stage it is of")
    func namedStages() {
        let image = "FROM docker.io/library/python:3.11"
        let apart = Self.kit([
            ("builder", image, []), ("stage-1", image + "-slim", []), ("builder", "RUN pip install build", Self.pip("build-1.2")),
            ("builder", "RUN pip install --prefix /install six", Self.pip("six-1.16.0")),
            ("stage-1", "RUN pip install idna", Self.pip("idna-3.4")),
            ("stage-1", "COPY --from=builder /install /usr/local", []), ("stage-1", "RUN pip install attrs", Self.pip("attrs-23.1.0")),
        ])
        let reading = EnvironmentReading.of(apart)
        #expect(reading.versions == ["six": "1.16.0", "idna": "3.4", "attrs": "23.1.0"])
        #expect(reading.isComplete)
        // `FROM base AS tools`, `FROM base`: a stage that nothing copies from is one that the image stands on.
        let chain = EnvironmentReading.of(
            Self.kit([
                ("base", image, []), ("base", "RUN pip install six", Self.pip("six-1.16.0")),
                ("tools", "RUN pip install rich", Self.pip("rich-14.0")),
                ("stage-2", "RUN pip install idna", Self.pip("idna-3.4")), ("stage-2", "COPY --from=tools /palette.txt .", []),
            ])
        )
        #expect(chain.versions == ["six": "1.16.0", "idna": "3.4"])
    }

    @Test("a step of another stage that is cached is a gap, unless an earlier log shows it")
    func cachedStage() {
        let image = "FROM docker.io/library/python:3.11"
        let log = Self.kit([
            ("builder", image, []), ("stage-1", image + "-slim", []),
            ("builder", "RUN pip install --prefix /install six", Self.pip("six-1.16.0")),
            ("stage-1", "COPY --from=builder /install /usr/local", []), ("stage-1", "RUN pip install attrs", Self.pip("attrs-23.1.0")),
        ])
        let cached = log.replacing(/#4 1.234 .*\n/, with: "").replacing("#4 DONE 1.0s", with: "#4 CACHED").replacing(
            "23.1.0",
            with: "23.2.0"
        )
        let alone = EnvironmentReading.of(cached)
        #expect(alone.versions["attrs"] == "23.2.0")
        #expect(alone.versions["six"] != "1.16.0")
        #expect(alone.gapReasons.contains(.cached))
        #expect(EnvironmentReading.of(log, cached).versions == ["six": "1.16.0", "attrs": "23.2.0"])
    }

    @Test("docker-compose builds one service behind the other: whose image is the app's is not known", arguments: [false, true])
    func servicesInTurn(isVertex: Bool) {
        func build(_ service: String, _ item: String) -> String {
            let name = item.split(separator: "-")[0]
            let pip = ["Collecting \(name)", "Installing collected packages: \(name)", "Successfully installed \(item)"]
            if isVertex {
                let steps = ["[1/2] FROM docker.io/library/python:3.11", "[2/2] RUN pip install \(name)"]
                return
                    ([
                        "Building \(service)", "#1 [internal] load build definition from Dockerfile", "#1 DONE 0.0s", "#4 \(steps[0])",
                        "#4 CACHED", "#5 \(steps[1])",
                    ]
                    + pip.map { "#5 1.2 \($0)" } + ["#5 DONE 2.0s", "#6 exporting to image", "#6 DONE 0.2s"]).joined(separator: "\n")
            }
            return
                ([
                    "Building \(service)", "Step 1/2 : FROM python:3.11", " ---> 3f2a9c1b7d5e", "Step 2/2 : RUN pip install \(name)",
                    " ---> Running in 0a1b2c3d4e5f",
                ]
                + pip + [" ---> 7d5e3f2a9c1b", "Successfully built 7d5e3f2a9c1b", "Successfully tagged space_\(service):latest"]).joined(
                    separator: "\n"
                )
        }
        let web = build("web", "six-1.16.0")
        #expect(EnvironmentReading.of(web).isComplete)
        #expect(EnvironmentReading.of(web + "\n" + web).isComplete)
        #expect(EnvironmentReading.of(web + "\n" + build("worker", "celery-5.4.0")).gapReasons == [.stages])
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
