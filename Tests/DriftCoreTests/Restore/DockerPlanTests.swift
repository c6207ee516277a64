import DriftCore
import DriftTesting
import Testing

@Suite("Plans for Docker Spaces")
struct DockerPlanTests {
    @Test("of a file that is locked by hashes, what it says already is kept; the rest is told with the way to restore it")
    func lockedFile() {
        var original = Snapshot.of(sdk: SDK(name: "docker"))
        original.reading.packages = FreezeList.parse(Array("idna==3.6\nsix==1.16.0".utf8), file: "freeze.txt").packages
        let sum = String(repeating: "0", count: 64)
        let plan = Planning.plan(
            original,
            requirements: "idna==3.7 --hash=sha256:\(sum)\nsix==1.16.0 --hash=sha256:\(sum)\n",
            files: ["Dockerfile": "FROM python:3.11\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n"],
            frontMatter: ["sdk": "docker"]
        )
        #expect(plan.edits.isEmpty)
        #expect(plan.decision("six")?.reason == .alreadyPinned)
        #expect(plan.decision("idna")?.reason == .noRequirementsFile)
    }

    @Test("a Dockerfile that calls no installer is told to be one")
    func noInstaller() {
        var original = Snapshot.of(sdk: SDK(name: "docker"))
        original.reading.packages = FreezeList.parse(Array("six==1.16.0".utf8), file: "freeze.txt").packages
        let plan = Planning.plan(original, files: ["Dockerfile": "FROM node:20\nCOPY . .\nRUN npm ci\n"], frontMatter: ["sdk": "docker"])
        #expect(plan.decision("six")?.sentence == "no step of the Dockerfile calls pip or uv to install something")
    }

    private func plan(_ packages: [String], _ files: [String: String], mode: RestorePlan.Mode = .full) -> RestorePlan {
        var original = Snapshot.of("placeholder==1", sdk: SDK(name: "docker"))
        original.reading.packages = packages.flatMap { Snapshot.of($0).reading.packages }
        return Planning.plan(original, files: files, frontMatter: ["sdk": "docker"], mode: mode)
    }

