import DriftCore
import Testing

@Suite("Build steps")
struct BuildStepTests {
    @Test(
        "Only what a replay may do is kept of a call, and a second pass keeps it all",
        arguments: [
            (
                "--no-cache-dir -r /tmp/requirements.txt gradio[oauth,mcp]==6.9.0 uvicorn>=0.14.0",
                "-r requirements.txt gradio[oauth,mcp]==6.9.0 uvicorn>=0.14.0"
            ),
            ("pip -U", "pip -U"),
            ("--requirement=pre-requirements.txt", "--requirement pre-requirements.txt"),
            (
                "-rrequirements.txt --extra-index-url https://download.pytorch.org/whl/cu118",
                "-r requirements.txt --extra-index-url https://download.pytorch.org/whl/cu118"
            ),
            ("--target=/etc six", "six"),
            ("--find-links /root six", "six"),
            ("--no-index --find-links /wheels six", "six"),
            ("--no-index -f https://host/wheels six", "--no-index -f https://host/wheels six"),
            ("--exclude-newer=2026-03-01T00:00:00+00:00 six", "--exclude-newer 2026-03-01T00:00:00+00:00 six"),
            ("-e . ./local.whl git+file:///tmp/x", ""),
            ("x@file:///etc/passwd y@https://host/y-1.0-py3-none-any.whl", "y@https://host/y-1.0-py3-none-any.whl"),
            ("-r", ""),
            ("-r ../../x.txt", "-r x.txt"),
            ("--config-settings=a=b --global-option six", "six"),
        ]
    )
    func sanitized(_ call: String, _ expected: String) {
        let words = call.split(separator: " ").map(String.init)
        let result = PipArguments.sanitized(words)
        #expect(result.joined(separator: " ") == expected)
        #expect(PipArguments.sanitized(result) == result)
    }

    @Test("The platform line and the files are told apart")
    func parts() {
        let step = BuildStep(
            kind: .requirements,
            arguments: ["-r", "requirements.txt", "--extra-index-url", "https://i/", "spaces", "a>=1"]
        )
        #expect(step.files == ["requirements.txt"])
        #expect(step.requirements == ["spaces", "a>=1"])
        #expect(step.command == "pip install -r requirements.txt --extra-index-url https://i/ spaces 'a>=1'")
    }
}
