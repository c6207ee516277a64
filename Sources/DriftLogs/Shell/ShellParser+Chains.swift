/// Commands that are tied by `&&`, where the step may go on whatever becomes of them.
extension ShellParser {
    /// In `a && b || c` and `a && b; c` both may fail: what comes before them is not what the step ends with.
    mutating func forgiveChain() {
        // Behind a group its last command stands for it.
        guard words.isEmpty && !stopsAtFailure || connector == .ifSucceeded else { return }
        var place = commands.count - 1
        while place >= 0 {
            commands[place].mayFail = true
            guard commands[place].connector == .ifSucceeded else { return }
            place -= 1
        }
    }

    /// `[ -f x ] && pip install -r x || true`: where the test fails, the step goes on without what stands behind it.
    mutating func noteTests() {
        guard commands.last?.connector == .ifSucceeded else { return }
        var first = commands.count - 1
        while first > 0, commands[first].connector == .ifSucceeded { first -= 1 }
        guard let test = commands.indices.dropFirst(first).first(where: { commands[$0].isTest }) else { return }
        for later in commands.indices.dropFirst(test + 1) { commands[later].isConditional = true }
    }
}
