/// The platform's own words before, beside and after a build: the Space's page, the control plane, git.
extension TriageRules {
    static let places: [TriageRule] = repository + scheduling + provisioning + health

    private static let repository: [TriageRule] = [
        TriageRule(
            id: "repository.configuration",
            date: "2026",
            source: "the Space's page",
            needles: [
                "CONFIG_ERROR", "Configuration error", "Missing configuration in README", "Invalid configuration in README",
                "YAML metadata", "Metadata error", "Invalid README", "No application file", "NO_APP_FILE", "Missing app file",
                "is missing an app file", "An app file is required for the Space", "No candidate PyTorch version found",
                "api/validate-yaml",
            ],
            places: [.page],
            bucket: .stuck,
            layer: .repository,
            priority: 86,
            summary: "the platform does not accept the Space's configuration",
            advice: .repairReadme
        ),
        TriageRule(
            id: "repository.zerogpu-torch",
            date: "2026",
            source: "the Space's page",
            needles: ["torch version in requirements.txt is not compatible", "is not compatible with ZeroGPU"],
            bucket: .stuck,
            layer: .repository,
            priority: 87,
            summary: "requirements.txt asks for a torch that ZeroGPU does not serve",
            advice: .repairReadme
        ),
        TriageRule(
            id: "repository.readme-field",
            date: "2026",
            source: "the Hub's README validator",
            needles: [
                "\"sdk\" must be one of", "\"colorFrom\" must be", "\"colorTo\" must be", "\"sdk_version\"", "\"python_version\"",
                "\"short_description\"", "\"emoji\" is", "sdk_version is not", "unsupported sdk_version", "Invalid sdk_version",
            ],
            places: [.page],
            bucket: .stuck,
            layer: .repository,
            priority: 84,
            summary: "a field of README.md's YAML is not valid",
            advice: .repairReadme
        ),
        TriageRule(
            id: "repository.clone",
            date: "2026-04",
            source: "the Space's page",
            needles: [
                "Error while cloning repository", "Error while cloning the repository", "Failed to clone repository",
                "smudge filter lfs failed",
                "exceeded its LFS budget", "over its data quota", "Clone succeeded, but checkout failed",
            ],
            bucket: .stuck,
            layer: .repository,
            priority: 86,
            summary: "the platform could not clone the Space's repository",
            advice: .repairRepository
        ),
        TriageRule(
            id: "repository.push",
            date: "2026",
            source: "git push",
            needles: [
                "Your push was rejected ", "pre-receive hook declined", "Offending files:", "files larger than 10 MiB",
                "Repository storage limit reached", "this exceeds GitHub's file size limit", "error: failed to push some refs",
                "[remote rejected]", "! [rejected]", "not authorized to push to this repo", "should have been pointers, but weren't",
            ],
            bucket: .stuck,
            layer: .repository,
            priority: 86,
            summary: "the Hub refused the push",
            advice: .repairRepository
        ),
        // `Error: Invalid value: File does not exist: app.py`, `python: can't open file '/home/user/app/app.py': [Errno 2]`
        TriageRule(
            id: "repository.app-file",
            date: "2026-05",
            source: "streamlit, CPython",
            needles: [
                "Invalid value: File does not exist", "can't open file '", "Error: Could not import module", "Could not open app file",
            ],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .repository,
            priority: 84,
            summary: "the app file that README.md names is not there",
            advice: .repairRepository
        ),
    ]

