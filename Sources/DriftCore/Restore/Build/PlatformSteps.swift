/// The platform's own steps for a duplicate of which nobody saw a build: as the table of eras has them for the policy's date.
struct PlatformSteps {
    let context: RestoreContext
    let sdk: String?
    /// Of the SDK, as the README will have it.
    let version: String?
    var eras: PlatformEras = .current

    /// - Parameter path: the requirements file; `nil`: nothing is installed.
    func all(file path: String?) -> [BuildStep] {
        guard let path else { return [] }
        let file = ["-r", path]
        guard let sdk, let recipe = eras.recipe(sdk: sdk, hardware: context.hardware, day: day)?.row else {
            return [BuildStep(kind: .requirements, arguments: file)]
        }
        var steps = [BuildStep(kind: .base, arguments: recipe.installer), BuildStep(kind: .base, arguments: recipe.base)]
        if context.duplicateFiles[StagedPins.earlyPath] != nil {
            steps.append(BuildStep(kind: .preRequirements, arguments: ["-r", StagedPins.earlyPath]))
        }
        let line = observedLine(of: recipe) ?? eras.platformLine(recipe, version: version, day: day)
        if recipe.isJoined { return steps + [BuildStep(kind: .requirements, arguments: file + line)] }
        return steps + [BuildStep(kind: .requirements, arguments: file), BuildStep(kind: .platform, arguments: line)]
    }

    private var day: String { DayNumber(context.choices.policy.date) == nil ? eras.date : context.choices.policy.date }

    /// The original's own line, where its build was of the same era and on hardware of the same kind: the platform asks the duplicate for the
    /// same today. An older one it has given up.
    private func observedLine(of recipe: PlatformEras.Recipe) -> [String]? {
        let reading = context.original.reading
        guard !reading.platformLine.isEmpty, reading.sdk == nil || reading.sdk?.name == sdk else { return nil }
        let built = reading.builds.last { $0.outcome == .succeeded }?.queuedAt
        if let built, built.prefix(10) < recipe.firstSeen { return nil }
        let hardware = context.original.settings.requestedHardware ?? context.original.hardware ?? context.hardware
        return eras.recipe(sdk: recipe.sdk, hardware: hardware, day: day)?.row == recipe ? reading.platformLine : nil
    }
}
