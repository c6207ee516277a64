import DriftCore

/// Loops over requirements that stand in the step's text: pip has a word on each of them.
extension StepReplay {
    /// `for p in six click==8.1.7; do pip install $p; done`, where one of them is heard and another is not.
    mutating func doubtUnheardRounds() {
        guard step.scanned.outcome == .done, !farewells.hasFailed, !isCutShort else { return }
        let loops = zip(step.commands, step.commands.dropFirst()).filter(Self.installsEach)
        guard !loops.isEmpty else { return }
        let shown = shownVersions()
        for (head, _) in loops {
            let rounds = head.words.dropFirst(2).map { word in
                (
                    name: PackageName(word.prefix { $0 != "=" && $0 != "[" && $0 != "<" && $0 != ">" && $0 != "~" }),
                    version: word.after("==")
                )
            }
            guard rounds.count <= Self.mostRounds, rounds.allSatisfy({ $0.name != nil }) else { continue }
            let isHeard: ((name: PackageName?, version: Substring?)) -> Bool = { round in
                guard let seen = round.name.flatMap({ shown[$0] }) else { return false }
                guard let version = round.version.map(String.init), PackageVersion.isValid(version) else { return true }
                return seen.contains { Self.fulfils($0, version) }
            }
            guard rounds.contains(where: isHeard) else { continue }
            for round in rounds where !isHeard(round) {
                gap(.cut, step.scanned.line)
                guard let name = round.name, !FreezeList.leavesOut(name) else { continue }
                set(Release(name: name, version: nil), step.scanned.line, in: pipTarget, kind: EvidenceKind.none)
            }
        }
    }

    /// More than anybody writes down in a loop.
    private static let mostRounds = 200

    /// `p in six idna`, as `for p in six idna; do` is parsed, and `pip install --no-cache-dir "$p"`.
    private static func installsEach(of head: ShellCommand, _ body: ShellCommand) -> Bool {
        guard head.isConditional, head.words.count > 2, head.words[1] == "in", !body.hidesOutput, !body.isPiped, isInstall(body) else {
            return false
        }
        let (variable, items) = (head.words[0], head.words.dropFirst(2))
        let isLiteral = items.allSatisfy { item in
            item.utf8.allSatisfy { $0.isNameByte || "=[]<>~".utf8.contains($0) } && !item.hasSuffix(".txt") && !item.hasSuffix(".whl")
        }
        let asks = body.words.contains("$" + variable) || body.words.contains("${" + variable + "}")
        let isPlain = !body.words.contains {
            $0 == "-q" || $0 == "--quiet" || $0 == "-r" || $0 == "--dry-run" || $0 == "--target" || $0 == "-t"
        }
        return isLiteral && asks && isPlain && !body.words.contains("uninstall")
    }

    /// Which versions of each package the step shows to be put in place or found there; an empty one: it does not say which.
    private func shownVersions() -> [PackageName: Set<String>] {
        var shown: [PackageName: Set<String>] = [:]
        for located in step.output.events {
            switch located.event {
            case .installed(let items, _): for item in items { shown[item.name, default: []].insert(item.version ?? "") }
            case .satisfied(let name, let version, _): shown[name, default: []].insert(version ?? "")
            case .sameAsInstalled(let name): shown[name, default: []].insert("")
            default: break
            }
        }
        return shown
    }
}