    private static let scheduling: [TriageRule] = [
        TriageRule(
            id: "scheduling.capacity",
            date: "2026-04",
            source: "the Space's page",
            needles: [
                "Scheduling failure", "Unable to schedule", "not enough hardware capacity", "no hardware available",
                "No hardware capacity", "Insufficient capacity", "hardware is not available", "FailedScheduling", "SCHEDULING_ERROR",
                "unbound immediate PersistentVolumeClaims", "nodes are available: ",
                "quota limit, please upgrade your account", "hardware quota limit across all your Spaces",
            ],
            places: [.page, .run],
            bucket: .stuck,
            layer: .scheduling,
            priority: 86,
            summary: "the platform finds no hardware for the Space",
            advice: .waitForHardware
        ),
        TriageRule(
            id: "scheduling.paused",
            date: "2024-05",
            source: "the Space's page",
            needles: ["Space has been paused", "Space is paused"],
            places: [.page, .run],
            bucket: .stuck,
            layer: .scheduling,
            priority: 85,
            summary: "the Space is paused: it does not run until its owner starts it",
            advice: .resume
        ),
        TriageRule(
            id: "scheduling.asleep",
            date: "2026-10",
            source: "the Space's page",
            needles: ["Space is sleeping", "sleeping due to inactivity", "Space is asleep", "asleep due to inactivity"],
            places: [.page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .scheduling,
            confidence: .low,
            priority: 30,
            summary: "the Space sleeps: nobody has called it for a while",
            advice: .wake
        ),
        // `402 Client Error: Payment Required for url: https://huggingface.co/api/spaces/a/b/hardware`, `You need to be a PRO user to …`
        TriageRule(
            id: "scheduling.plan",
            date: "2026-10",
            source: "the Hub's API, inference providers",
            needles: [
                "402 Client Error", "402 Payment Required", "Payment Required for url", "valid payment method", "add a payment method",
                "to be a PRO user", "requires a PRO", "requires PRO", "only available to PRO", "PRO subscription is required",
                "monthly included credits", "pre-paid credits", "enough credits", "of 10 ZeroGPU Spaces", "limit of ZeroGPU Spaces",
                "maximum number of ZeroGPU Spaces",
            ],
            places: [.page, .run],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .scheduling,
            priority: 87,
            summary: "the account's plan or credit does not cover what is asked for",
            advice: .plan
        ),
        // `"errorMessage":"Flagged as abusive"` in the answer for the Space's runtime.
        TriageRule(
            id: "scheduling.suspended",
            date: "2026-06",
            source: "the Hub's answer for a Space's runtime",
            needles: ["Flagged as abusive", "This Space has been disabled", "This Space has been marked", "abuse-handler"],
            places: [.page, .run],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .scheduling,
            priority: 87,
            summary: "the platform has suspended the Space",
            advice: .askPlatform
        ),
    ]

    private static let provisioning: [TriageRule] = [
        TriageRule(
            id: "provisioning.registry",
            date: "2025-11",
            source: "incidents of 2025-04 and 2025-11",
            needles: [
                "failed to push spaces-registry", "spaces-registry.huggingface.tech", "failed to push ",
                "failed to export cache", "error writing layer blob", "ImagePullBackOff", "ErrImagePull", "Failed to pull image",
                "failed to pull image", "Unexpected job error", "//registry.hf.space/v2/",
            ],
            excludes: ["some refs"],
            bucket: .stuck,
            layer: .provisioning,
            priority: 85,
            summary: "the platform's image registry failed",
            advice: .platformStatus
        ),
        TriageRule(
            id: "provisioning.evicted",
            date: "2025-09",
            source: "the Space's page",
            needles: ["Workload evicted", "storage limit exceeded", "ephemeral storage", "ephemeral-storage"],
            bucket: .stuck,
            layer: .provisioning,
            priority: 86,
            summary: "the Space wrote more to its disk than it may",
            advice: .storage
        ),
        TriageRule(
            id: "provisioning.restart",
            date: "2026-04",
            source: "the Space's page",
            needles: [
                "Something went wrong when restarting", "Something went wrong when starting", "Something went wrong when building",
                "Error while restarting", "Failed to start container", "container runtime is down", "Failed to create pod",
                "CreateContainerError", "context deadline exceeded while", "failed to create containerd",
                "We're working hard to fix this as soon as possible",
                "failed to create shim task", "OCI runtime create failed", "unable to start container process",
            ],
            bucket: .stuck,
            layer: .provisioning,
            priority: 85,
            summary: "the platform could not start the Space",
            advice: .platformStatus
        ),
        TriageRule(
            id: "provisioning.name-resolution",
            date: "2023-12",
            source: "run logs",
            needles: [
                "Could not resolve host: huggingface.co", "Could not resolve host:", "Temporary failure in name resolution",
                "Name or service not known", "NameResolutionError", "Failed to resolve 'huggingface.co'",
            ],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .provisioning,
            confidence: .medium,
            priority: 72,
            summary: "the Space's network resolved no names",
            advice: .retryLater
        ),
    ]
}
