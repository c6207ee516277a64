/// The blank lines between a step's end and the next step's header: as many in one place of a log as in any other, whatever carried it.
///
///     DONE 2.1s
///
///     --> COPY . .
///
/// Where more of them stand, the step that stood between them is gone, and left the line that had parted it from its neighbours; where
/// none stands, it took that line along.
struct StepSpacing {
    /// Printed lines up to the end of a step, while nothing but blank lines has followed it.
    private var end: Int?
    private var least: (blanks: Int, line: Int)?
    private var bare = 0
    private var parted = 0
    private var most: (blanks: Int, line: Int)?

    /// A step has ended, or a build has begun.
    /// - Parameter printed: how many lines the log has had, this one with them.
    mutating func noteEnd(after printed: Int) { end = printed }

    /// Something was printed between two steps.
    mutating func noteOutput() { end = nil }

    /// - Parameter line: of the header, which is the printed line of that number.
    mutating func noteHeader(at printed: Int, line: Int) {
        guard let end else { return }
        self.end = nil
        let blanks = printed - end - 1
        if blanks == 0 { bare += 1 } else { parted += 1 }
        if blanks < least?.blanks ?? .max { least = (blanks, line) }
        if blanks > most?.blanks ?? 0 { most = (blanks, line) }
    }

    /// The header above which a lost step stood; `nil`: none is seen to be lost. A log that lost its blank lines, or all but the second of
    /// two, tells nothing.
    var lostStepLine: Int? {
        guard let most, let least, most.blanks > least.blanks, bare < parted else { return nil }
        return bare > 0 ? least.line : most.line
    }
}
