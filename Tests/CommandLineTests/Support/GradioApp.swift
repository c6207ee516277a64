import DriftTesting
import Foundation
import Testing

/// A real Gradio app on loopback, in an environment of its own.
struct GradioApp {
    /// Their major versions; `.venv-gradio4`, `.venv-gradio6` in the checkout.
    static let generations = ["4", "6"]

    let address: String
    private let process: Process

    static var isInstalled: Bool { generations.allSatisfy { FileManager.default.isExecutableFile(atPath: python($0)) } }

    private static func python(_ generation: String) -> String {
        "\(ExternalTool.packageRoot)/.venv-gradio\(generation)/bin/python"
    }

    /// The port is free at the moment of asking; `quota`: only the endpoint that fails.
    private static let source = """
        import sys
        import gradio as gr

        def greet(name="Ada"):
            return "Hello " + name

        def quota(name="Ada", seconds=60):
            raise gr.Error("You have exceeded your GPU quota (60s requested vs. 5s left). Try again in 0:47:10")

        with gr.Blocks() as demo:
            name, seconds, output = gr.Textbox(value="Ada", label="name"), gr.Number(value=60, label="seconds"), gr.Textbox()
            if "quota" not in sys.argv:
                gr.Button("greet").click(greet, [name], output, api_name="greet")
            gr.Button("quota").click(quota, [name, seconds], output, api_name="quota")

        demo.launch(server_name="127.0.0.1", server_port=int(sys.argv[1]), show_error=True)
        """

    static func start(_ generation: String, _ options: String...) async throws -> GradioApp {
        let scratch = try ScratchDirectory()
        try scratch.write(source, to: "app.py")
        let port = Int.random(in: 20_000..<30_000)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python(generation))
        process.arguments = [scratch.path + "/app.py", "\(port)"] + options
        process.environment = [
            "PATH": "/usr/bin:/bin", "HOME": scratch.path, "GRADIO_ANALYTICS_ENABLED": "False", "GRADIO_SSR_MODE": "False",
            "HF_HUB_OFFLINE": "1",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let app = GradioApp(address: "http://127.0.0.1:\(port)", process: process)
        let program = try DriftdProgram()
        for _ in 0..<120 where process.isRunning {
            // It answers once it listens; `skipped` or `failed` is an answer too.
            if try program.run(["smoke", app.address, "--time-limit", "10"]).exitCode != 2 { return app }
            try await Task.sleep(for: .milliseconds(500))
        }
        app.stop()
        throw CancellationError()
    }

    func stop() {
        // Gradio's server lives on after SIGTERM while a connection is open.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
