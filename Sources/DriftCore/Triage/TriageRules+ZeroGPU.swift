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
            id: "gpu.out-of-memory",
            date: "2025",
            source: "torch",
            needles: ["CUDA out of memory", "torch.cuda.OutOfMemoryError", "torch.OutOfMemoryError", "CUBLAS_STATUS_ALLOC_FAILED"],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .worker,
            confidence: .medium,
            priority: 62,
            summary: "the GPU's memory does not hold the model and its input",
            advice: .gpuMemory
        ),
        // torch's wheel has no code for the GPU's generation: another torch than the original's, or newer hardware.
        TriageRule(
            id: "gpu.no-kernel",
            date: "2026",
            source: "torch",
            needles: ["no kernel image is available for execution", "is not compatible with the current PyTorch installation"],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .drift,
            confidence: .medium,
            priority: 64,
            summary: "this torch has no code for the GPU that the Space runs on",
            advice: .compare
        ),
        TriageRule(
            id: "gpu.cuda-error",
            date: "2026",
            source: "torch",
            needles: [
                "RuntimeError: CUDA error: ", "AcceleratorError: CUDA error: ", "CUDA kernel errors might be asynchronously",
                "what():  CUDA error", "CUDA error: initialization error", "NVML_SUCCESS == r INTERNAL ASSERT",
            ],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .worker,
            confidence: .medium,
            priority: 61,
            summary: "a kernel failed on the GPU",
            advice: .kernel
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
            id: "gpu.devices",
            date: "2024-11",
            source: "torch",
            needles: ["Expected all tensors to be on the same device"],
            excludes: ["(ZeroGPU)"],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .earlyCUDA,
            confidence: .low,
            priority: 55,
            summary: "tensors on two devices: one was moved to the GPU, the other was not",
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
                "CUDA must not be initialized in the main process", "Low-level CUDA init (`torch._C._cuda_init`) reached",
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
            id: "gpu.forked-cuda",
            date: "2025",
            source: "torch/cuda/__init__.py",
            needles: ["Cannot re-initialize CUDA in forked subprocess"],
            places: [.run, .page],
            bucket: .earlyCUDA,
            priority: 84,
            summary: "CUDA was initialised in the main process, before the worker was forked",
            advice: .importOrder
        ),
        TriageRule(
            id: "gpu.none-visible",
            date: "2026-09",
            source: "torch, spaces zero/wrappers.py",
            needles: [
                "No CUDA GPUs are available", "no CUDA-capable device is detected", "CUDA error: no CUDA-capable device",
                "device >= 0 && device < num_gpus",
            ],
            places: [.run, .page],
            bucket: .noGPU,
            priority: 84,
            summary: "CUDA was asked for where no GPU is attached",
            advice: .hardware
        ),
        TriageRule(
            id: "gpu.no-driver",
            date: "2026-03",
            source: "torch/cuda/__init__.py",
            needles: [
                "Found no NVIDIA driver on your system", "NVIDIA driver on your system is too old", "Failed to initialize NVML",
                "libcuda.so.1: cannot open shared object", "nvidia-smi: not found", "CUDA driver version is insufficient",
            ],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .noGPU,
            priority: 84,
            summary: "the app expects a GPU and the Space runs on hardware without one",
            advice: .hardware
        ),
        TriageRule(
            id: "gpu.cpu-only",
            date: "2025",
            source: "torch",
            needles: [
                "Attempting to deserialize object on a CUDA device but torch.cuda.is_available() is False",
                "Torch not compiled with CUDA enabled", "This app requires a GPU", "CUDA is not available", "GPU is required",
                "GPU not available", "requires a CUDA", "A CUDA device is required", "No supported gpu backend found",
            ],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .noGPU,
            priority: 80,
            summary: "the app expects CUDA and finds none",
            advice: .hardware
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
