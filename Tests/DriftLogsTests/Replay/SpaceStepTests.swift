import DriftCore
import Testing

@testable import DriftLogs

/// What Dockerfiles of public Spaces do around their installs: links to environments, scripts that prepare everything, entry points.
@Suite struct SpaceStepTests {
    private static let warning = "WARNING: Running pip as the 'root' user can result in broken permissions"
    private let made = SampleBuild.pip("idna==3.3 six", "idna-3.3", "six-1.16.0")
        .replacing("RUN pip", with: "RUN python -m venv /opt/venv && /opt/venv/bin/pip")

    @Test("a link is another name of an environment", arguments: ["ln -s /opt/venv /app/.venv", "ln -sfn /opt/venv /app/.venv"])
    func link(command: String) {
        let newer = SampleBuild.pip("-U idna", "idna-3.4").replacing("RUN pip", with: "RUN \(command) && /app/.venv/bin/pip")
        let reading = EnvironmentReading.of(SampleBuild(made, newer).text)
        #expect(reading.versions == ["idna": "3.4", "six": "1.16.0"])
        #expect(reading.isComplete)
        let later = SampleBuild.pip("click", "click-8.1.7").replacing("RUN pip", with: "RUN rm -rf /app/.venv && /opt/venv/bin/pip")
        #expect(EnvironmentReading.of(SampleBuild(made, newer, later).text).versions == ["idna": "3.4", "six": "1.16.0", "click": "8.1.7"])
    }

    @Test(
        "an environment that may have been moved",
        arguments: ["test -d /x || mv /opt/venv /srv/venv", "for v in venv; do mv /opt/venv /srv/venv; done"]
    )
    func mayBeMoved(command: String) {
        let reading = EnvironmentReading.of(SampleBuild(made, "RUN \(command)\nDONE 0.1s").text)
        #expect(!reading.isComplete)
        #expect(EnvironmentReading.of(SampleBuild(made, "RUN mv /opt/venv /srv/venv\nDONE 0.1s").text).isComplete)
    }

    @Test("what pip wheel made of a project is a release to the pip that finds it by a link")
    func wheelByLink() {
        let step = """
            RUN pip wheel --no-deps -w /w ./other && pip install --no-index --find-links /w other-one
            Processing ./other
              Preparing metadata (pyproject.toml): finished with status 'done'
            Building wheels for collected packages: other-one
              Created wheel for other-one: filename=other_one-2.0.0-py3-none-any.whl size=1130 sha256=c1c725
            Successfully built other-one
            Looking in links: /w
            Processing /w/other_one-2.0.0-py3-none-any.whl
            Installing collected packages: other-one
            Successfully installed other-one-2.0.0
            DONE 6.1s
            """
        let reading = EnvironmentReading.of(SampleBuild(step).text)
        #expect(reading.versions == ["other-one": "2.0.0"])
        #expect(reading.release("other-one")?.source == nil)
    }

    @Test(
        "a script of a step says that it installs something, and pip is not heard",
        arguments: ["python launch.py --exit", "cd ui && bash webui.sh"]
    )
    func scriptInstallsSilently(command: String) {
        func step(_ lines: String...) -> String { (["RUN \(command)"] + lines + ["DONE 6.3s"]).joined(separator: "\n") }
        let aloud = ["Installing torch", "Collecting six", "Installing collected packages: six", "Successfully installed six-1.15.0"]
            .joined(separator: "\n")
        let silent = EnvironmentReading.of(SampleBuild(step(aloud, "Installing clip", "Exiting because of --exit argument")).text)
        #expect(silent.versions == ["six": "1.15.0"])
        #expect(!silent.isComplete)
        #expect(!EnvironmentReading.of(SampleBuild(step("Installing clip", aloud)).text).isComplete)
    }

