package import DriftCore
internal import DriftLogs

/// Log files of one Space, oldest first, to all that they say of one package.
package enum ExplainPackage {
    /// `-` stands for standard input. Logs of any size are streamed; tokens in them do not reach the result.
    /// - Parameter checkout: as `ParseLogs.run` takes it.
    package static func run(_ package: PackageName, in paths: [String], checkout: String? = nil) throws(FileError) -> PackageExplanation {
        let files = try checkout.map { (root) throws(FileError) in try CapturedFiles(checkout: root) }
        var explainer = LogExplainer(package, files: files) { SecretRedaction.redacting($0).content }
        for path in paths {
            try FileContent.stream(path) { explainer.consume($0) }
            explainer.endLog()
        }
        var explanation = explainer.finish()
        explanation.verdict.source = explanation.verdict.source.map { DirectSource.redacted(SecretRedaction.redacting($0)) }
        if let command = explanation.verdict.gap?.command { explanation.verdict.gap?.command = SecretRedaction.redacting(command) }
        explanation.verdict.reason = SecretRedaction.redacting(explanation.verdict.reason)
        for index in explanation.lines.indices {
            explanation.lines[index].version = explanation.lines[index].version.map(SecretRedaction.redacting)
        }
        return explanation
    }
}
