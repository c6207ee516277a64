import DriftCore
import Testing

@testable import DriftLogs

/// Builds of several stages.
@Suite struct StageLanesTests {
    static let slim = "docker.io/library/python:3.11-slim@sha256:" + String(repeating: "2", count: 64)

    @Test("of two stages on one image only what is copied counts")
    func twoStages() {
        let log = SampleBuild(
            "WORKDIR /build\nDONE 0.0s",
            "RUN python -m venv /opt/venv\nDONE 1.0s",
            "RUN /opt/venv/bin/pip install flask\nCollecting flask\nInstalling collected packages: flask\nSuccessfully installed flask-3.0.0\nDONE 2.0s",
            "RUN pip install build\nCollecting build\nInstalling collected packages: build\nSuccessfully installed build-1.2\nDONE 2.0s",
            "WORKDIR /app\nDONE 0.0s",
            "COPY --from=builder /opt/venv /opt/venv\nDONE 0.2s"
        ).text
        #expect(EnvironmentReading.of(log).versions == ["flask": "3.0.0"])
    }

    @Test("stages on two images that overlap are told apart")
    func overlapping() {
        let log = SampleBuild(
            "RUN pip install --prefix=/install flask\nCollecting flask",
            "RUN pip install rich\nCollecting rich",
            "RUN pip install --prefix=/install flask\nInstalling collected packages: flask\nSuccessfully installed flask-3.0.0\nDONE 2.0s",
            "RUN pip install rich\nInstalling collected packages: rich\nSuccessfully installed rich-14.0\nDONE 3.0s",
            "COPY --from=builder /install /usr/local\nDONE 0.1s",
            images: [SampleBuild.python311, Self.slim]
        ).text
        let reading = EnvironmentReading.of(log)
        #expect(reading.versions["flask"] == "3.0.0")
        #expect(reading.diagnostics.map(\.code).contains("base-image.several"))
    }

    @Test("what a stage that the log lacks brings may be of another version than what was there", arguments: [true, false])
    func copiedOverByWhatIsLost(isPrefix: Bool) {
        let place = isPrefix ? "/install /usr/local" : "/usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages"
        let steps = [
            "WORKDIR /app\nDONE 0.0s", SampleBuild.pip("idna attrs", "idna-3.3", "attrs-23.1.0"),
            "COPY --from=builder \(place)\nDONE 0.1s", SampleBuild.pip("click", "click-8.1.3"),
        ]
        let reading = EnvironmentReading.of(steps.map { "--> \($0)\n\n" }.joined())
        #expect(reading.versions == ["click": "8.1.3", "idna": "?", "attrs": "?"])
        #expect(!reading.isComplete)
    }

    @Test("of two stages that print a step of the same text at once it is not known which is which")
    func sameStepAtOnce() {
        let six = SampleBuild.pip("six==1.16.0", "six-1.16.0")
        let idna = SampleBuild.pip("-r requirements.txt", "idna-3.4").split(separator: "\n").map(String.init)
        let log = SampleBuild(
            "WORKDIR /srv\nDONE 0.0s",
            String(six.dropLast("\nDONE 3.1s".count)),
            "WORKDIR /app\nDONE 0.0s",
            SampleBuild.pip("six==1.15.0", "six-1.15.0"),
            idna[0] + "\n" + idna[1],
            "RUN pip install six==1.16.0\nDONE 5.8s",
            idna.joined(separator: "\n"),
            "COPY --from=api /app /app\nDONE 0.0s",
            idna[0] + "\n" + idna[2...].joined(separator: "\n"),
            images: [SampleBuild.python311, Self.slim]
        ).text
        let reading = EnvironmentReading.of(log)
        #expect(reading.versions["six"] == "?" && !reading.isComplete)
    }

