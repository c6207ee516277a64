internal import DriftCore
internal import Foundation

/// What a proof needs of a bundle.
struct VerifyInput {
    let digest: String
    let plan: RestorePlan
    let recipe: BuildRecipe
    /// By the name that the steps use.
    let files: [String: [UInt8]]

    init(bundle path: String) throws {
        let bundle = try ReadBundle.read(path)
        digest = try ReadBundle.digest(of: path)
        plan = try Self.plan(of: bundle, path: path)
        guard let recipe = plan.build else { throw VerifyError.noRecipe(bundle: path) }
        guard !recipe.steps.isEmpty else { throw VerifyError.nothingToReplay(bundle: path) }
        self.recipe = recipe
        var files: [String: [UInt8]] = [:]
        for name in recipe.steps.flatMap(\.files) {
            // The steps name a file as the image has it; a Dockerfile may have put it elsewhere.
            let edit = bundle.edits.first { $0.path == name } ?? bundle.edits.first { $0.path.hasSuffix("/" + name) }
            guard let bytes = edit?.result ?? recipe.files[name].map({ Array($0.utf8) }) else {
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

    /// The file that is resolved together with the platform line.
    var requirements: [UInt8] {
        recipe.steps.filter { $0.kind >= .requirements }.flatMap(\.files).first.flatMap { files[$0] } ?? []
    }
}
