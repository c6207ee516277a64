/// ZeroGPU's messages, by the wordings of the `spaces` package from 2024 to 0.51 (its `zero/client.py`, `zero/gradio.py`, `zero/wrappers.py`).
extension TriageRules {
    static let zeroGPU: [TriageRule] = [
        // `The requested GPU duration (300s) is larger than the maximum allowed retry in -1 day, 23:59:59`
        TriageRule(
            id: "zerogpu.duration",
            date: "2026-09",
            source: "spaces zero/client.py",
            needles: ["ZeroGPU illegal duration", "GPU duration (", "larger than the maximum allowed"],
            requires: ["duration"],
            bucket: .duration,
            priority: 92,
            summary: "the function asks for more GPU seconds than the platform grants",
            advice: .duration
        ),
        // `You have exceeded your free GPU quota (60s requested vs. 59s left). Try again in 0:47:10`, 2024: `(46s left vs. 60s requested)`
        TriageRule(
            id: "zerogpu.quota",
            date: "2026-09",
            source: "spaces zero/client.py",
            needles: ["exceeded your "],
            requires: ["quota"],
            requiresOne: ["GPU", "exceeded your enterprise", "exceeded your team", "exceeded your daily"],
            excludes: ["exceeded your current quota", "exceeded your monthly"],
            bucket: .quota,
            priority: 90,
            summary: "the caller's ZeroGPU quota does not cover the run, or the caller is not recognised",
            advice: .quota
        ),
        // Quoted without its head: `165s requested vs. 55s left. Try again in 21:50:32`
        TriageRule(
            id: "zerogpu.quota-figures",
            date: "2026-09",
            source: "spaces zero/client.py",
            needles: ["s requested vs", "s left vs."],
            requires: ["s requested", "s left"],
            bucket: .quota,
            priority: 89,
            summary: "the caller's ZeroGPU quota does not cover the run, or the caller is not recognised",
            advice: .quota
        ),
        TriageRule(
            id: "zerogpu.runs-limit",
            date: "2026-09",
            source: "spaces zero/client.py",
            needles: ["exceeded your runs limit", "exceeded your ZeroGPU runs limit"],
            bucket: .quota,
            priority: 90,
            summary: "an anonymous caller has no runs left today",
            advice: .quotaDay
        ),
        // `Unlogged user is runnning out of daily ZeroGPU quotas.`: the typing error is the package's.
        TriageRule(
            id: "zerogpu.quota-log",
            date: "2026-04",
            source: "spaces zero/client.py",
            needles: ["out of daily ZeroGPU quota", "out of ZeroGPU quota", "out of daily GPU quota"],
            bucket: .quota,
            priority: 90,
            summary: "the caller has no ZeroGPU quota left",
            advice: .quotaDay
        ),
        TriageRule(
            id: "zerogpu.credits",
            date: "2026-09",
            source: "spaces zero/client.py",
            needles: ["ZeroGPU pending credits exceeded", "too many ZeroGPU credits", "credits allocated to running tasks"],
            bucket: .quota,
            priority: 90,
            summary: "too many runs of this caller at once",
            advice: .pendingRuns
        ),
        TriageRule(
            id: "zerogpu.app-limit",
            date: "2026-09",
            source: "spaces zero/client.py",
            needles: ["Space app has reached its GPU limit"],
            bucket: .quota,
            priority: 90,
            summary: "the call carries no visitor's identity, so that it counts against the Space itself",
            advice: .identity
        ),
        TriageRule(
            id: "zerogpu.ip-quota",
            date: "2025",
            source: "spaces zero/client.py",
            needles: ["Falling back to IP-based quota"],
            bucket: .quota,
            confidence: .medium,
            priority: 70,
            summary: "the caller's identity was not usable, so that the address's quota counts",
            advice: .identity
        ),
        TriageRule(
            id: "zerogpu.proxy-token",
            date: "2026-09",
            source: "spaces zero/client.py",
            needles: ["Expired ZeroGPU proxy token", "Invalid ZeroGPU proxy token"],
            bucket: .quota,
            priority: 90,
            summary: "the forwarded X-IP-Token is too old: it belongs to one visit and must not be kept",
            advice: .identity
        ),
        // The title alone, after a page that lost the sentence.
        TriageRule(
            id: "zerogpu.quota-title",
            date: "2026-09",
            source: "spaces zero/client.py",
            needles: ["ZeroGPU quota exceeded"],
            bucket: .quota,
            confidence: .medium,
            priority: 50,
            summary: "ZeroGPU refused the run for its quota",
            advice: .quotaDay
        ),
        // In an app's or a client's own words, in whatever language.
        TriageRule(
            id: "zerogpu.quota-words",
            date: "2026-10",
            source: "apps and clients that put the refusal in words of their own",
            needles: ["ZeroGPU", "GPU quota"],
            requires: ["quota"],
            requiresOne: ["exhaust", "reached", "used up", "exceed", "épuis", "agotad", "esgotad", "esaurit", "erschöpft", "aufgebraucht"],
            places: [.page],
            standing: .ifFailed,
            bucket: .quota,
            confidence: .low,
            priority: 36,
            summary: "a ZeroGPU quota is used up, in the words of the app or its client",
            advice: .quotaDay
        ),
        // Under the title `ZeroGPU quota exceeded` too: capacity all the same.
        TriageRule(
            id: "zerogpu.no-gpu-free",
            date: "2026-09",
            source: "spaces zero/client.py",
            needles: [
                "No GPU was available", "Waiting for a GPU to become available", "No GPU is currently available", "ZeroGPU queue timeout",
            ],
            bucket: .worker,
            priority: 91,
            summary: "no GPU came free in time: capacity, not quota",
            advice: .gpuQueue
        ),
        TriageRule(
            id: "zerogpu.aborted",
            date: "2026-09",
            source: "spaces zero/client.py",
            needles: ["GPU task aborted"],
            bucket: .worker,
            priority: 60,
            summary: "the GPU worker died or ran out of its seconds",
            advice: .workerTime
        ),
        TriageRule(
            id: "zerogpu.worker-error",
            date: "2026-09",
            source: "spaces zero/wrappers.py",
            needles: ["ZeroGPU worker error", "spaces/zero/wrappers.py"],
            places: [.run, .page],
            bucket: .worker,
            confidence: .medium,
            priority: 45,
            summary: "the function failed in the GPU worker: the cause is in the traceback above",
            advice: .worker
        ),
        TriageRule(
            id: "zerogpu.overdue",
            date: "2026-09",
            source: "spaces zero/client.py",
            needles: ["GPU task is exceeding its requested duration"],
            bucket: .worker,
            confidence: .medium,
            priority: 59,
            summary: "the function runs longer than the seconds it asked for",
            advice: .workerTime
        ),
        // A tensor that ZeroGPU keeps on the CPU until the worker starts met one that was already on a GPU.
        TriageRule(
            id: "zerogpu.devices",
            date: "2026-09",
            source: "spaces zero/torch",
            needles: ["cuda:0 (ZeroGPU) and cpu"],
            bucket: .earlyCUDA,
            priority: 86,
            summary: "tensors on two devices, outside a @spaces.GPU function",
            advice: .importOrder
        ),
        TriageRule(
            id: "zerogpu.requirement",
            date: "2026-09",
            source: "spaces zero/torch, zero/bitsandbytes",
            needles: [
                "ZeroGPU requires bitsandbytes", "ZeroGPU AoTI reuqires PyTorch", "ZeroGPU AoTI requires PyTorch",
                "ZeroGPU Space requires Python",
            ],
            bucket: .drift,
            priority: 86,
            summary: "ZeroGPU needs a newer release of the package",
            advice: .compare
        ),
    ]

