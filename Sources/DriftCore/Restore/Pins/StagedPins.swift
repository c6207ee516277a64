/// Pins by the step that installs them.
struct StagedPins {
    static let earlyPath = "pre-requirements.txt"

    /// What `pre-requirements.txt` holds.
    private(set) var first: [Pin] = []
    /// What the requirements file holds.
    private(set) var late: [Pin] = []
    /// Normalized: those that only the first step names.
    let earlyNames: Set<String>

    /// - Parameters:
    ///   - feasibility: `nil`: all in one step.
    ///   - hashed: normalized names that the first step names too, with their hashes.
    init(_ pins: [Pin], _ feasibility: Feasibility?, hashed: Set<String> = []) {
        earlyNames = Set(feasibility?.early ?? [])
        let companions = Set(feasibility?.companions ?? []).union(hashed)
        for pin in pins {
            let name = pin.name.normalized
            if earlyNames.contains(name) {
                var pin = pin
                pin.decision.sentence += "; installed a step earlier, since one pip call refuses it together with the others"
                first.append(pin)
            } else {
                if companions.contains(name) { first.append(pin) }
                late.append(pin)
            }
        }
    }
}
