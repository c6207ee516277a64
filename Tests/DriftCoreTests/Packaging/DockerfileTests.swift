import DriftCore
import DriftTesting
import Testing

@Suite("Dockerfile")
struct DockerfileTests {
    private func read(_ text: String) -> Dockerfile { Dockerfile(Array(text.utf8)) }

    private func words(_ text: String) -> [[String]] {
        let dockerfile = read(text)
        return dockerfile.installs.map { install in
            install.packages.map { String(decoding: dockerfile.bytes[$0.range], as: UTF8.self) }
        }
    }

    @Test(
        "the packages of an install call, with their places",
        arguments: [
            ("RUN pip install numpy 'uvicorn>=0.14' && rm -rf x", [["numpy", "'uvicorn>=0.14'"]]),
            (
                "RUN pip install --no-cache-dir -U pip \\\n  # why\n\n  \"gradio[oauth]==4.0\" \\\n  numpy; echo done",
                [["pip", "\"gradio[oauth]==4.0\"", "numpy"]]
            ),
            ("run python3.11 -m pip --quiet install -i https://host/simple torch==2.1.0 2>&1 | tee log", [["torch==2.1.0"]]),
            ("RUN --mount=type=cache,target=/root/.cache uv pip install --system --python 3.12 numpy>/dev/null", [["numpy"]]),
            ("RUN [\"pip\", \"install\", \"numpy==1.0\"]", [["\"numpy==1.0\""]]),
            (
                "RUN <<EOF\napt-get install -y git\npip install numpy \\\n  pandas\nEOF\nRUN pip install six",
                [["numpy", "pandas"], ["six"]]
            ),
            ("RUN python <<EOF\npip install numpy\nEOF", []),
            ("# escape=`\nRUN pip install `\r\n  numpy `\r\n  pandas\r\n", [["numpy", "pandas"]]),
            ("RUN apt-get install -y python3-pip && pipx install black && conda install numpy", []),
            ("RUN cd /x && (pip3 install --target /y -r r.txt six)", [["six"]]),
            ("RUN pip install \"tool @ git+https://github.com/o/tool@main\"", [["\"tool @ git+https://github.com/o/tool@main\""]]),
            ("RUN pip install git+https://github.com/o/tool ./local wheel-1.0-py3-none-any.whl", [[]]),
            ("RUN echo pip install numpy", []),
        ] as [(String, [[String]])]
    )
    func packages(text: String, expected: [[String]]) { #expect(words(text) == expected) }

    @Test("what is put in when the step runs is told, with its line")
    func unreadable() {
        let install = read("ARG V=4\nRUN pip install six \\\n  gradio==${V} $(cat list)\n").installs[0]
        #expect(install.unreadable.map(\.text) == ["gradio==${V}", "$(cat list)"])
        #expect(install.unreadable.map(\.line) == [3, 3])
        #expect(install.packages.map(\.line) == [2])
    }

    @Test(
        "which file of the repository a call installs",
        arguments: [
            ("COPY server/requirements.txt /tmp/r.txt\nRUN pip install -r /tmp/r.txt", "server/requirements.txt"),
            ("WORKDIR /code\nCOPY ./server/requirements.txt .\nRUN pip install -rrequirements.txt", "server/requirements.txt"),
            ("WORKDIR /code\nCOPY . .\nRUN cd backend && pip install --requirement=reqs.in", "backend/reqs.in"),
            ("COPY --chown=user . /home/user/app\nRUN pip install -r /home/user/app/deps/base.txt", "deps/base.txt"),
            (
                "RUN --mount=type=bind,source=server/requirements.txt,target=/tmp/requirements.txt pip install -r /tmp/requirements.txt",
                "server/requirements.txt"
            ),
            ("RUN --mount=target=/src pip install -r /src/a/b.txt", "a/b.txt"),
            ("COPY server /opt/server\nWORKDIR /opt\nRUN uv pip install --system -r server/requirements.txt", "server/requirements.txt"),
            ("COPY [\"a/requirements-gpu.txt\", \"/x/\"]\nRUN pip install -r /x/requirements-gpu.txt", "a/requirements-gpu.txt"),
            ("COPY a/requirements*.txt /x/\nRUN pip install -r /x/requirements-gpu.txt", "a/requirements-gpu.txt"),
            ("FROM python AS base\nWORKDIR /w\nCOPY a/r.txt b.txt\nFROM base\nRUN pip install -r b.txt", "a/r.txt"),
            (
                "COPY --from=x /etc/requirements.txt /code/requirements.txt\nRUN pip install -r /code/requirements.txt",
                "code/requirements.txt"
            ),
        ]
    )
    func files(text: String, expected: String) throws {
        let file = try #require(read("FROM python:3.11\n\(text)\n").installs.first?.requirementFiles.first)
        #expect(file.candidates.first == expected)
    }

    @Test("options of the call: indexes and constraints; a lock is no requirements file")
    func options() {
        let install = read("COPY c.txt /\nRUN pip install --extra-index-url=https://h/cu118 -f https://h/x.html -c /c.txt torch").installs[
            0
        ]
        #expect(install.indexes == ["--extra-index-url https://h/cu118", "--find-links https://h/x.html"])
        #expect(install.constraintFiles.first?.candidates.first == "c.txt")
        #expect(read("RUN uv sync --frozen").lock == "uv.lock")
        #expect(read("RUN pip install -r /x/pylock.toml").lock == "pylock.toml")
    }

    @Test(
        "the Python of the last stage",
        arguments: [
            ("FROM python:3.11-slim", "3.11"), ("FROM docker.io/library/python:3.10.13@sha256:ab", "3.10.13"),
            ("FROM nvidia/cuda:12.1", nil),
            ("FROM node:20 AS web\nFROM --platform=linux/amd64 ghcr.io/astral-sh/uv:python3.12-bookworm", "3.12"), ("FROM python", nil),
            ("ARG V=3.9\nFROM python:${V} AS base\nRUN true\nFROM base", "3.9"), ("FROM python:3", nil),
            ("FROM host:5000/python:3.13", "3.13"),
            ("ARG PYTHON=x\nARG PYTHON_VERSION=3.11\nFROM python:$PYTHON_VERSION", "3.11"),
            ("ARG V=3.11\nARG TAG=${V}-slim\nFROM python:$TAG", "3.11"), ("FROM python:$V", nil), ("ARG V=3.11\nFROM python:${V", nil),
        ] as [(String, String?)]
    )
    func python(text: String, expected: String?) { #expect(read(text).python == expected) }

    @Test("arguments that name each other, and paths without end, stay small")
    func bounded() {
        let arguments = (1..<60).map { "ARG A\($0)=" + String(repeating: "$A\($0 - 1)", count: 10) }
        #expect(read((["ARG A0=3"] + arguments + ["FROM python:$A59"]).joined(separator: "\n")).python == nil)
        let path = String(repeating: "a/", count: 50_000) + "requirements.txt"
        #expect(read("RUN pip install -r \(path) --timeout \(path)").candidatePaths.count < 10)
        let deep = String(repeating: "a/", count: 1_000) + "requirements.txt"
        #expect(read("RUN pip install -r \(deep)").candidatePaths.joined().utf8.count < 100_000)
    }

    @Test("bytes of any kind are no reason to crash")
    func hostile() {
        var source = SplitMix64(seed: 7)
        let pieces = [
            "RUN ", "pip install ", "\\\n", "<<EOF\n", "EOF\n", "'", "\"", "$(", "`", "${", "#", "&&", "2>&1", "[", "COPY ", "-r ", "\u{0}",
            "é", "--mount=", "\r\n", "numpy", " ",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0..<30, using: &source)).map { _ in source.pick(pieces) }.joined()
            let dockerfile = read(text)
            for package in dockerfile.installs.flatMap(\.packages) { #expect(package.range.upperBound <= dockerfile.bytes.count) }
        }
    }

    @Test(
        "what variables and settings say holds in the calls of their stage",
        arguments: [
            ("ENV PIP_EXTRA_INDEX_URL=https://a/simple\nRUN pip install six", ["--extra-index-url https://a/simple"]),
            (
                "ENV PIP_EXTRA_INDEX_URL https://a/simple https://b/simple\nRUN pip install six",
                ["--extra-index-url https://a/simple", "--extra-index-url https://b/simple"]
            ),
            ("ENV PIP_INDEX_URL=https://a/simple\nRUN pip install -i https://b/simple six", ["--index-url https://b/simple"]),
            ("ENV PIP_FIND_LINKS=https://a\nRUN pip install -f https://b six", ["--find-links https://b", "--find-links https://a"]),
            ("ENV UV_INDEX=mine=https://a/simple\nRUN uv pip install six", ["--extra-index-url https://a/simple"]),
            ("ENV UV_EXTRA_INDEX_URL=https://a\nRUN uv pip install --extra-index-url https://b six", ["--extra-index-url https://b"]),
            ("ENV UV_DEFAULT_INDEX=https://a UV_INDEX_URL=https://b\nRUN uv pip install six", ["--index-url https://a"]),
            ("RUN uv pip install --index mine=https://a/simple?x=y six", ["--extra-index-url https://a/simple?x=y"]),
            ("ENV UV_INDEX_URL=https://a/simple\nRUN pip install six", []),
            ("ENV PIP_INDEX_URL=https://a/simple\nRUN uv pip install six", []),
            ("ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1\nRUN pip install six", []),
            ("ARG PIP_INDEX_URL=https://a/simple\nRUN pip install six", ["--index-url https://a/simple"]),
            ("RUN PIP_INDEX_URL=https://a/simple pip install six", ["--index-url https://a/simple"]),
            ("RUN export PIP_INDEX_URL=https://a/simple && pip install six", ["--index-url https://a/simple"]),
            ("RUN export PIP_INDEX_URL=https://a/simple\nRUN pip install six", []),
            ("RUN pip config set global.index-url https://a/simple\nRUN pip install six", ["--index-url https://a/simple"]),
            ("ENV PIP_INDEX_URL=https://a/simple\nFROM python:3.12\nRUN pip install six", []),
            ("ENV PIP_INDEX_URL=https://${TOKEN}@a/simple\nRUN pip install six", ["--index-url https://${TOKEN}@a/simple"]),
        ]
    )
    func variables(text: String, indexes: [String]) {
        #expect(read("FROM python:3.11 AS base\n" + text).installs.last?.indexes == indexes)
    }

    @Test("a stage that begins with another one has its variables")
    func inheritedVariables() {
        let file = read("FROM python:3.11 AS base\nENV PIP_PRE=1 PIP_CONSTRAINT=/c.txt\nCOPY c.txt /\nFROM base\nRUN pip install six")
        #expect(file.installs[0].inherited == ["-c", "/c.txt", "--pre"])
        #expect(file.installs[0].constraintFiles.first?.path == "/c.txt")
    }

    @Test("short options in one word", arguments: [("-qUr a.txt six", ["a.txt"]), ("-Uqra.txt", ["a.txt"]), ("-qU six", [])])
    func shortOptions(words: String, files: [String]) {
        let install = read("FROM python:3.11\nRUN pip install " + words).installs[0]
        #expect(install.requirementFiles.map(\.path) == files)
        #expect(install.packages.map(\.requirement.name.normalized) == (words.hasSuffix("six") ? ["six"] : []))
    }
}
