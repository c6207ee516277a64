import DriftCore
import DriftLogs
import Testing

@Suite("The platform's own pip calls")
struct BuildStepReaderTests {
    private static let modern = """
        ===== Build Queued at 2026-03-16 15:03:21 / Commit SHA: 4be1a5f =====

        --> FROM docker.io/library/python:3.13@sha256:abababababababababababababababababababababababababababababababab
        DONE 0.0s

        --> RUN pip install --no-cache-dir pip -U && pip install --no-cache-dir datasets "huggingface-hub>=0.30" "click<8.1"
        CACHED

        --> RUN --mount=target=/tmp/requirements.txt,source=requirements.txt     pip install --no-cache-dir -r /tmp/requirements.txt     gradio[oauth,mcp]==6.9.0     "uvicorn>=0.14.0"
        DONE 16.0s

        --> COPY --link ./ /app
        DONE 0.0s

        --> Pushing image
        DONE 2.9s

        """

    private static let layered = """
        ===== Build Queued at 2023-04-16 15:03:21 / Commit SHA: 4be1a5f =====

        --> RUN --mount=target=requirements.txt,source=requirements.txt pip install --no-cache-dir -r requirements.txt
        CACHED

        --> RUN --mount=target=pre-requirements.txt,source=pre-requirements.txt pip install --no-cache-dir -r pre-requirements.txt
        CACHED

        --> RUN pip install --no-cache-dir pip==22.3.1 && pip install --no-cache-dir datasets "huggingface-hub>=0.12.1"
        CACHED

        --> RUN pip install --no-cache-dir gradio==3.28.0
        DONE 3.0s

        --> Pushing image
        DONE 2.9s

        """

    private func commands(_ log: String) -> [String] {
        LogReader.buildSteps(in: [Array(log.utf8)], paths: ["logs/build-001.log"]).map { "\($0.kind.rawValue): \($0.command)" }
    }

    @Test("One combined call since 2026; a cached step's command is there as well")
    func combined() {
        #expect(
            commands(Self.modern) == [
                "base: pip install pip -U",
                "base: pip install datasets 'huggingface-hub>=0.30' 'click<8.1'",
                "requirements: pip install -r requirements.txt gradio[oauth,mcp]==6.9.0 'uvicorn>=0.14.0'",
            ]
        )
        #expect(LogReader.buildSteps(in: [Array(Self.modern.utf8)], paths: ["logs/build-001.log"]).last?.place == "logs/build-001.log:9")
    }

    @Test("Separate layers before, in the platform's order and not the log's")
    func separate() {
        #expect(
            commands(Self.layered) == [
                "base: pip install pip==22.3.1",
                "base: pip install datasets 'huggingface-hub>=0.12.1'",
                "pre-requirements: pip install -r pre-requirements.txt",
                "requirements: pip install -r requirements.txt",
                "platform: pip install gradio==3.28.0",
            ]
        )
    }

    @Test("What is no log has no steps", arguments: ["", "hello", "--> RUN", "\u{0}\u{FFFD}--> RUN pip"])
    func none(_ text: String) {
        #expect(LogReader.buildSteps(in: [Array(text.utf8)]).isEmpty)
    }
}
