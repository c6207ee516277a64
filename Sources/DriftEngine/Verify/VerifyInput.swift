internal import DriftCore
internal import DriftResolver
internal import Foundation

/// What a proof needs of a bundle.
struct VerifyInput {
    let digest: String
    let plan: RestorePlan
    let recipe: BuildRecipe
    /// By the name that the steps use.
    let files: [String: [UInt8]]

    init(bundle path: String) throws {
        let opened = try ReadBundle.open(path)
        let bundle = opened.bundle
        digest = opened.digest
        plan = try Self.plan(of: bundle, path: path)
        guard let recipe = plan.build else { throw VerifyError.noRecipe(bundle: path) }
        guard !recipe.steps.isEmpty else { throw VerifyError.nothingToReplay(bundle: path) }
        self.recipe = recipe
        // The bundle may come from anybody: a path of it leads nowhere else.
        var files = recipe.files.filter { BundleLayout.problem(withEditOf: $0.key) == nil }.mapValues { Array($0.utf8) }
        for edit in bundle.edits where edit.path != "README.md" && edit.path != "Dockerfile" { files[edit.path] = edit.result }
        for name in recipe.steps.flatMap(\.files) {
            // The steps name a file as the image has it; a Dockerfile may have put it elsewhere.
            if files[name] != nil { continue }
            guard let bytes = bundle.edits.first(where: { $0.path.hasSuffix("/" + name) })?.result else {
                throw VerifyError.missingFile(bundle: path, file: name)
            }
            files[name] = bytes
        }
        self.files = files
    }

    static func plan(of bundle: Bundle, path: String) throws(VerifyError) -> RestorePlan {
        do {
            return try JSONDecoder().decode(RestorePlan.self, from: Data(bundle.plan))
        } catch {
            throw .badPlan(bundle: path, reason: JSONFault.describe(error))
        }
    }

    /// Before anything is installed: the bundle may come from anybody, and pip would print what it finds in such a file.
    func checkPaths(bundle: String) throws(VerifyError) {
        for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
            guard let found = RequirementsReferences.foreign(in: bytes, of: path).first else { continue }
            throw .foreignPath(bundle: bundle, place: "\(path):\(found.line)", path: found.target.excerpt())
        }
    }
}
