import ArgumentParser
import DriftEngine
import Foundation

/// Whether packages that nothing shows are worked out from requirements and build time.
struct InferenceOptions: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: ArgumentHelp(
            "Work out packages that nothing shows, as of the build's day, with uv. By default where not one was seen.",
            discussion: "--infer does so also where a log leaves gaps. DRIFTD_OFFLINE=1 does the same as --no-infer. See docs/Inference.md."
        )
    )
    var infer: Bool?

    /// For all questions about one Space; a package index that answers for the first time is slow.
    private static let timeLimit = Duration.seconds(300)

    /// `nil`: nobody is asked.
    func inference(console: Console, isQuiet: Bool) -> InferPackages? {
        let variables = ProcessInfo.processInfo.environment
        if infer == false || NetworkUse.isRuledOut(by: false, variables) { return nil }
        return InferPackages(
            IndexAccess(variables: variables, onLine: isQuiet ? nil : console.progress),
            timeLimit: Self.timeLimit,
            extent: infer == true ? .gapsToo : .whereNothingIsSeen
        )
    }
}
