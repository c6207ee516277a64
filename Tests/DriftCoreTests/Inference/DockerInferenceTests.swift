import DriftCore
import Testing

@Suite("What a resolver is asked about a Docker Space")
struct DockerInferenceTests {
    private let time = BuildTime(time: "2026-03-01T00:00:00Z", basis: .commit, isLowerBound: true)

    private func question(_ dockerfile: String, _ files: [String: String] = ["requirements.txt": "numpy<2\n"]) throws -> InferenceQuestion {
        var facts = InferenceFacts()
        facts.sdkName = "docker"
        // The platform does not look at it for these.
        facts.declaredPython = "3.9"
        facts.files = files.merging(["Dockerfile": dockerfile]) { $1 }.mapValues { Array($0.utf8) }
        return try InferenceQuestion(facts, time: time)
    }

    private func refusal(_ dockerfile: String, _ files: [String: String] = ["requirements.txt": "numpy<2\n"]) -> String? {
        do {
            _ = try question(dockerfile, files)
            return nil
        } catch {
            return (error as? InferenceQuestion.Refusal)?.sentence
        }
    }

    @Test("each call is a question of its own, with the files that it names, over the Python of the base image")
    func calls() throws {
        let text = """
            ARG VERSION=3.11
            FROM docker.io/library/python:${VERSION}-slim@sha256:00
            ENV PIP_NO_CACHE_DIR=1 PATH=/x:$PATH
            WORKDIR /code
            RUN apt-get update && apt-get install -y git
            RUN pip install -U pip
            COPY requirements.txt /code/
            RUN --mount=type=cache,target=/root/.cache pip install --upgrade -r /code/requirements.txt --extra-index-url https://host/simple
            RUN ["pip", "install", "gunicorn"]
            CMD ["gunicorn"]
            """
        let question = try question(text, ["requirements.txt": "numpy<2\n-r more.txt\n", "more.txt": "six\ngit+https://host/o/r@main\n"])
        #expect(question.steps.map(\.lines) == [["--extra-index-url https://host/simple", "numpy<2", "six"], ["gunicorn"]])
        #expect(question.steps.map(\.place) == ["Dockerfile:8", "Dockerfile:9"] && question.steps.map(\.upgrades) == [true, nil])
        #expect(question.leftOut.map(\.reason) == [.versionControl])
        #expect(question.python == InferenceFacts.Python(version: "3.11", origin: .dockerfile))
        #expect(question.recipe == nil && question.pythonRow == nil && question.sdk == SDK(name: "docker", version: nil))
    }

    @Test("stages that the last one begins with count, others do not; words that the shell makes are left out by name")
    func stages() throws {
        let text = """
            FROM node:20 AS web
            RUN npm install && pip install wrong
            FROM python:3.12 AS base
            RUN pip install six
            FROM base
            COPY --from=web /dist /app/dist
            COPY --from=ghcr.io/astral-sh/uv:latest /uv /usr/local/bin/uv
            RUN uv pip install --system "torch==$TORCH" numpy ./local -e .
            """
        let question = try question(text)
        #expect(question.steps.map(\.lines) == [["six"], ["numpy"]])
        #expect(question.leftOut.map(\.name) == ["torch", nil, nil])
        #expect(question.leftOut.map(\.reason) == [.variable, .localPath, .localPath])
        #expect(question.python.version == "3.12")
    }

    @Test(
        "where the text does not tell, it says which of its lines that is",
        arguments: [
            ("FROM pytorch/pytorch:2.4.0\nRUN pip install numpy", "its base image pytorch/pytorch:2.4.0 may bring packages"),
            ("FROM tiangolo/uvicorn-gunicorn:python3.9\nRUN pip install numpy", "may bring packages"),
            ("FROM python:latest\nRUN pip install numpy", "names no Python as exact as 3.11"),
            ("FROM python:3\nRUN pip install numpy", "names no Python as exact as 3.11"),
            ("FROM python:3.11-alpine\nRUN pip install numpy", "Alpine"),
            ("FROM python:3.11\nENV PIP_CONSTRAINT=c.txt\nRUN pip install numpy", "sets PIP_CONSTRAINT"),
            ("FROM python:3.11\nRUN pip install --no-deps numpy", "Dockerfile:2 installs with --no-deps"),
            ("FROM python:3.11\nRUN pip install -c c.txt numpy", "within a constraints file"),
            ("FROM python:3.11\nRUN pip install -r https://host/r.txt", "from a list on the web"),
            ("FROM python:3.11\nRUN pip install -r missing.txt", "installs from missing.txt, which is not at hand"),
            ("FROM python:3.11\nRUN pip install .", "names a package that an index could have"),
            ("FROM python:3.11\nRUN uv sync", "it installs from uv.lock"),
            (
                "FROM python:3.11 AS b\nRUN pip install six\nFROM python:3.11\nCOPY --from=b /opt/venv /opt/venv\nRUN pip install a",
                "line 4 copies"
            ),
            ("RUN pip install numpy", "it names no base image"),
            ("", "it names no base image"),
        ]
    )
    func refused(text: String, reason: String) {
        let sentence = refusal(text)
        #expect(sentence?.hasPrefix("the Dockerfile does not tell what it installs: ") == true, "\(sentence ?? "nothing")")
        #expect(sentence?.contains(reason) == true, "\(sentence ?? "nothing")")
    }

    @Test("constraints of a requirements file, no Dockerfile, and what its commands do besides")
    func others() throws {
        let text = "FROM python:3.11\nRUN pip install -r requirements.txt\n"
        #expect(
            refusal(text, ["requirements.txt": "numpy\n-c limits.txt\n", "limits.txt": "six<2\n"])?.contains("constraints of limits.txt")
                == true
        )
        var facts = InferenceFacts()
        facts.sdkName = "docker"
        facts.files = ["README.md": []]
        #expect(throws: InferenceQuestion.Refusal.docker("it is not at hand")) { try InferenceQuestion(facts, time: time) }
        facts.files = ["Dockerfile": Array(text.utf8), "requirements.txt": Array("numpy".utf8)]
        facts.dockerObstacle = "Dockerfile:4 runs conda"
        #expect(throws: InferenceQuestion.Refusal.docker("Dockerfile:4 runs conda")) { try InferenceQuestion(facts, time: time) }
    }

    @Test(
        "no bytes break it",
        arguments: [
            "FROM", "FROM \nRUN", "FROM python:3.11\nRUN [", "FROM a AS a\nFROM a AS a\nFROM a", "\u{0}", "FROM python:3.11\nCOPY --from=x",
        ]
    )
    func hostile(text: String) { #expect(refusal(text) != nil) }
}
