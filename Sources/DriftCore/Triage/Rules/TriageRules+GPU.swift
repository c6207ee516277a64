/// What CUDA and torch say of a GPU, on ZeroGPU or on hardware of one's own.
extension TriageRules {
    static let gpu: [TriageRule] = [
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
                "No CUDA GPUs are available", "No HIP GPUs are available", "no CUDA-capable device is detected",
                "CUDA error: no CUDA-capable device",
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
                "libcuda.so.1: cannot open shared object", "nvidia-smi: not found",
                "No such file or directory: 'nvidia-smi'", "CUDA driver version is insufficient",
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
                "GPU not available", "requires a CUDA", "CUDA is required", "requires CUDA", "requires a GPU", "No GPU detected",
                "GPU not found", "A CUDA device is required", "No supported gpu backend found",
                "No GPU found. A GPU is needed", "0 active drivers ([])", "Error: CUDA not available", "No visible GPU devices",
                "Failed to infer device type", "NVML Shared Library Not Found",
            ],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .noGPU,
            priority: 80,
            summary: "the app expects CUDA and finds none",
            advice: .hardware
        ),
        // The loader's words: the process ends in native code, and no exception follows.
        TriageRule(
            id: "gpu.library",
            date: "2025",
            source: "cuDNN, ctranslate2, onnxruntime",
            needles: [
                "Could not load library libcu", "Unable to load any of {libcu", "Cannot load symbol cudnn", "Cannot load symbol cublas",
            ],
            places: [.run, .page],
            bucket: .drift,
            confidence: .medium,
            priority: 63,
            summary: "a CUDA library is missing, or of another release than the package was built for",
            advice: .compare
        ),
        // `"addmm_impl_cpu_" not implemented for 'Half'`: halves are the GPU's numbers; the model came to the CPU.
        TriageRule(
            id: "gpu.half",
            date: "2025",
            source: "torch",
            needles: ["not implemented for 'Half'", "not implemented for 'BFloat16'"],
            requires: ["cpu"],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .noGPU,
            confidence: .medium,
            priority: 55,
            summary: "a model in the GPU's half precision runs on the CPU",
            advice: .hardware
        ),
    ]
}