    @Test("an entry point makes an environment: what root's pip had put into the image is not in it")
    func environmentOfStart() {
        let build = SampleBuild(
            SampleBuild.pip("uv==0.6.17 six", "uv-0.6.17", "six-1.16.0").replacing("\nDONE", with: "\n\(Self.warning)\nDONE")
        ).text
        let start = """
            ===== Application Startup at 2026-10-01 08:00:01 =====

            Requirement already satisfied: pip in /opt/venv/lib/python3.11/site-packages (23.2.1)
            Collecting click==8.1.7
            Installing collected packages: click
            Successfully installed click-8.1.7
            ready
            """
        #expect(EnvironmentReading.of(build, start).versions == ["click": "8.1.7"])
    }

    @Test("Debian's Python does not look where pip puts what is meant for /usr/local", arguments: ["debian:12", "ubuntu:22.04"])
    func prefixOfDebian(image: String) {
        let steps = [SampleBuild.pip("idna", "idna-3.4"), SampleBuild.pip("--prefix=/usr/local six==1.15.0", "six-1.15.0")]
        let digest = "@sha256:" + String(repeating: "2", count: 64)
        let reading = EnvironmentReading.of(SampleBuild(steps[0], steps[1], images: ["docker.io/library/\(image)\(digest)"]).text)
        #expect(reading.versions == ["idna": "3.4"])
        #expect(EnvironmentReading.of(SampleBuild(steps[0], steps[1]).text).versions == ["idna": "3.4", "six": "1.15.0"])
    }

    @Test("uv says where it works, whatever environment the command names")
    func systemOfVariable() {
        let step = """
            RUN uv venv /opt/venv && VIRTUAL_ENV=/opt/venv uv pip install click==8.1.7
            Creating virtual environment at: /opt/venv
            Using Python 3.11.7 environment at: /usr/local
            Resolved 1 package in 282ms
            Installed 1 package in 42ms
             + click==8.1.7
            DONE 4.1s
            """
        let later = step.replacing(
            "uv venv /opt/venv && VIRTUAL_ENV=/opt/venv uv pip install click==8.1.7\nCreating virtual environment at: /opt/venv",
            with: "uv pip install idna"
        )
        .replacing("/usr/local", with: "/opt/venv").replacing("click==8.1.7", with: "idna==3.4")
        #expect(EnvironmentReading.of(SampleBuild(SampleBuild.bringsTools, step, later).text).versions == ["idna": "3.4"])
    }

    @Test("a quiet pip failed if what stands behind || is heard")
    func fallbackOfQuiet() {
        let step = SampleBuild.pip("attrs==23.1.0", "attrs-23.1.0").replacing(
            "RUN pip",
            with: "RUN pip install -q attrs==99 2>/dev/null || pip"
        )
        let reading = EnvironmentReading.of(SampleBuild(step).text)
        #expect(reading.versions == ["attrs": "23.1.0"])
        #expect(reading.isComplete)
        let silent = EnvironmentReading.of(SampleBuild("RUN pip install -q attrs==99 || pip install attrs==23.1.0\nDONE 2.0s").text)
        #expect(!silent.isComplete)
        let behind = step.replacing("||", with: "&&")
        #expect(!EnvironmentReading.of(SampleBuild(behind).text).isComplete)
    }

    @Test("a folder that was filled twice holds the records of both releases")
    func folderFilledTwice() {
        let first = SampleBuild.pip("--target /deps six==1.15.0 click", "six-1.15.0", "click-8.1.7")
        let second = SampleBuild.pip("--target /deps --upgrade six==1.16.0", "six-1.16.0")
        let copy = "RUN cp -r /deps/. /usr/local/lib/python3.11/site-packages/\nDONE 0.1s"
        let reading = EnvironmentReading.of(SampleBuild(first, second, copy).text)
        #expect(reading.versions == ["six": "?", "click": "8.1.7"])
        #expect(!reading.isComplete)
    }

    @Test("a copied pip.conf may send packages anywhere, unless it shows to be about the index")
    func copiedConfiguration() {
        let copy = "COPY pip.conf /etc/pip.conf\nDONE 0.0s"
        let pip = SampleBuild.pip("six", "six-1.16.0")
        #expect(!EnvironmentReading.of(SampleBuild(copy, pip).text).isComplete)
        let ofIndex = pip.replacing("Collecting", with: "Looking in indexes: https://example.org/simple\nCollecting")
        #expect(EnvironmentReading.of(SampleBuild(copy, ofIndex).text).isComplete)
        #expect(EnvironmentReading.of(SampleBuild(pip, copy).text).isComplete)
    }

