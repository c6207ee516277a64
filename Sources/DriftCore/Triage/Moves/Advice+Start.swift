extension Advice {
    /// Before and beside a build: the repository, the platform.
    static let placeMoves: [Advice: [TriageMove]] = [
        .repairRepository: [
            TriageMove("correct the repository: the named file, its size (Xet or LFS), or `app_file` in README.md; no pin helps")
        ],
        .repairReadme: [TriageMove("correct the YAML at the head of README.md as the message says; the build has not begun yet")],
        .waitForHardware: [
            TriageMove("wait: the platform has no free hardware of this kind"),
            TriageMove("ask for other hardware: Settings > Space hardware"),
            Self.restartDuplicate,
        ],
        .storage: [
            TriageMove("write less to the disk: hold models by preload_from_hub or a storage bucket, clear caches"),
            Self.restartDuplicate,
        ],
        .resume: [
            TriageMove("the owner starts it again: Settings > Restart this Space; another's Space, as one's own duplicate"),
            TriageMove("see first that it is still what it was: a start after a long pause may build anew", command: Self.diff),
        ],
        .askPlatform: [TriageMove("ask the platform (website@huggingface.co) to lift it; nothing in the repository changes this")],
        .wake: [
            TriageMove("open its page, or call it: that wakes it; what it was like before its sleep is no failure"),
            TriageMove("let it stay awake longer, on paid hardware: Settings > Sleep time settings"),
        ],
        .plan: [
            TriageMove("see what the account has: https://huggingface.co/settings/billing; a duplicate counts for its own owner"),
            TriageMove("or ask for what it covers: Settings > Space hardware (free CPU is always there), another provider or model"),
        ],
        .platformStatus: [
            TriageMove("look at https://status.huggingface.co and wait; neither a pin nor a commit changes this"),
            Self.restartDuplicate,
        ],
        .retryLater: [
            TriageMove("wait some minutes and try once more"),
            Self.restartDuplicate,
            Self.rebuildDuplicate,
        ],
    ]

    /// The start of an app.
    static let startMoves: [Advice: [TriageMove]] = [
        .healthTimeout: [
            TriageMove("listen on 0.0.0.0 and on the port that README.md names (app_port, otherwise 7860)"),
            TriageMove("shorten the start: preload_from_hub in README.md, or a longer startup_duration_timeout"),
            Self.restartDuplicate,
        ],
        .setSecret: [
            TriageMove(
                "set the secret that the message asks for: Settings > Variables and secrets; a duplicate does not inherit secrets"
            ),
            TriageMove("for a gated model: accept its terms with the account that the token belongs to"),
            Self.restartDuplicate,
        ],
        .missingModule: [
            TriageMove("add the module's distribution to requirements.txt"),
            TriageMove("see whether the original has it from somewhere else", command: Self.diff),
        ],
        .network: [
            TriageMove("wait some minutes: a service that the app asks while starting did not answer"),
            Self.restartDuplicate,
        ],
        .memory: [
            TriageMove("load less at the start, or smaller weights"),
            TriageMove("ask for hardware with more memory: Settings > Space hardware"),
        ],
        .writablePath: [
            TriageMove(
                "write to /tmp or the home directory: HOME, HF_HOME, or a cache's own variable, set in the Dockerfile or the settings"
            ),
            TriageMove("in a Dockerfile: give the directory to user 1000 (COPY --chown=user, RUN chown)"),
        ],
    ]

    static let environmentMoves: [Advice: [TriageMove]] = [
        .compare: [
            TriageMove("compare the environments", command: Self.diff),
            TriageMove("write the pins that restore the original", command: Self.pin),
            pull,
        ],
        .systemLibrary: [
            TriageMove(
                "name the library's Debian package in packages.txt or the Dockerfile (libgl1 for libGL.so.1); no pip pin brings it"
            ),
            TriageMove("see what the original has: base image, system packages, the wheel that asks for it", command: Self.diff),
            TriageMove("write the pins that restore the original", command: Self.pin),
        ],
        .findRunLog: [
            TriageMove(
                "open the app's log, which is not here, or does not say why: Logs > Container on the Space's page",
                command: "hf spaces logs <duplicate> | driftd triage -"
            ),
            TriageMove("see whether the environment differs from the original's", command: Self.diff),
            Self.restartDuplicate,
        ],
        .browser: [
            TriageMove(
                "install the browser in the image, for the user that the app runs as: playwright install chromium, with PLAYWRIGHT_BROWSERS_PATH outside a home"
            ),
            TriageMove("see whether Playwright's release is the original's: each wants browsers of its own", command: Self.diff),
        ],
        .readTraceback: [
            TriageMove("read the traceback's last line and the last frame inside the app's own files"),
            TriageMove("see whether the environment differs from the original's", command: Self.diff),
            Self.restartDuplicate,
        ],
    ]

    private static let pull = TriageMove("open them as a pull request", command: "driftd apply <bundle> <duplicate> --pull-request")
}
