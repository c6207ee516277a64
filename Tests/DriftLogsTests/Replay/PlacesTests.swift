import DriftCore
import Testing

@testable import DriftLogs

/// Where installers put packages: into the interpreter's own place by another name, elsewhere, or somewhere that no line tells.
@Suite struct PlacesTests {
    private static let older = SampleBuild.pip("six==1.15.0", "six-1.15.0")
    private static func replacing(_ arguments: String) -> String {
        "RUN pip install \(arguments)\nCollecting six\nCollecting click\nInstalling collected packages: six, click\n  Attempting uninstall: six\n    Found existing installation: six 1.15.0\n    Uninstalling six-1.15.0:\n      Successfully uninstalled six-1.15.0\nSuccessfully installed click-8.1.7 six-1.16.0\nDONE 1.0s"
    }

    @Test("--prefix with the interpreter's own prefix is no other place")
    func ownPrefix() {
        let reading = EnvironmentReading.of(SampleBuild(Self.older, Self.replacing("--prefix /usr/local click six==1.16.0")).text)
        #expect(reading.versions == ["six": "1.16.0", "click": "8.1.7"])
        #expect(reading.isComplete)
    }

    @Test("--prefix elsewhere takes away what pip finds on its path, and puts nothing back there")
    func otherPrefix() {
        let reading = EnvironmentReading.of(SampleBuild(Self.older, Self.replacing("--prefix /opt/x click six==1.16.0")).text)
        #expect(reading.versions == [:])
    }

    @Test("root's plain pip takes away the copy in root's user site and puts the new one into the system's")
    func overUserSite() {
        let older = SampleBuild.pip("--user six==1.15.0", "six-1.15.0")
        let reading = EnvironmentReading.of(SampleBuild(older, Self.replacing("click six==1.16.0")).text)
        #expect(reading.versions == ["six": "1.16.0", "click": "8.1.7"])
        #expect(reading.isComplete)
    }

    @Test("--target over what is there leaves the older one's record beside the newer's", arguments: ["", "--upgrade "])
    func target(option: String) {
        let step = SampleBuild.pip("\(option)--target /usr/local/lib/python3.11/site-packages six idna", "six-1.16.0", "idna-3.4")
        let reading = EnvironmentReading.of(SampleBuild(Self.older, step).text)
        #expect(reading.versions == ["six": "?", "idna": "3.4"])
        #expect(!reading.isComplete)
    }

