import DriftCore
import Testing

@testable import DriftLogs

/// The steps that the platform writes around a Space, by their era, in its own words.
@Suite struct PlatformLayoutTests {
    struct Era: Sendable, CustomTestStringConvertible {
        var name: String
        var steps: [String]
        var sdk: SDK
        var line: [String]
        var testDescription: String { name }
    }

    static let eras: [Era] = [
        Era(
            name: "as printed in 2023-04",
            steps: [
                "RUN pip install --no-cache-dir pip==22.3.1 &&     pip install --no-cache-dir         datasets         \"huggingface-hub>=0.12.1\" \"protobuf<4\" \"click<8.1\"",
                "COPY --link --chown=1000 --from=lfs /app /home/user/app",
                "RUN --mount=target=requirements.txt,source=requirements.txt \tpip install --no-cache-dir -r requirements.txt",
                "RUN pip install --no-cache-dir         gradio==3.28.0",
            ],
            sdk: SDK(name: "gradio", version: "3.28.0"),
            line: ["gradio==3.28.0"]
        ),
        Era(
            name: "as printed in 2023-10",
            steps: [
                "RUN pip install --no-cache-dir pip==22.3.1 && \tpip install --no-cache-dir \tdatasets \t\"huggingface-hub>=0.12.1\" \"protobuf<4\" \"click<8.1\" \"pydantic~=1.0\"",
                "RUN --mount=target=requirements.txt,source=requirements.txt \tpip install --no-cache-dir -r requirements.txt",
                "RUN pip install --no-cache-dir \tgradio[oauth]==3.47.1 \tuvicorn>=0.14.0 \tspaces==0.16.1",
            ],
            // Unquoted: the shell takes `>=0.14.0` for itself.
            sdk: SDK(name: "gradio", version: "3.47.1"),
            line: ["gradio[oauth]==3.47.1", "uvicorn", "spaces==0.16.1"]
        ),
        Era(
            name: "as printed in 2024-02",
            steps: [
                "RUN pip install --no-cache-dir pip==22.3.1 && \tpip install --no-cache-dir \tdatasets \t\"huggingface-hub>=0.19\" \"hf-transfer>=0.1.4\" \"protobuf<4\" \"click<8.1\" \"pydantic~=1.0\"",
                "RUN pip install --no-cache-dir \tgradio[oauth]==4.18.0 \t\"uvicorn>=0.14.0\" \tspaces",
                "RUN pip freeze > /tmp/freeze.txt", "COPY --from=pipfreeze --link --chown=1000 /tmp/freeze.txt .",
            ],
            sdk: SDK(name: "gradio", version: "4.18.0"),
            line: ["gradio[oauth]==4.18.0", "uvicorn>=0.14.0", "spaces"]
        ),
        Era(
            name: "as printed in 2026-02",
            steps: [
                "RUN pip install --no-cache-dir pip -U &&     pip install --no-cache-dir     datasets     \"huggingface-hub>=0.30\" \"hf-transfer>=0.1.4\" \"protobuf<4\" \"click<8.1\"",
                "RUN --mount=target=/tmp/requirements.txt,source=requirements.txt     pip install --no-cache-dir -r /tmp/requirements.txt     gradio[oauth,mcp]==6.19.0     \"uvicorn>=0.14.0\" \"websockets>=10.4\"     spaces",
                "RUN mkdir -p /pipfreeze && pip freeze > /pipfreeze/freeze.txt", "COPY --from=pipfreeze --link /pipfreeze/ /pipfreeze/",
            ],
            sdk: SDK(name: "gradio", version: "6.19.0"),
            line: ["gradio[oauth,mcp]==6.19.0", "uvicorn>=0.14.0", "websockets>=10.4", "spaces"]
        ),
        Era(
            name: "as printed in 2026-05 for Streamlit",
            steps: [
                "RUN pip install --no-cache-dir pip -U &&     pip install --no-cache-dir     datasets     \"huggingface-hub>=0.30\"",
                "RUN --mount=target=/tmp/requirements.txt,source=requirements.txt     pip install --no-cache-dir -r /tmp/requirements.txt     streamlit==1.37.1     \"uvicorn>=0.14.0\" \"websockets>=10.4\"     spaces",
                "COPY --from=pipfreeze --link /pipfreeze/ /pipfreeze/",
            ],
            sdk: SDK(name: "streamlit", version: "1.37.1"),
            line: ["streamlit==1.37.1", "uvicorn>=0.14.0", "websockets>=10.4", "spaces"]
        ),
    ]