    static let zeroGPUFaults: [TriageRule] = [
        TriageRule(
            id: "zerogpu.cuda-main-process",
            date: "2026-09",
            source: "spaces zero/torch",
            needles: [
                "CUDA must not be initialized in the main process", "Low-level CUDA init",
                "CUDA emulation mode did not intercept", "on disk-offloaded Tensor",
            ],
            bucket: .earlyCUDA,
            priority: 88,
            summary: "CUDA was initialised outside a @spaces.GPU function",
            advice: .importOrder
        ),
        TriageRule(
            id: "zerogpu.cuda-before-spaces",
            date: "2026-09",
            source: "spaces zero/__init__.py",
            needles: ["CUDA has been initialized before importing", "importing the `spaces` package", "Try importing `spaces` before"],
            bucket: .earlyCUDA,
            priority: 88,
            summary: "something touched CUDA before `import spaces`",
            advice: .importOrder
        ),
        TriageRule(
            id: "zerogpu.no-function",
            date: "2026-09",
            source: "spaces zero/__init__.py",
            needles: ["No @spaces.GPU function detected", "ZeroGPU has not been initialized"],
            bucket: .earlyCUDA,
            priority: 88,
            summary: "ZeroGPU was never started: the app declares no GPU function, or does not start as a Gradio app of its own",
            advice: .gpuFunction
        ),
        TriageRule(
            id: "zerogpu.gradio-3",
            date: "2024",
            source: "spaces",
            needles: ["ZeroGPU is only compatible with Gradio 4"],
            bucket: .drift,
            priority: 85,
            summary: "ZeroGPU needs Gradio 4 or newer",
            advice: .compare
        ),
        TriageRule(
            id: "zerogpu.client-error",
            date: "2026-09",
            source: "spaces zero/client.py",
            needles: ["Internal Gradio error"],
            bucket: .platform,
            priority: 70,
            summary: "ZeroGPU's client could not read the request's headers",
            advice: .retryLater
        ),
        TriageRule(
            id: "zerogpu.api-error",
            date: "2026-09",
            source: "spaces zero/client.py, zero/api.py",
            needles: [
                "ZeroGPU API /", "ZeroGPU API error", "Error while initializing ZeroGPU", "Unexpected end of stream",
                "Error while re-trying after queue disconnect", "Connection closed by visitor while queueing",
                "Connection closed by visitor on queue success", "ZeroGPU client error",
            ],
            bucket: .platform,
            priority: 58,
            summary: "ZeroGPU's own service failed",
            advice: .retryLater
        ),
    ]
}
