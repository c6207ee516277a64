extension Feasibility {
    /// The first line of a report.
    package var sentence: String {
        let unasked = sourceOnly.count + untried.count
        let rest = unasked == 0 ? "" : " (\(unasked) apart, about which only building them would tell)"
        let accepted = "Proof: resolved – a resolver accepted these pins\(rest)"
        switch outcome {
        case .unproven:
            let why = reason.map { " (\($0))" } ?? ""
            return "Proof: unproven – these pins have not been tried\(why); the platform may refuse them when it builds the Space."
        case .satisfiable:
            return "\(accepted) together with the platform's own arguments; they have not been installed."
        case .staged:
            return "\(accepted) in two steps, `pre-requirements.txt` and then the rest with the platform's own arguments, not in one; "
                + "they have not been installed."
        case .alone:
            return
                "Proof: resolved – the package index has every pin\(rest); they are installed with `--no-deps`, since no one call takes them "
                + "together, as the original's layers had them; they have not been installed."
        case .irreducible:
            let given =
                ruledOut.count == 1 ? "1 version of the original's, which is" : "\(ruledOut.count) versions of the original's, which are"
            return "\(accepted) together with the platform's own arguments, but not \(given) left out; they have not been installed."
        }
    }
}
