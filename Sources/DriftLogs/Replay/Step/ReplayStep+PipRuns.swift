import DriftCore

/// How often a step starts pip, as far as its text tells.
extension ReplayStep {
    /// How often the step can have started pip at most; `nil`: as often as it likes, or nobody knows.
    var mostPipRuns: Int? {
        guard !scanned.isHeadless, !isCutShort, !invocations.contains(where: { $0.tool == .script }) else { return nil }
        var runs = 0
        for command in commands {
            guard !command.isConditional || command.connector == .ifFailed, let first = command.words.first(where: { !$0.holds("=") })
            else {
                return nil
            }
            let program = InstallerCommandLine.baseName(first)
            if InstallerCommandLine.isPip(program)
                || InstallerCommandLine.isPython(program) && command.words.dropFirst().starts(with: ["-m", "pip"])
            {
                runs += 1
            } else if program == "env" || !Self.harmlessPrograms.contains(program) && !Self.otherPrograms.contains(program)
                || Self.printingPrograms.contains(program)
            {
                return nil
            }
        }
        return runs
    }

    /// Its commands print what their author likes: `echo '+ rich==1.0'`.
    var saysAnything: Bool {
        commands.contains { ["echo", "printf"].contains(InstallerCommandLine.baseName($0.words.first ?? "")) }
    }

    /// `echo "Successfully installed six-1.16.0"`
    func echoes(_ words: StaticString) -> Bool {
        text.holds(words)
            && commands.contains { command in
                ["echo", "printf"].contains(InstallerCommandLine.baseName(command.words.first ?? ""))
                    && command.words.contains { $0.holds(words) }
            }
    }

    /// `cat notes.txt`: what such a file holds may read like pip's own words, which a pipe before it would hand on.
    var printsFiles: Bool {
        commands.contains { $0.connector != .pipe && $0.words.first.map(InstallerCommandLine.baseName) == "cat" && $0.words.count > 1 }
    }

    /// pip is replaced: what it says afterwards may differ.
    var changesPip: Bool {
        invocations.contains { $0.changesEnvironment && $0.requirementNames.contains("pip") }
            || output.events.contains {
                if case .installed(let items, _) = $0.event { items.contains { $0.name.normalized == "pip" } } else { false }
            }
    }

    /// How many runs of `pip install` the step certainly made, all in one place and in pip's usual words; `nil`: no line tells.
    var certainPipRuns: Int? {
        guard installsAlone, let first = invocations.first else { return nil }
        let isPlain = invocations.allSatisfy { run in
            run.action == .install && !run.isConditional && !run.mayFail && run.target == first.target
        }
        let asksForOther = text.holds("root-user-action") || text.holds("version-check") || text.holds("no-index") || text.holds("PIP_")
        return isPlain && !asksForOther ? invocations.count : nil
    }

    /// Its runs of pip all install, aloud, and nothing else is at work.
    private var installsAlone: Bool { installsAloud && mostPipRuns == invocations.count }

    /// What its runs of pip collect they install, and say so.
    var installsAloud: Bool {
        !invocations.isEmpty
            && invocations.allSatisfy { run in
                switch run.action {
                case .install: run.tool == .pip && run.isVisible && !run.isDryRun
                case .freeze, .list, .createEnvironment: true
                case .uninstall: run.tool == .pip
                case .download, .other, .run: false
                }
            }
    }
}