    @Test("packages that the Dockerfile names are edited in place, the rest follows them, one a line")
    func inline() {
        let dockerfile =
            "FROM python:3.11\nRUN pip install -U pip && pip install \\\n    gradio==4.0 \"uvicorn[standard]>=0.14\" numpy && rm -rf /x\nCMD [\"python\"]\n"
        let plan = plan(["gradio==4.44.1", "uvicorn==0.30.0", "numpy==1.26.4", "six==1.16.0"], ["Dockerfile": dockerfile])
        #expect(
            Planning.requirements(plan, path: "Dockerfile")
                == "FROM python:3.11\nRUN pip install -U pip && pip install \\\n    gradio==4.44.1 \"uvicorn[standard]==0.30.0\" numpy==1.26.4 \\\n    six==1.16.0 && rm -rf /x\nCMD [\"python\"]\n"
        )
        #expect(plan.decision("gradio")?.target == "Dockerfile:3")
        #expect(plan.decision("six")?.target == "Dockerfile")
        #expect(plan.decisions(.notRestorable).isEmpty)
        #expect(plan.build?.origin == .dockerfile)
        #expect(
            plan.build?.steps.last?.arguments.sorted() == ["gradio==4.44.1", "numpy==1.26.4", "six==1.16.0", "uvicorn[standard]==0.30.0"]
        )
    }

    @Test(
        "where the Dockerfile installs the repository's own project and no file, the pins stand in that call, and the report says what was not tried",
        arguments: [
            "pip install -e '.[web]'", "pip install .", "pip install ./", "uv pip install --system -r pyproject.toml",
            "pip install -e ./server", "pip install /code/server[web]",
        ]
    )
    func ownProject(call: String) {
        let files = [
            "Dockerfile": "FROM python:3.11\nCOPY . .\nRUN \(call) && rm -rf /x\n", "pyproject.toml": "[project]\nname = 'demo'\n",
        ]
        let plan = plan(["anyio==4.3.0", "six==1.16.0"], files)
        #expect(
            Planning.requirements(plan, path: "Dockerfile")
                == "FROM python:3.11\nCOPY . .\nRUN \(call) \\\n    anyio==4.3.0 \\\n    six==1.16.0 && rm -rf /x\n"
        )
        #expect(plan.notes.filter { $0.code == "dockerfile.project" }.map(\.subject) == ["Dockerfile:3"])
        #expect(plan.build?.steps.flatMap(\.requirements) == ["anyio==4.3.0", "six==1.16.0"])
        let question = FeasibilityQuestion(plan: plan, files: files.mapValues { Array($0.utf8) })
        #expect(question.untried.count == 1)
        // No installer is handed the project for a requirements file.
        #expect(plan.build?.steps.contains { $0.arguments.contains("pyproject.toml") } == false)
    }

    @Test(
        "the repository's own project is not pinned: the Dockerfile installs it; what lies elsewhere is gone",
        arguments: [
            ("demo @ file:///code", Decision.Reason.ownProject), ("demo @ file:///code/", .ownProject),
            ("# Editable install with no version control (demo==0.1)\n-e /code", .ownProject), ("demo @ file:///other", .localFile),
            ("demo @ file:///code/demo-0.1-py3-none-any.whl", .localFile),
        ]
    )
    func ownProjectItself(line: String, reason: Decision.Reason) {
        var original = Snapshot.of(sdk: SDK(name: "docker"))
        original.reading.packages = FreezeList.parse(Array("six==1.16.0\n\(line)\n".utf8), file: "freeze.txt").packages
        let dockerfile = "FROM python:3.11\nWORKDIR /code\nCOPY . .\nRUN pip install -e '.[web]'\n"
        let plan = Planning.plan(original, files: ["Dockerfile": dockerfile], frontMatter: ["sdk": "docker"])
        #expect(plan.decision("demo")?.reason == reason)
        #expect(plan.decision("demo")?.action == (reason == .ownProject ? .kept : .notRestorable))
        #expect(Planning.requirements(plan, path: "Dockerfile")?.contains("demo") == false)
    }

    @Test(
        "what the requirements install from the repository is left to them",
        arguments: [
            ("-e git+https://huggingface.co/spaces/ann/demo@\(TrapTests.commit)#egg=demo", "-e .\n", Decision.Reason.ownProject),
            ("demo @ file:///app", ".\n", .ownProject), ("demo @ file:///app/server", "./server[web]\n", .ownProject),
            ("demo @ file:///app/wheels/demo-1.0-py3-none-any.whl", "./wheels/demo-1.0-py3-none-any.whl\n", .ownProject),
            ("demo @ file:///app/wheels/demo-1.0-py3-none-any.whl", "./wheels/demo-2.0-py3-none-any.whl\n", .localFile),
            ("demo @ file:///app/wheels/demo-1.0-py3-none-any.whl", ".\n", .localFile),
            (
                "-e git+https://github.com/o/demo@\(TrapTests.commit)#egg=demo",
                "-e .\n-e git+https://github.com/o/demo.git@main#egg=demo\n", .versionControl
            ),
            ("-e git+https://github.com/o/demo@\(TrapTests.commit)#egg=demo", "six\n", .versionControl),
        ]
    )
    func ownReferences(line: String, requirements: String, reason: Decision.Reason) {
        var original = Snapshot.of(sdk: SDK(name: "docker"))
        original.reading.packages = FreezeList.parse(Array("\(line)\n".utf8), file: "freeze.txt").packages
        let files = ["Dockerfile": "FROM python:3.11\nCOPY . .\nRUN pip install -r requirements.txt\n", "requirements.txt": requirements]
        let plan = Planning.plan(original, files: files, frontMatter: ["sdk": "docker"])
        #expect(plan.decision("demo")?.reason == reason)
    }

    @Test(
        "a call that takes packages away is named, since a replay does not run it",
        arguments: [
            "pip uninstall -y six", "python -m pip uninstall --yes six", "uv pip uninstall --system six",
        ]
    )
    func uninstall(call: String) {
        let files = ["Dockerfile": "FROM python:3.11\nRUN pip install six\nRUN echo a && \(call) || true\n"]
        let notes = plan(["six==1.16.0"], files).notes.filter { $0.code == "dockerfile.uninstall" }
        #expect(notes.map(\.subject) == ["Dockerfile:3"])
        #expect(notes.first?.sentence.contains("`\(call)`") == true)
        let none = ["Dockerfile": "FROM python:3.11\nRUN pip install six && echo pip uninstall six && apt-get install -y git\n"]
        #expect(plan(["six==1.16.0"], none).notes.allSatisfy { $0.code != "dockerfile.uninstall" })
    }

    @Test("… unless a later call puts all of them there again")
    func uninstallAndInstall() {
        let undone = [
            "RUN pip install six && pip uninstall -y Six && pip install six",
            "RUN pip uninstall -y six rich\nRUN pip install rich six==1.16.0",
        ]
        let standing = [
            "RUN pip install six && pip uninstall -y six", "RUN pip uninstall -y six rich\nRUN pip install six",
            "RUN pip uninstall -y -r old.txt\nRUN pip install six",
        ]
        for (runs, count) in undone.map({ ($0, 0) }) + standing.map({ ($0, 1) }) {
            let notes = plan(["six==1.16.0"], ["Dockerfile": "FROM python:3.11\n\(runs)\n"]).notes
            #expect(notes.count { $0.code == "dockerfile.uninstall" } == count, "\(runs)")
        }
    }

    @Test("a project without a lock is not said to be installed from one")
    func noLock() {
        let dockerfile = "FROM python:3.11\nCOPY . .\nRUN uv sync\n"
        let without = plan(["six==1.16.0"], ["Dockerfile": dockerfile, "pyproject.toml": "[project]\nname = 'demo'\n"])
        #expect(without.decision("six")?.sentence.contains("if the repository has one") == true)
        #expect(
            without.decision("six")?.sentence.hasSuffix("write this version into constraint-dependencies of [tool.uv] and run `uv lock`")
                == true
        )
        let poetry = plan(["six==1.16.0"], ["Dockerfile": dockerfile.replacing("uv sync", with: "poetry install")])
        #expect(poetry.decision("six")?.sentence.hasSuffix("take the original's, or lock this version") == true)
        let with = plan(["six==1.16.0"], ["Dockerfile": dockerfile, "uv.lock": "version = 1\n"])
        #expect(with.decision("six")?.sentence.contains("take the original's, with its pyproject.toml") == true)
    }

    @Test(
        "a wheel of the repository is not its project",
        arguments: ["pip install ./six-1.16.0-py3-none-any.whl", "pip install /wheels/*.whl"]
    )
    func ownWheel(call: String) {
        let plan = plan(["six==1.16.0"], ["Dockerfile": "FROM python:3.11\nCOPY . .\nRUN \(call)\n"])
        #expect(plan.edits.isEmpty)
        #expect(plan.notes.allSatisfy { $0.code != "dockerfile.project" })
        #expect(plan.decision("six")?.reason == .noRequirementsFile)
    }

    @Test("a second plan over the patched Dockerfile changes nothing")
    func idempotent() throws {
        let packages = ["gradio==4.44.1", "numpy==1.26.4", "tool @ git+https://github.com/o/tool@\(TrapTests.commit)"]
        let dockerfile = "FROM python:3.11\r\nRUN pip install gradio 'numpy<2'\r\n"
        let once = try #require(Planning.requirements(plan(packages, ["Dockerfile": dockerfile]), path: "Dockerfile"))
        #expect(
            once
                == "FROM python:3.11\r\nRUN pip install gradio==4.44.1 'numpy==1.26.4' \\\r\n    'tool @ git+https://github.com/o/tool@\(TrapTests.commit)'\r\n"
        )
        #expect(plan(packages, ["Dockerfile": once]).edits.isEmpty)
    }

    @Test("with a requirements file, the Dockerfile's own packages stay where they are and the block says the rest")
    func both() {
        let dockerfile = "FROM python:3.11\nCOPY . /code\nRUN pip install torch==2.0\nRUN pip install -r /code/requirements.txt\n"
        let plan = plan(["torch==2.1.0", "numpy==1.26.4", "six==1.16.0"], ["Dockerfile": dockerfile, "requirements.txt": "numpy\n"])
        #expect(Planning.requirements(plan, path: "Dockerfile")?.contains("RUN pip install torch==2.1.0\n") == true)
        #expect(Planning.requirements(plan) == "numpy==1.26.4\n" + Planning.block("six==1.16.0"))
        #expect(plan.decision("torch")?.target == "Dockerfile:3")
        #expect(plan.decision("six")?.target == "requirements.txt")
    }

    @Test("what a step puts together when it runs is told, and what no call can take is refused")
    func byHand() {
        let variable = plan(["gradio==4.44.1"], ["Dockerfile": "FROM python:3.11\nARG V=4\nRUN pip install gradio==${V} six\n"])
        #expect(variable.notes.map(\.subject) == ["Dockerfile:3"])
        let json = plan(["gradio==4.44.1", "six==1.16.0"], ["Dockerfile": "FROM python:3.11\nRUN [\"pip\", \"install\", \"gradio\"]\n"])
        #expect(Planning.requirements(json, path: "Dockerfile") == "FROM python:3.11\nRUN [\"pip\", \"install\", \"gradio==4.44.1\"]\n")
        #expect(json.decision("six")?.reason == .noRequirementsFile)
        let conda = plan(["six==1.16.0"], ["Dockerfile": "FROM python:3.11\nRUN conda install six\n"])
        #expect(conda.decision("six")?.reason == .noRequirementsFile && conda.edits.isEmpty)
    }

    @Test("every file that the build installs is edited: the calls' own, what those name in turn, and constraints that contradict")
    func severalFiles() {
        let plan = plan(
            ["numpy==1.26.4", "pandas==2.2.0", "six==1.16.0", "attrs==25.1"],
            [
                "Dockerfile":
                    "FROM python:3.11\nCOPY . /code\nWORKDIR /code/server\nRUN pip install -r requirements.txt -c limits.txt\nRUN pip install -r extra.in\n",
                "server/requirements.txt": "-r base.txt\nnumpy\n", "server/base.txt": "pandas\n", "server/extra.in": "attrs\n",
                "server/limits.txt": "numpy<1.26\nsix<2\n", "requirements.txt": "unrelated\n",
            ]
        )
        #expect(
            Planning.requirements(plan, path: "server/requirements.txt") == "-r base.txt\nnumpy==1.26.4\n" + Planning.block("six==1.16.0")
        )
        #expect(Planning.requirements(plan, path: "server/base.txt") == "pandas==2.2.0\n")
        #expect(Planning.requirements(plan, path: "server/extra.in") == "attrs==25.1\n")
        #expect(Planning.requirements(plan, path: "server/limits.txt") == "numpy==1.26.4\nsix<2\n")
        #expect(Planning.requirements(plan) == nil)
        #expect(
            plan.build?.steps.map(\.arguments) == [
                ["-r", "server/requirements.txt", "-c", "server/limits.txt"], ["-r", "server/extra.in"],
            ]
        )
    }

    @Test("an index that the call names counts for local versions")
    func index() {
        let dockerfile = "FROM python:3.11\nRUN pip install --extra-index-url https://download.pytorch.org/whl/cpu torch==2.0.0\n"
        let plan = plan(["torch==2.1.0+cpu"], ["Dockerfile": dockerfile])
        #expect(Planning.requirements(plan, path: "Dockerfile")?.contains("whl/cpu torch==2.1.0+cpu\n") == true)
        #expect(plan.build?.steps.first?.indexOptions == ["--extra-index-url https://download.pytorch.org/whl/cpu"])
    }

    @Test("lines are continued as the file's own directive has it; the shell's own text as the shell has it")
    func escape() {
        let head = "# escape=`\nFROM python:3.11\n"
        let own = plan(["gradio==4.44.1", "six==1.16.0"], ["Dockerfile": head + "RUN pip install `\n  gradio\n"])
        #expect(Planning.requirements(own, path: "Dockerfile") == head + "RUN pip install `\n  gradio==4.44.1 `\n    six==1.16.0\n")
        let shell = plan(["gradio==4.44.1", "six==1.16.0"], ["Dockerfile": head + "RUN <<EOF\npip install gradio\nEOF\n"])
        #expect(
            Planning.requirements(shell, path: "Dockerfile")
                == head + "RUN <<EOF\npip install gradio==4.44.1 \\\n    six==1.16.0\nEOF\n"
        )
    }

    @Test(
        "the recipe asks what the build asks: program, options, variables",
        arguments: [
            ("RUN uv pip install --system -U six", "uv pip install -U six==1.16.0"),
            (
                "RUN uv pip install --index-strategy=unsafe-best-match --prerelease allow six",
                "uv pip install --index-strategy unsafe-best-match --prerelease allow six==1.16.0"
            ),
            ("RUN pip install -qU --upgrade-strategy eager six", "pip install -U --upgrade-strategy eager six==1.16.0"),
            (
                "ENV PIP_EXTRA_INDEX_URL=https://a/simple PIP_NO_CACHE_DIR=1\nRUN pip install six",
                "pip install --extra-index-url https://a/simple six==1.16.0"
            ),
            (
                "ENV UV_PRERELEASE=allow\nRUN uv pip install --only-binary=:all: six",
                "uv pip install --only-binary :all: --prerelease allow six==1.16.0"
            ),
        ]
    )
    func recipe(lines: String, command: String) {
        let recipe = plan(["six==1.16.0"], ["Dockerfile": "FROM python:3.11\n\(lines)\n"])
        #expect(recipe.build?.steps.map(\.command) == [command])
    }

    @Test(
        "for pip, uv's options by its own names",
        arguments: [
            (["-U", "six"], "pip install --upgrade-strategy eager -U six"), (["--prerelease", "allow", "six"], "pip install --pre six"),
            (["--reinstall", "--index-strategy", "first-index", "six"], "pip install --force-reinstall six"),
        ]
    )
    func forPip(arguments: [String], command: String) {
        #expect(BuildStep(kind: .requirements, arguments: arguments, program: .uv).forPip.command == command)
        #expect(BuildStep(kind: .requirements, arguments: ["-U", "six"]).forPip.command == "pip install -U six")
    }
}

