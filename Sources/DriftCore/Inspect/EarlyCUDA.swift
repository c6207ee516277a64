/// What uses CUDA, or may start it, before a file's `import spaces`: in that file, and in those of the app's own that it imports before.
struct EarlyCUDA {
    /// Places of calls, `app.py:3`.
    private(set) var calls: [String] = []
    /// Places where a library is imported that may start CUDA.
    private(set) var eagerImports: [String] = []

    private let subject: InspectionSubject
    private let imports: LocalImports
    private var seen: Set<String>

    /// Libraries that start CUDA, or compile for it, while they are imported.
    private static let eager: Set<String> = [
        "apex", "bitsandbytes", "cupy", "deepspeed", "detectron2", "flash_attn", "gsplat", "jax", "kaolin", "mmcv", "numba", "nvdiffrast",
        "onnxruntime", "pytorch3d", "tensorflow", "tensorrt", "vllm", "xformers",
    ]

    /// `nil`: the file does not import `spaces`.
    init?(of source: AppSource, at path: String, _ subject: InspectionSubject) {
        guard let line = Self.line(ofSpacesIn: source) else { return nil }
        self.subject = subject
        imports = subject.imports
        seen = [path]
        read(source, at: path, before: line)
    }

    private static func line(ofSpacesIn source: AppSource) -> Int? {
        source.imports.first { $0.module == "spaces" && $0.isTopLevel }?.line
    }

    private mutating func read(_ source: AppSource, at path: String, before line: Int) {
        calls += source.cudaCalls.filter { $0.isTopLevel && $0.line < line }.map { "\(path):\($0.line)" }
        for item in source.imports where item.isTopLevel && item.line < line {
            if Self.eager.contains(item.module) { eagerImports.append("\(path):\(item.line)") }
            for file in imports.candidates(for: item, in: path) {
                guard let imported = subject.sources[file], seen.insert(file).inserted else { continue }
                // One that begins with `import spaces` is safe.
                read(imported, at: file, before: Self.line(ofSpacesIn: imported) ?? .max)
            }
        }
    }
}