    @Test("uv run says how many packages it put into the project's environment, not which")
    func uvRun() {
        let run =
            "RUN uv run app.py\nUsing CPython 3.11.7 interpreter at: /usr/local/bin/python3\nCreating virtual environment at: .venv\nInstalled 6 packages in 22ms\nDONE 3.2s"
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.pip("uv", "uv-0.9.30"), run).text)
        #expect(reading.versions == [:])
        #expect(reading.gapReasons.contains(.quiet))
        let with = "RUN uv run --with six python -c 'import six'\nInstalled 1 package in 1ms\nDONE 0.5s"
        #expect(EnvironmentReading.of(SampleBuild(SampleBuild.bringsTools, Self.older, with).text).isComplete)
    }

    @Test(
        "a step whose commands may call pip leaves a gap if pip spoke and nobody heard what it did",
        arguments: ["python s.py", "make all"]
    )
    func unheard(_ command: String) {
        let step = "RUN \(command)\nWARNING: Running pip as the 'root' user can result in broken permissions\nDONE 1.0s"
        let reading = EnvironmentReading.of(SampleBuild(Self.older, step).text)
        #expect(reading.gapReasons == [.quiet])
        #expect(!reading.isComplete)
    }

    @Test(
        "pip that speaks again right behind its own last words was called a second time",
        arguments: ["", "\n[notice] To update, run: x"]
    )
    func unheardBehindHeard(_ notice: String) {
        let warning = "WARNING: Running pip as the 'root' user can result in broken permissions"
        let heard = "pip install idna==3.4\nCollecting idna==3.4\nInstalling collected packages: idna\nSuccessfully installed idna-3.4"
        let once = "RUN make install\n\(heard)\n\(warning)\(notice)\n\n[notice] A new release of pip is available: 24.0 -> 26.3\nDONE 1.0s"
        #expect(EnvironmentReading.of(SampleBuild(once).text).isComplete)
        let twice = "RUN make install\n\(heard)\n\(warning)\(notice)\n\(warning)\(notice)\nDONE 1.0s"
        let reading = EnvironmentReading.of(SampleBuild(twice).text)
        #expect(reading.versions == ["idna": "3.4"])
        #expect(reading.gapReasons == [.quiet])
    }

    @Test("what a cut head leaves without a place is not known any more when it is taken away from an environment")
    func takenFromElsewhere() {
        let log = """
            Installed 2 packages in 8ms
             + attrs==26.1.0
             + six==1.16.0
            DONE 0.4s

            --> RUN VIRTUAL_ENV=/app/.venv uv pip install -r r.txt
            Uninstalled 1 package in 11ms
            Installed 2 packages in 16ms
             - attrs==26.1.0
             + attrs==23.2.0
             + click==8.1.7
            DONE 0.4s

            --> Pushing image
            DONE 2.9s

            """
        let reading = EnvironmentReading.of(log)
        #expect(reading.versions["attrs"] != "26.1.0")
        #expect(!reading.isComplete)
    }

    @Test("apt's Python packages are the interpreter's where the image brings none of its own")
    func distribution() {
        let apt =
            "RUN apt-get install -y python3-pip python3-yaml\nSetting up python3-pip (23.0.1+dfsg-1) ...\nSetting up python3-yaml (6.0-3+b2) ...\nDONE 1.0s"
        let debian = EnvironmentReading.of(SampleBuild(apt, Self.older, images: ["docker.io/library/debian:12"]).text)
        #expect(debian.versions == ["six": "1.15.0"])
        #expect(debian.gapReasons == [.unreadable])
        #expect(EnvironmentReading.of(SampleBuild(apt, Self.older).text).isComplete)
    }

    @Test("apk's packages, and what it takes away again")
    func alpine() {
        let apk =
            "RUN apk add --no-cache python3 py3-pip py3-yaml && apk add --virtual .build-deps gcc && apk del .build-deps\n( 1/4) Installing python3 (3.11.8-r0)\n( 2/4) Installing py3-pip-pyc (23.3.1-r0)\n( 3/4) Installing py3-yaml (6.0.1-r1)\n( 4/4) Installing gcc (13.2.1-r0)\n(1/1) Purging gcc (13.2.1-r0)\nOK: 52 MiB in 30 packages\nDONE 1.0s"
        let alpine = EnvironmentReading.of(SampleBuild(apk, Self.older, images: ["docker.io/library/alpine:3.19"]).text)
        #expect(alpine.systemPackages.map(\.name) == ["py3-pip-pyc", "py3-yaml", "python3"])
        #expect(alpine.python == "3.11")
        #expect(alpine.gapReasons == [.unreadable])
        #expect(EnvironmentReading.of(SampleBuild(apk.replacing("py3-yaml", with: "py3-wheel"), Self.older).text).isComplete)
    }

    @Test(
        "an image that brings packages of its own shows none of them",
        arguments: [
            ("docker.io/continuumio/miniconda3:24.1.2-0", false), ("docker.io/mambaorg/micromamba:1.5.8", false),
            ("docker.io/pytorch/pytorch:2.1.0-cuda12.1-cudnn8-runtime", false), ("docker.io/tensorflow/tensorflow:2.15.0", false),
            ("registry.example.org/me/python:3.11", false), ("docker.io/me/ubuntu:22.04", false),
            ("docker.io/library/python:3.11-slim", true),
            ("python:3.11", true), ("docker.io/nvidia/cuda:12.1.1-runtime-ubuntu22.04", true),
            ("ghcr.io/astral-sh/uv:python3.12-alpine", true),
            ("docker.io/library/debian:bookworm-slim", true), ("public.ecr.aws/docker/library/python:3.12", true), ("ubuntu", true),
            ("gcr.io/distroless/python3-debian12", true),
        ]
    )
    func bases(image: String, isBare: Bool) {
        let reading = EnvironmentReading.of(SampleBuild(Self.older, images: [image]).text)
        #expect(reading.versions == ["six": "1.15.0"])
        #expect(reading.gapReasons == (isBare ? [] : [.baseImage]))
        #expect(reading.isComplete == isBare)
        // An environment of its own holds what the log says, a list says what is there.
        let own = Self.older.replacing("RUN pip install", with: "RUN python -m venv /opt/venv && /opt/venv/bin/pip install")
        #expect(EnvironmentReading.of(SampleBuild(own, images: [image]).text).isComplete)
        let freeze = Self.older.replacing("DONE", with: "six==1.15.0\nattrs==23.1.0\nDONE").replacing(
            "six==1.15.0\nCollecting",
            with: "six==1.15.0 && pip freeze\nCollecting"
        )
        #expect(EnvironmentReading.of(SampleBuild(freeze, images: [image]).text).isComplete)
    }

    @Test("a copy over a package that this stage had installed in another version leaves both records")
    func copiedOver() {
        let images = [SampleBuild.python311, SampleBuild.python311.replacing("3.11@", with: "3.11-slim@")]
        let one = SampleBuild.pip("--prefix=/install six==1.15.0 click==8.0.0", "six-1.15.0", "click-8.0.0")
        let (first, second) = ("WORKDIR /one\nDONE 0.0s", "WORKDIR /app\nDONE 0.0s")
        let copy = "COPY --from=one /install /usr/local\nDONE 0.0s"
        let own = SampleBuild.pip("click==8.1.7", "click-8.1.7")
        let before = EnvironmentReading.of(SampleBuild(first, one, second, own, copy, images: images).text)
        #expect(before.versions == ["six": "1.15.0", "click": "?"])
        #expect(!before.isComplete)
        let later = own.replacing(
            "Installing collected packages: click",
            with:
                "Installing collected packages: click\n  Attempting uninstall: click\n    Found existing installation: click 8.0.0\n    Uninstalling click-8.0.0:\n      Successfully uninstalled click-8.0.0"
        )
        let behind = EnvironmentReading.of(SampleBuild(first, one, second, copy, later, images: images).text)
        #expect(behind.versions == ["six": "1.15.0", "click": "8.1.7"])
    }

    @Test("a stage's name is no image")
    func stageNames() {
        let steps = [
            "STEP 1/4: FROM docker.io/library/ubuntu:22.04 AS base", "STEP 2/4: RUN pip install six", "Collecting six",
            "Successfully installed six-1.15.0", "--> 3f2a9c1b7d5e", "STEP 3/4: FROM base", "STEP 4/4: COPY . /app", "COMMIT app",
            "--> 9c1b7d5e3f2a",
        ]
        let reading = EnvironmentReading.of(steps.joined(separator: "\n") + "\n")
        #expect(reading.baseImage?.reference == "docker.io/library/ubuntu:22.04")
        #expect(!reading.gapReasons.contains(.baseImage))
    }

    @Test(
        "a script from elsewhere may install what nobody hears of",
        arguments: [
            ("curl -sSL https://x.example/install.sh | bash", "done", false), ("wget -qO- https://x.example/i.py | python3 -", "ok", false),
            ("curl -sSL https://x.example/install.sh | bash", "Collecting idna\nSuccessfully installed idna-3.4", false),
            ("bash setup.sh", "done", false),
            ("bash setup.sh", "Collecting idna\nInstalling collected packages: idna\nSuccessfully installed idna-3.4", false),
            ("curl -LsSf https://astral.sh/uv/install.sh | sh", "downloading uv 0.5.11 x86_64-unknown-linux-gnu", true),
            ("curl -fsSL https://deb.nodesource.com/setup_20.x -o s.sh && bash s.sh", "Repository configured", true),
            ("sh /uv-installer.sh && rm /uv-installer.sh", "downloading uv 0.5.11 x86_64-unknown-linux-gnu", true),
            ("curl https://pyenv.run | bash", "Cloning into '/root/.pyenv'...", true),
            ("curl -sSL https://x.example/m.tar.gz | tar xz && ls", "m", true),
        ]
    )
    func scripts(command: String, output: String, isComplete: Bool) {
        let reading = EnvironmentReading.of(SampleBuild(Self.older, "RUN \(command)\n\(output)\nDONE 2.0s").text)
        #expect(reading.versions["six"] == "1.15.0")
        #expect(reading.isComplete == isComplete)
        #expect(reading.gapReasons == (isComplete ? [] : [.unreadable]))
    }

    @Test("pip names an environment below the working directory by the way from there")
    func relative() {
        let make = SampleBuild.pip("six", "six-1.15.0").replacing("pip install", with: "python -m venv .venv && .venv/bin/pip install")
        let later =
            "RUN pip install six click\nRequirement already satisfied: six in ./.venv/lib/python3.11/site-packages (1.15.0)\nCollecting click\nInstalling collected packages: click\nSuccessfully installed click-8.1.7\nDONE 1.0s"
        let reading = EnvironmentReading.of(SampleBuild("WORKDIR /app\nDONE 0.0s", make, later).text)
        #expect(reading.versions == ["six": "1.15.0", "click": "8.1.7"])
        #expect(reading.isComplete)
    }

    @Test("pip lock installs nothing and ends without a word")
    func lock() {
        let reading = EnvironmentReading.of(
            SampleBuild(Self.older, "RUN pip lock -o - click\nCollecting click\nlock-version = \"1.0\"\nDONE 1s").text
        )
        #expect(reading.versions == ["six": "1.15.0"])
        #expect(reading.isComplete)
    }

    @Test("the last word of a log that just ends may be the beginning of a longer one")
    func unfinished() {
        let log = SampleBuild(Self.older, "RUN pip install a b\nCollecting a\nSuccessfully installed a-1.0 b-15", isPushed: false).text
        let cut = String(log.dropLast())
        #expect(EnvironmentReading.of(log).versions == ["six": "1.15.0", "a": "1.0", "b": "15"])
        #expect(EnvironmentReading.of(cut).versions == ["six": "1.15.0", "a": "1.0", "b": "?"])
        let header = EnvironmentReading.of("--> FROM docker.io/library/python:3.1")
        #expect(header.python == nil)
    }

    @Test("another system's repository keeps its name, and its commit is not known")
    func mercurial() {
        let clone = "  Cloning hg https://hg.example.org/bar to /tmp/pip-install-s54kvzy7/bar_445e0990e18446f896dfa7c4e82ad944"
        let step = SampleBuild.pip("hg+https://hg.example.org/bar#egg=bar", "bar-1.0").replacing(
            "Collecting bar",
            with: "Collecting bar\n" + clone
        )
        let reading = EnvironmentReading.of(SampleBuild(step).text)
        #expect(reading.release("bar")?.source?.hasPrefix("hg+https://hg.example.org/bar") ?? false)
        #expect(reading.gapReasons == [.unreadable])
    }

    @Test("apt's Python is the interpreter where the image has none of its own")
    func distributionPython() {
        let apt = "RUN apt-get install -y python3 python3-pip\nSetting up python3 (3.10.6-1~22.04) ...\nDONE 9.0s"
        let image = "docker.io/nvidia/cuda:12.1.1-runtime-ubuntu22.04@sha256:" + String(repeating: "3", count: 64)
        #expect(EnvironmentReading.of(SampleBuild(apt, images: [image]).text).python == "3.10")
        #expect(EnvironmentReading.of(SampleBuild(apt).text).python == "3.11")
    }
}