@Suite("Requirements that name other files, on the platform's own SDKs")
struct InlinedRequirementsTests {
    private let files = [
        "deps/base.txt": "numpy  # fast\n-r more.txt", "deps/more.txt": "six\r\n", "limits.txt": "attrs<26\nunused<1\nnumpy<3\n",
    ]

    @Test("T12: `-r` is put into the file that the platform installs alone, and edited there")
    func requirements() {
        let plan = Planning.plan(.of("numpy==1.26.4", "six==1.16.0"), requirements: "# mine\n-r deps/base.txt\npandas\n", files: files)
        #expect(
            Planning.requirements(plan)
                == "# mine\n# driftd: the platform installs this file alone, so that its lines follow: -r deps/base.txt\nnumpy==1.26.4  # fast\nsix==1.16.0\npandas\n"
        )
        #expect(plan.notes.map(\.code) == ["requirements.inlined"])
    }

    @Test("T13: `-c` becomes a comment; a constraint on what no pin holds becomes a requirement")
    func constraints() {
        let plan = Planning.plan(
            .of("numpy==1.26.4", "attrs==25.1"),
            .of("numpy==2.0.0", "attrs==25.1"),
            requirements: "numpy\n-c limits.txt\n",
            files: files,
            mode: .minimal
        )
        #expect(
            Planning.requirements(plan)
                == "numpy==1.26.4\n# driftd: the platform installs this file alone, so that its lines follow: -c limits.txt\nattrs<26\n"
        )
    }

    @Test("files that name each other end somewhere")
    func circle() {
        let circle = ["a.txt": "-r b.txt\nx\n", "b.txt": "-r a.txt\ny\n"]
        let plan = Planning.plan(.of("x==1"), requirements: "-r a.txt\n", files: circle)
        #expect(
            Planning.requirements(plan)
                == "# driftd: the platform installs this file alone, so that its lines follow: -r a.txt\ny\nx==1\n"
        )
        let docker = Planning.plan(
            .of("x==1", sdk: SDK(name: "docker")),
            files: circle.merging(["Dockerfile": "FROM a\nRUN pip install -r a.txt\n"]) { $1 },
            frontMatter: ["sdk": "docker"]
        )
        #expect(Planning.requirements(docker, path: "a.txt") == "-r b.txt\nx==1\n")
    }
}
