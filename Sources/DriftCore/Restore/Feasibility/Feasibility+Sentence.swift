extension Feasibility {
    /// The first line of a report.
    ///
    /// - Parameter isDocker: the steps are those of the Space's own Dockerfile.
    package func sentence(isDocker: Bool) -> String {
        if !blocked.isEmpty { return blockedSentence(isDocker: isDocker) }
        let unasked = sourceOnly.count + untried.count
        let rest = unasked == 0 ? "" : " (\(unasked) apart, about which only building them would tell)"
        let company = isDocker ? "what else the Dockerfile's calls ask for" : "the platform's own arguments"
        let accepted = "Proof: resolved – a resolver accepted these pins\(rest)"
        switch outcome {
        case .unproven:
            let why = reason.map { " (\($0))" } ?? ""
            return "Proof: unproven – these pins have not been tried\(why); the platform may refuse them when it builds the Space."
        case .satisfiable:
            return "\(accepted) together with \(company); they have not been installed."
        case .staged:
            let steps =
                isDocker
                ? "a call of the Dockerfile that comes first, and then the others"
                : "`pre-requirements.txt` and then the rest with the platform's own arguments"
            return "\(accepted) in two steps, \(steps), not in one; they have not been installed."
        case .layered:
            return
                "\(accepted) call by call of the Dockerfile, as the original's layers had them, not in one; they have not been installed."
        case .alone:
            return
                "Proof: resolved – the package index has every pin\(rest); they are installed with `--no-deps`, since no one call takes them "
                + "together, as the original's layers had them; they have not been installed."
        case .irreducible:
            let given =
                ruledOut.count == 1 ? "1 version of the original's, which is" : "\(ruledOut.count) versions of the original's, which are"
            return "\(accepted) together with \(company), but not \(given) left out; they have not been installed."
        }
    }

    /// The build fails, whatever is pinned; what was found out about the pins comes after that.
    private func blockedSentence(isDocker: Bool) -> String {
        let lines = zip(blocked.flatMap(\.lines), blocked.flatMap(\.places)).map { "`\($0.excerpt(limit: 80))` (\($1))" }
        let shown = lines.listed(upTo: 3)
        var rest = self
        rest.blocked = []
        let mark = rest.sentence(isDocker: isDocker)
        let other = mark.firstRange(of: "– ").map { String(mark[$0.upperBound...]) } ?? mark
        return
            "Proof: unproven – no installer takes the duplicate's own \(shown), whatever is pinned: the build fails there. Apart from that: \(other)"
    }
}
