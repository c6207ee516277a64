/// What one Python file of a Space does that bears on where it can run: read by Python's own `ast`, or by a plain scan.
///
/// "Top level" is what runs while the file is imported: outside of functions and lambdas, also inside `if`, `with`, `try` and classes.
package struct AppSource: Sendable, Hashable, Codable {
    /// `import torch` and `from torch import nn` are `torch`.
    package struct Import: Sendable, Hashable, Codable {
        /// The first word; empty of a relative import.
        package var module: String
        /// As it stands: `models.net`, `.utils`, `..core`.
        package var path: String
        /// What is taken out of it; each may be a file of its own.
        package var names: [String] = []
        package var line: Int
        package var isTopLevel: Bool
    }

    /// `os.environ["OPENAI_API_KEY"]`, `os.getenv("HF_TOKEN")`
    package struct Variable: Sendable, Hashable, Codable {
        package var name: String
        package var line: Int
        /// Without it this read raises `KeyError`, and nothing around it catches that.
        package var isRequired: Bool
        package var isTopLevel: Bool
        /// Under an `if`, a loop or an `except`: whether it is read depends on something else.
        package var isConditional: Bool
    }

    /// A function under `@spaces.GPU`.
    package struct GPUFunction: Sendable, Hashable, Codable {
        package var name: String
        package var line: Int
        /// Seconds; `nil`: the default, or computed at each call.
        package var duration: Int?
        /// The name or text of what computes the duration.
        package var durationSource: String?
        /// `large`, `xlarge`; `nil`: the default.
        package var size: String?
        package var isAsync: Bool
    }

    /// `from_pretrained("owner/model", revision="…")`, `hf_hub_download(repo_id="owner/model", …)`
    package struct HubCall: Sendable, Hashable, Codable {
        package var function: String
        /// `nil`: computed, or a path of the app's own.
        package var repository: String?
        /// What is loaded is a path: nothing of the Hub's.
        package var isLocal: Bool
        package var revision: String?
        /// `weights.bin` of `hf_hub_download(repo_id="owner/model", filename="weights.bin")`
        package var file: String?
        package var line: Int
        package var isTopLevel: Bool
        /// The function that does it, `Model` for what making one does, `Model.run` for a method; `nil`: the file itself, or not known.
        package var owner: String?

        /// Another machine runs it: `InferenceClient("owner/model")`, `gr.load("models/owner/model")`.
        package var isRemote: Bool { function == "InferenceClient" || function.hasPrefix("gradio.load") }

        package var isOfSpace: Bool { function == "gradio.load/spaces" || function == "hf://spaces" }

        /// It has a page as a model.
        package var isOfModel: Bool { !isOfSpace && !isOfDataset && function != "hf://buckets" }

        package var isOfDataset: Bool { function == "load_dataset" || function == "hf://datasets" }
    }

    /// `pipe.to("cuda")`, `os.system("pip install x")`, at most 120 characters.
    package struct Call: Sendable, Hashable, Codable {
        package var text: String
        package var line: Int
        package var isTopLevel: Bool
        /// As of `HubCall`.
        package var owner: String?
    }

    /// What a function, or the file while it is loaded, calls: `load()`, `helper.load()`, `model.run()` of `model = Model()`.
    package struct OwnCall: Sendable, Hashable, Codable {
        /// As of `HubCall`.
        package var owner: String?
        /// The import that it is from, as it stands: `helper`, `.model`; `nil`: it is the file's own, or an import of `*`.
        package var path: String?
        /// What that import takes.
        package var names: [String]
        /// `load`, `Model.run`; of `from package import helper`: `helper.load`.
        package var name: String
    }

    package var imports: [Import] = []
    package var variables: [Variable] = []
    /// Variables that the code sets itself: `os.environ["HF_HOME"] = "/tmp"`, `os.environ.setdefault("MODE", "demo")`.
    package var assignedVariables: [String] = []
    package var gpuFunctions: [GPUFunction] = []
    package var hubCalls: [HubCall] = []
    package var downloads: [Call] = []
    package var cudaCalls: [Call] = []
    package var pipCalls: [Call] = []
    /// `sys.path.append("src")`: further directories that imports are looked for in.
    package var searchPaths: [String] = []
    package var calls: [OwnCall] = []

    package init() {}
}
