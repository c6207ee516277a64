/// What a container starts, and what its image lacks for that.
extension TriageRules {
    static let container: [TriageRule] = [
        // Servers that are not Python: Spring, Java, nginx, supervisord, the kernel's loader.
        TriageRule(
            id: "run.server-failed",
            date: "2026",
            source: "docker Spaces' logs",
            needles: [
                "APPLICATION FAILED TO START", "Unable to access jarfile", "entered FATAL state", "nginx: [emerg]", "exec format error",
                "ImproperlyConfigured: ", "exec: no such file or directory", ".sh: no such file or directory",
            ],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .health,
            confidence: .medium,
            priority: 57,
            summary: "a server that the container starts does not come up",
            advice: .findRunLog
        ),
        // What a Dockerfile starts is not in its image, or not for this processor: the shell's words, the container runtime's, the kernel's.
        TriageRule(
            id: "run.command",
            date: "2026-02",
            source: "docker Spaces' logs",
            needles: [
                "executable file not found in $PATH", "unable to start container process: exec: ",
            ],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .health,
            priority: 87,
            summary: "the command that the container starts with is not in its image, or may not be run",
            advice: .repairDockerfile
        ),
        // `/opt/nvidia/nvidia_entrypoint.sh: line 67: exec: autotrain: not found`
        TriageRule(
            id: "run.shell-command",
            date: "2023-12",
            source: "bash",
            needles: [": exec: "],
            requires: [": not found"],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .health,
            priority: 57,
            summary: "the command that the container's script starts is not in its image",
            advice: .repairDockerfile
        ),
        // `exec /app/start.sh: permission denied`, `exec ./run: Permission denied`
        TriageRule(
            id: "run.not-executable",
            date: "2026",
            source: "container runtimes",
            needles: [": permission denied"],
            requires: ["exec "],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .health,
            priority: 57,
            summary: "the script that the container starts with may not be run: its file is not executable",
            advice: .repairDockerfile
        ),
        // `./start.sh: line 2: $'\r': command not found`, `env: 'bash\r': No such file or directory`
        TriageRule(
            id: "run.line-ends",
            date: "2025",
            source: "bash, env",
            needles: ["$'\\r': command not found", "bash\\r': No such file", "sh\\r': No such file", "python3\\r': No such file"],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .health,
            priority: 65,
            summary: "a script of the repository's has the line ends of Windows",
            advice: .repairRepository
        ),
        // The app catches it at each request, and serves on: nobody gets an answer.
        TriageRule(
            id: "run.browser",
            date: "2025-12",
            source: "Playwright",
            needles: ["BrowserType.launch: Executable doesn't exist"],
            places: [.run, .page],
            bucket: .stuck,
            layer: .health,
            priority: 63,
            summary: "Playwright's browser is not where the app's user looks for it",
            advice: .browser
        ),
        TriageRule(
            id: "run.node",
            date: "2026",
            source: "Node",
            needles: ["Error: Cannot find module '", "node:internal/modules", "ERR_MODULE_NOT_FOUND"],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .health,
            priority: 58,
            summary: "the app's Node part does not start",
            advice: .readTraceback
        ),
    ]
}