    @Test("SDK and platform line of each era", arguments: eras)
    func era(_ era: Era) {
        let log = SampleBuild().with(era.steps.map { $0 + "\nCACHED" }).text
        let reading = EnvironmentReading.of(log)
        #expect(reading.sdk == era.sdk)
        #expect(reading.platformLine == era.line)
        #expect(!reading.isComplete)
        #expect(reading.gapReasons.contains(.cached))
    }

    @Test("a platform build without its SDK's step, or without its base, has lost it", arguments: eras)
    func lostStep(_ era: Era) {
        for (index, step) in era.steps.enumerated() where step.contains("gradio") || step.contains("streamlit") || step.contains("datasets")
        {
            var steps = era.steps
            steps.remove(at: index)
            let reading = EnvironmentReading.of(SampleBuild().with(steps.map { $0 + "\nDONE 1.0s" }).text)
            #expect(!reading.isComplete, "without \(step)")
        }
    }

    @Test("ZeroGPU builds Python itself, as printed in 2024-08")
    func pyenv() {
        let build = SampleBuild(
            "RUN curl https://pyenv.run | bash\nDONE 9.0s",
            "RUN pyenv install 3.10.13 && pyenv global 3.10.13 && pyenv rehash\nDONE 90.0s",
            "RUN --mount=target=/tmp/requirements.txt,source=requirements.txt     pip install --no-cache-dir -r /tmp/requirements.txt\nCACHED",
            images: ["docker.io/nvidia/cuda:12.3.2-cudnn9-devel-ubuntu22.04@sha256:" + String(repeating: "a", count: 64)]
        )
        #expect(EnvironmentReading.of(build.text).python == "3.10.13")
    }

    @Test(
        "which release pyenv built is known where its series alone was asked for",
        arguments: [
            "pyenv install 3.10 && pyenv global 3.10", "pyenv install 3.9 && pyenv install 3.10 && pyenv global 3.10",
            "pyenv install 3.10.13 && pyenv global 3.10.13",
        ]
    )
    func pyenvRelease(command: String) {
        let lines = ["3.10.13", "3.9.18"].map { "Installing Python-\($0)...\nInstalled Python-\($0) to /root/.pyenv/versions/\($0)" }
        let build = SampleBuild(
            "RUN \(command)\n" + lines.joined(separator: "\n") + "\nDONE 90.0s",
            SampleBuild.pip("six", "six-1.16.0"),
            images: ["docker.io/library/ubuntu:22.04@sha256:" + String(repeating: "a", count: 64)]
        )
        #expect(EnvironmentReading.of(build.text).python == "3.10.13")
    }

    @Test("a user's own Dockerfile is a Docker Space, whatever it installs")
    func docker() {
        let reading = EnvironmentReading.of(SampleBuild(SampleBuild.pip("gradio==4.0.0", "gradio-4.0.0")).text)
        #expect(reading.sdk == SDK(name: "docker"))
        #expect(reading.platformLine == [])
    }

    @Test(
        "the platform line holds requirements alone",
        arguments: [
            "\"gradio==4.0.0 --index-url=https://evil.example\"", "gradio==--index-url", "\"gradio @ https://evil.example/g.whl\"",
            "\"gradio==4.0\u{1B}[31m\"",
            "gradio==4.0.0 \"uvicorn; rm -rf /\"", "gradio==4.0.0 https://evil.example/x.whl", "gradio==4.0.0 ./x", "'gradio[<b>]==1'",
            "gradio==1.*",
        ]
    )
    func hostileLine(_ arguments: String) {
        let step = "RUN --mount=target=/tmp/requirements.txt,source=requirements.txt     pip install -r /tmp/requirements.txt \(arguments)"
        let reading = EnvironmentReading.of(SampleBuild(step + "\nCACHED").text)
        for requirement in reading.platformLine {
            let parsed = try? Requirement(parsing: requirement)
            #expect(parsed != nil && parsed?.url == nil, "\(requirement)")
        }
        if let version = reading.sdk?.version { #expect(Version(version) != nil, "\(version)") }
    }
}

extension SampleBuild {
    func with(_ steps: [String]) -> SampleBuild {
        var copy = self
        copy.steps += steps
        return copy
    }
}
