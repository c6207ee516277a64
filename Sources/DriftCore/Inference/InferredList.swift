/// `inferred.txt` in a capture: what the resolver answered, step by step, as pip would freeze it.
///
///     # worked out, not observed: inferred.json says how
///     # step 1, base
///     datasets==5.0.1
///     # step 2, requirements
///     gradio==6.19.0
///
/// A later step's version of a package takes the place of an earlier one's, as it does when pip runs.
package enum InferredList {
    package static let file = "inferred.txt"
    private static let head = "# worked out, not observed: inferred.json says how\n"

    /// - Parameter answers: one text a step, `name==version` lines.
    package static func render(_ answers: [(kind: BuildStep.Kind, answer: String)]) -> [UInt8] {
        var text = head
        for (index, step) in answers.enumerated() {
            text += "# step \(index + 1), \(step.kind.rawValue)\n"
            for line in step.answer.split(whereSeparator: \.isNewline) where !line.allSatisfy(\.isWhitespace) { text += line + "\n" }
        }
        return Array(text.utf8)
    }

    /// Each name once, sorted; evidence of kind `inferred` at the line that counts.
    package static func parse(_ bytes: [UInt8]) -> [ResolvedPackage] {
        var last: [PackageName: ResolvedPackage] = [:]
        for package in FreezeList.parse(bytes, file: file).packages {
            var package = package
            package.evidence.kind = .inferred
            if let known = last[package.release.name]?.evidence.line, known > package.evidence.line ?? 0 { continue }
            last[package.release.name] = package
        }
        return last.values.sorted { $0.release.name < $1.release.name }
    }
}