    @Test(
        "a copy from an image is no copy from a stage",
        arguments: [
            ("COPY --from=builder /a /b", true), ("COPY --from=0 /a /b", true), ("COPY --link --from=builder /a /b", true),
            ("COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/", false),
            ("COPY . .", false), ("RUN echo --from=builder", false),
        ]
    )
    func copies(text: String, isCopy: Bool) { #expect(StageLanes.copiesFromStage(ScannedStep(text: text, line: 1)) == isCopy) }

    @Test(
        "of single packages' records that are copied only those come over",
        arguments: [
            ("idna /x/idna", []), ("idna-3.4.dist-info /x/idna-3.4.dist-info", ["idna"]), ("Foo_Bar-1.0.dist-info /x/", ["foo-bar"]),
            ("foo* /x/", ["foo-bar"]), ("* /x/", ["idna", "foo-bar"]), (". /x/", ["idna", "foo-bar"]),
        ]
    )
    func parts(copy: String, names: [String]) {
        let site = "/usr/local/lib/python3.11/site-packages/"
        let log = SampleBuild(
            SampleBuild.pip("idna Foo-Bar", "idna-3.4", "foo-bar-1.0"),
            "WORKDIR /app\nDONE 0.0s",
            "COPY --from=builder \(site)\(copy.replacing("/x/", with: site))\nDONE 0.1s",
            images: [SampleBuild.python311, Self.slim]
        ).text
        #expect(EnvironmentReading.of(log).versions.keys.sorted() == names.sorted())
    }

    @Test("an environment's packages are copied into the interpreter's place")
    func environmentIntoSystem() {
        let site = "lib/python3.11/site-packages"
        let log = SampleBuild(
            "RUN python -m venv /opt/venv && /opt/venv/bin/pip install idna\nCollecting idna\nInstalling collected packages: idna\nSuccessfully installed idna-3.4\nDONE 2.0s",
            "RUN pip install build\nCollecting build\nInstalling collected packages: build\nSuccessfully installed build-1.2\nDONE 2.0s",
            "WORKDIR /app\nDONE 0.0s",
            "COPY --from=builder /opt/venv/\(site) /usr/local/\(site)\nDONE 0.1s",
            images: [SampleBuild.python311, Self.slim]
        ).text
        #expect(EnvironmentReading.of(log).versions == ["idna": "3.4"])
    }

    @Test("environments that no copy takes over are not the app's")
    func environments() {
        let log = SampleBuild(
            "RUN python -m venv /opt/a && /opt/a/bin/pip install flask\nCollecting flask\nInstalling collected packages: flask\nSuccessfully installed flask-3.0.0\nDONE 2.0s",
            "RUN pipx install poetry\n  installed package poetry 2.0, installed using Python 3.11\nDONE 2.0s"
        ).text
        #expect(EnvironmentReading.of(log).versions == ["flask": "3.0.0"])
    }
}

/// Found by the fuzzer: the answer hung on the order in which a dictionary hands out its keys, another one each time.
@Suite struct StageCopyTests {
    @Test("folders that one copy brings over come in one order")
    func order() {
        let folders = (0..<8).map {
            "RUN pip install --target /opt/\($0) a\nCollecting a\nInstalling collected packages: a\nSuccessfully installed a-\($0)\nDONE 1.0s"
        }
        let log = (folders + ["COPY --from=builder /opt /usr/local/lib/python3.11/site-packages\nDONE 0.1s"]).reduce(
            into: SampleBuild(isPushed: false).text
        ) { $0 += "--> " + $1 + "\n" }
        let answers = Set((0..<20).map { _ in EnvironmentReading.of(log) })
        #expect(answers.count == 1)
        #expect(answers.first?.versions == ["a": "0"])
    }
}

@Suite struct BaseImagesTests {
    @Test(
        "the Python that a tag names",
        arguments: [
            ("docker.io/library/python:3.13", "3.13"), ("python:3.11.9-slim-bookworm", "3.11.9"), ("python:3", "3"), ("python:latest", nil),
            ("python", nil),
            ("ghcr.io/astral-sh/uv:python3.12-bookworm-slim", "3.12"), ("continuumio/miniconda3:py3.11", "3.11"),
            ("nvidia/cuda:12.3.2-devel-ubuntu22.04", nil),
            ("localhost:5000/python:3.12", "3.12"), ("x:python", nil), ("", nil), (":", nil),
        ] as [(String, String?)]
    )
    func python(reference: String, version: String?) { #expect(BaseImages.pythonVersion(of: BaseImage(reference: reference)) == version) }

    @Test(
        "images are references and digests, nothing else",
        arguments: [
            ("FROM docker.io/library/python:3.11", ["docker.io/library/python:3.11"]),
            ("FROM --platform=linux/amd64 python:3.11 AS base", ["python:3.11"]),
            ("FROM scratch", []), ("FROM", []), ("FROM <b>x</b>", []), ("FROM x\u{1B}[31m", []), ("FROM python:3.11@sha256:12", []),
            ("FROM \"x\"", []), ("FROM é", []),
        ]
    )
    func references(text: String, expected: [String]) {
        #expect(BaseImages(steps: [ScannedStep(text: text, line: 1)]).all.map(\.reference) == expected)
    }
}

@Suite struct SitePackagesPathTests {
    @Test(
        "folders of tracebacks",
        arguments: [
            (
                "  File \"/usr/local/lib/python3.13/site-packages/pydub/utils.py\", line 14", "/usr/local/lib/python3.13/site-packages",
                "3.13", InstallTarget.system
            ),
            ("/home/user/.local/lib/python3.10/site-packages/x.py", "/home/user/.local/lib/python3.10/site-packages", "3.10", .user),
            (
                "  File '/opt/venv/lib/python3.12/site-packages/x.py'", "/opt/venv/lib/python3.12/site-packages", "3.12",
                .virtual("/opt/venv")
            ),
            ("/usr/lib/python3/dist-packages/x", "/usr/lib/python3/dist-packages", nil, .system),
            (
                "/home/user/.pyenv/versions/3.10.13/lib/python3.10/site-packages/x",
                "/home/user/.pyenv/versions/3.10.13/lib/python3.10/site-packages", "3.10.13", .system
            ),
        ] as [(String, String, String?, InstallTarget)]
    )
    func folders(line: String, folder: String, python: String?, target: InstallTarget) throws {
        let found = try #require(TestBytes.view(line) { SitePackagesPath.folder(in: $0) })
        #expect(found == folder)
        #expect(SitePackagesPath.python(of: found) == python)
        #expect(SitePackagesPath.target(of: found) == target)
    }

    @Test(
        "the interpreter's own files in tracebacks",
        arguments: [
            ("  File \"/usr/local/lib/python3.13/asyncio/runners.py\", line 195, in run", "3.13"),
            ("File \"/home/user/.pyenv/versions/3.8.9/lib/python3.8/runpy.py\", line 194", "3.8.9"),
            ("  File \"/root/.local/share/uv/python/cpython-3.12.4-linux-x86_64-gnu/lib/python3.12/asyncio/base.py\", line 1", "3.12.4"),
        ]
    )
    func libraries(line: String, python: String) throws {
        let found = try #require(TestBytes.view(line) { SitePackagesPath.library(in: $0) })
        #expect(SitePackagesPath.python(of: found) == python)
    }

    @Test("no folder", arguments: ["", "x/site-packages", "site-packages", "pip install x"])
    func none(_ line: String) { #expect(TestBytes.view(line) { SitePackagesPath.folder(in: $0) } == nil) }
}