    @Test("records that find deletes", arguments: ["-name '*.dist-info' -exec rm -rf {} +", "-type d -name \"*.egg-info\" -delete"])
    func deletedRecords(pattern: String) {
        let pip = SampleBuild.pip("six", "six-1.16.0")
        let reading = EnvironmentReading.of(SampleBuild(pip, "RUN find /usr/local/lib \(pattern)\nDONE 0.1s").text)
        #expect(reading.versions == ["six": "?"])
        #expect(!reading.isComplete)
        #expect(EnvironmentReading.of(SampleBuild(pip, "RUN find /usr/local/lib -name '*.pyc' -delete\nDONE 0.1s").text).isComplete)
    }

    @Test(
        "what a step exports holds for its later commands",
        arguments: [
            "export PIP_TARGET=/opt/lib && pip", "export A=1 PIP_PREFIX=/opt/x; pip",
            "export PIP_TARGET=/opt/lib && bash -c 'pip install six'; pip",
        ]
    )
    func exportedPlace(command: String) {
        let step = SampleBuild.pip("six", "six-1.16.0").replacing("RUN pip", with: "RUN \(command)")
        #expect(EnvironmentReading.of(SampleBuild(SampleBuild.pip("idna", "idna-3.4"), step).text).versions == ["idna": "3.4"])
        let inside = step.replacing("export", with: "(export").replacing("&& pip", with: "&& true); pip")
        if command.hasSuffix("&& pip") { #expect(EnvironmentReading.of(SampleBuild(inside).text).versions == ["six": "1.16.0"]) }
    }

    @Test(
        "variables of the image that an older builder prints",
        arguments: [
            ("ENV PIP_TARGET=/opt/lib", false), ("ENV PATH=\"/opt/venv/bin:$PATH\" A=1", true), ("ENV VIRTUAL_ENV /opt/venv", true),
            ("ENV VENV=/opt/venv\n ---> 3f2a9c1b7d5f\nStep 3/4 : ENV PATH=${VENV}/bin:$PATH", true), ("ENV A=1", nil),
            ("ENV PATH=/usr/local/cuda/bin:$PATH", nil), ("ENV PATH=/usr/local/cuda/bin:/opt/venv/bin:$PATH", true),
        ]
            as [(String, Bool?)]
    )
    func variablesOfImage(instruction: String, isEnvironment: Bool?) {
        func step(_ number: Int, _ text: String, _ lines: String...) -> String {
            (["Step \(number)/4 : \(text)", " ---> Running in 3f2a9c1b7d5e"] + lines + [" ---> 3f2a9c1b7d5\(number)"]).joined(
                separator: "\n"
            )
        }
        let log =
            [
                "Step 1/4 : FROM python:3.11", " ---> 3f2a9c1b7d5e", step(2, "RUN python -m venv /opt/venv"), step(3, instruction),
                step(4, "RUN pip install six", "Collecting six", "Installing collected packages: six", "Successfully installed six-1.16.0"),
                "Successfully built 3f2a9c1b7d5e",
            ].joined(separator: "\n") + "\n"
        let reading = EnvironmentReading.of(log)
        #expect(reading.versions == (isEnvironment == false ? [:] : ["six": "1.16.0"]))
        if isEnvironment == true { #expect(reading.isComplete) }
    }

    @Test("poetry's words without a header are of the environment that it made, where poetry itself has the same package in the image's")
    func headlessPoetry() {
        let poetry = SampleBuild.pip("poetry", "idna-3.20", "poetry-2.1.4")
        let install = """
            RUN poetry install --no-root
            Creating virtualenv my-space in /app/.venv

            Package operations: 1 install, 0 updates, 0 removals

              - Installing idna (3.4)
            DONE 6.4s
            """
        let add =
            "Package operations: 1 install, 1 update, 0 removals\n\n  - Updating idna (3.4 -> 3.20)\n"
            + "  - Installing attrs (23.1.0)\nDONE 9.6s\n\n"
        let log = SampleBuild(poetry, install).text.replacing("--> Pushing", with: add + "--> Pushing")
        let reading = EnvironmentReading.of(log)
        #expect(reading.versions["idna"] != "3.4")
        #expect(!reading.isComplete)
    }

    @Test("a step that was inserted below a cached one changed no more than what pip says of itself")
    func insertedStep() {
        func requests(_ pip: String) -> String {
            SampleBuild.pip("requests", "requests-2.31.0", "idna-3.20")
                .replacing("\nDONE", with: "\n\n[notice] A new release of pip is available: \(pip) -> 26.3\nDONE")
        }
        let (six, pip) = (SampleBuild.pip("six", "six-1.15.0"), SampleBuild.pip("-U pip", "pip-26.2"))
        let logs = [
            SampleBuild(six, requests("24.0")).text,
            SampleBuild("RUN pip install six\nCACHED", pip, requests("26.2"), queued: "2026-06-20 09:14:10").text,
            SampleBuild(
                "RUN pip install six\nCACHED",
                "RUN pip install -U pip\nCACHED",
                "RUN pip install requests\nCACHED",
                queued: "2026-06-21 09:14:10"
            ).text,
        ]
        let reading = EnvironmentReading.of(logs[0], logs[1], logs[2])
        #expect(reading.isComplete)
        #expect(reading.versions["requests"] == "2.31.0")
    }

    @Test("an environment that no step made holds what no line tells")
    func unmadeEnvironment() {
        let pip = SampleBuild.pip("idna", "idna-3.4").replacing("RUN pip", with: "RUN /opt/venv/bin/pip")
        let unpacked = EnvironmentReading.of(SampleBuild("RUN tar -xzf /venv.tar.gz -C /opt\nDONE 0.3s", pip).text)
        #expect(unpacked.versions == ["idna": "3.4"])
        #expect(!unpacked.isComplete)
        for way in ["python -m venv /opt/venv", "virtualenv /opt/venv", "cd /opt && python3 -m venv venv", "python -m venv $VENV"] {
            #expect(EnvironmentReading.of(SampleBuild("RUN \(way)\nDONE 3.1s", pip).text).isComplete, "\(way)")
        }
        let moved = SampleBuild("RUN python -m venv /srv/venv\nDONE 3.1s", "RUN mv /srv/venv /opt/venv\nDONE 0.1s", pip)
        #expect(EnvironmentReading.of(moved.text).isComplete)
    }

    @Test("of two environments that no name tells apart, either may be the app's")
    func twoServices() {
        func step(_ place: String, _ name: String) -> String {
            SampleBuild.pip(name, "\(name)-1.0").replacing("RUN pip", with: "RUN python -m venv \(place) && \(place)/bin/pip")
        }
        #expect(!EnvironmentReading.of(SampleBuild(step("/opt/api", "flask"), step("/opt/ui", "click")).text).isComplete)
        #expect(EnvironmentReading.of(SampleBuild(step("/opt/api", "flask")).text).isComplete)
    }

    @Test("the image's own place, seen from the root")
    func placeSeenFromRoot() {
        let later = """
            RUN pip install six==1.16.0 idna
            Requirement already satisfied: idna in ./usr/local/lib/python3.11/site-packages (3.4)
            Collecting six==1.16.0
            Installing collected packages: six
            Successfully installed six-1.16.0
            DONE 2.0s
            """
        let earlier = SampleBuild.pip("idna", "idna-3.4").replacing("\nDONE", with: "\n\(Self.warning)\nDONE")
        let reading = EnvironmentReading.of(SampleBuild("WORKDIR /app\nDONE 0.0s", earlier, later).text)
        #expect(reading.versions == ["idna": "3.4", "six": "1.16.0"])
        #expect(reading.isComplete)
    }
}
