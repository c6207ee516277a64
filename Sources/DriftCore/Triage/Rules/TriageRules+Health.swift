/// Apps that do not come up, or end, without a word of their own.
extension TriageRules {
    static let health: [TriageRule] = [
        TriageRule(
            id: "health.timeout",
            date: "2026",
            source: "the Space's page",
            needles: [
                "nothing is listening on", "not listening on port", "no process is listening", "failed health check",
                "Launch timed out", "workload was not healthy", "Startup timed out", "did not become healthy", "was not healthy after",
            ],
            bucket: .stuck,
            layer: .health,
            priority: 83,
            summary: "the app did not answer on its port in time",
            advice: .healthTimeout
        ),
        // The page's own sentence, which may stand below the app's log in one text.
        TriageRule(
            id: "health.memory-limit",
            date: "2025",
            source: "the Space's page",
            needles: ["Memory limit exceeded ("],
            bucket: .stuck,
            layer: .health,
            priority: 83,
            summary: "the app took more memory than its hardware has",
            advice: .memory
        ),
        TriageRule(
            id: "health.memory",
            date: "2025",
            source: "the Space's page",
            needles: [
                "Memory limit exceeded", "OOMKilled", "Out of memory: Killed process", "exit code: 137", "signal 9 (SIGKILL)",
                "Perhaps out of memory", "std::bad_alloc",
            ],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .health,
            priority: 82,
            summary: "the app took more memory than its hardware has",
            advice: .memory
        ),
        TriageRule(
            id: "health.node-memory",
            date: "2025-03",
            source: "Node",
            needles: ["heap out of memory"],
            places: [.run],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .health,
            priority: 82,
            summary: "the app's Node part took more memory than it may",
            advice: .memory
        ),
        // A native library that does not fit another one crashes without an exception.
        TriageRule(
            id: "health.crash",
            date: "2025",
            source: "shells, Gunicorn, Docker",
            needles: [
                "Segmentation fault", "segmentation fault", "(SIGSEGV)", "was sent code 139", "exit code: 139", "exit code 139",
                "terminate called after throwing an instance of",
            ],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .health,
            confidence: .medium,
            priority: 41,
            summary: "the app's process crashed in native code: two libraries may not fit each other",
            advice: .compare
        ),
        TriageRule(
            id: "health.exit",
            date: "2024-07",
            source: "the Space's page",
            needles: [
                "Space failed to start", "Space failed. Exit code", "Space is in error", "Space is on error",
                "is in the invalid state: RUNTIME_ERROR",
            ],
            places: [.page, .run],
            bucket: .stuck,
            layer: .health,
            confidence: .medium,
            priority: 30,
            summary: "the app ended instead of serving",
            advice: .findRunLog
        ),
    ]
}
