/// A decision in the making.
struct DecisionDraft {
    let package: ResolvedPackage
    let logs: [String]

    var name: PackageName { package.release.name }

    func leave(_ action: Decision.Action, _ reason: Decision.Reason, _ sentence: String, withSource: Bool = true) -> PinClassifier.Verdict {
        .leave(decision(action, reason, sentence, withSource: withSource))
    }

    func pin(_ target: Pin.Target, _ reason: Decision.Reason, _ sentence: String) -> PinClassifier.Verdict {
        var pin = Pin(target: target, decision: decision(.pinned, reason, sentence))
        pin.decision.isInferred = !package.evidence.kind.isObserved
        if pin.decision.isInferred { pin.decision.sentence += "; inferred, not observed" }
        pin.decision.requirement = pin.requirement
        return .pin(pin)
    }

    private func decision(_ action: Decision.Action, _ reason: Decision.Reason, _ sentence: String, withSource: Bool = true) -> Decision {
        let isSafe = withSource && package.release.source.map { DirectSource($0) } != .credentials
        return Decision(
            name: name,
            version: package.release.version,
            source: isSafe ? package.release.source : nil,
            action: action,
            reason: reason,
            sentence: sentence,
            evidence: package.evidence,
            place: package.evidence.place(logs: logs),
            requirement: nil,
            target: nil,
            isInferred: false
        )
    }
}
