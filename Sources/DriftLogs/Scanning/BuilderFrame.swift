/// What other image builders print around the output of a step: they say the same in other words.
///
/// Docker's older builder: `Step 3/9 : RUN pip install x`, ` ---> Using cache`, ` ---> 3f2a9c1b7d5e`, `Successfully built 3f2a9c1b7d5e`.
/// Buildah: `STEP 3/9: RUN pip install x`, of several stages `[1/2] STEP 3/9: RUN …`,
/// `--> Using cache 3f2a…`, `--> 3f2a9c1b7d5e`, `COMMIT app`.
/// Kaniko: `INFO[0012] RUN pip install x`, `INFO[0012] Using caching version of cmd: RUN …`, `INFO[0013] Found cached layer, …`,
/// `INFO[0031] Taking snapshot of full filesystem...`; before its first `RUN` runs, `INFO[0012] Initializing snapshotter ...` and a snapshot of what it begins with.
enum BuilderFrame: Equatable {
    /// Its number and how many there are, 0: not numbered; the stage that they count from, where that has a number: `[1/2] `.
    case step(String, number: Int, total: Int = 0, stage: String = "")
    case done
    /// The next `done` is of what the image was before the step at hand.
    case firstSnapshot
    case cached
    /// A step that is taken from the cache, named in the same breath.
    case cachedStep(String)
    case failed
    /// The image is whole.
    case finished
    /// Says nothing about a step.
    case noise

    /// - Parameter isOpen: lines of such a builder were seen; some of what they say would be anybody's words elsewhere.
    init?(_ line: ByteView, isOpen: Bool) {
        let read: BuilderFrame? =
            switch line[0] {
            case UInt8(ascii: "S"): Self.numbered(line) ?? (isOpen ? Self.ending(line) : nil)
            case UInt8(ascii: "["): Self.staged(line, isOpen: isOpen)
            case UInt8(ascii: "I"): Self.kaniko(line)
            case .space, UInt8(ascii: "-"): isOpen ? Self.arrow(line) : nil
            case UInt8(ascii: "R"): isOpen && line.hasPrefix("Removing intermediate container ") ? .noise : nil
            case UInt8(ascii: "C"): isOpen && line.hasPrefix("COMMIT") ? .finished : nil
            case UInt8(ascii: "T"): isOpen && line.hasPrefix("The command '") && line.contains("returned a non-zero code: ") ? .failed : nil
            case UInt8(ascii: "e"): isOpen && line.hasPrefix("error building image: ") ? .failed : nil
            case UInt8(ascii: "E"): isOpen && line.hasPrefix("Error: building at STEP ") ? .failed : nil
            default: nil
            }
        guard let read else { return nil }
        self = read
    }

    /// Lines that may be one of these, for a quick look at each line of a step's output.
    static func mayBegin(_ line: ByteView) -> Bool {
        switch line[0] {
        case UInt8(ascii: "S"): line.hasPrefix("Step ") || line.hasPrefix("STEP ") || line.hasPrefix("Successfully ")
        case UInt8(ascii: "I"): line.hasPrefix("INFO[")
        case UInt8(ascii: "["): line.count > 3 && line[1].isDigit && line[2] == UInt8(ascii: "/")
        case .space: line.hasPrefix(" ---> ")
        case UInt8(ascii: "-"): line.hasPrefix("--> ")
        case UInt8(ascii: "R"): line.hasPrefix("Removing ")
        case UInt8(ascii: "C"): line.hasPrefix("COMMIT")
        case UInt8(ascii: "T"): line.hasPrefix("The command ")
        case UInt8(ascii: "e"), UInt8(ascii: "E"): line.hasPrefix("error building") || line.hasPrefix("Error: building")
        default: false
        }
    }

    /// `[1/2] STEP 3/9: RUN pip install x`, `[1/2] COMMIT`: buildah, of a build with several stages.
    private static func staged(_ line: ByteView, isOpen: Bool) -> BuilderFrame? {
        guard mayBegin(line), let close = line[0..<12].firstIndex(of: "] ") else { return nil }
        let rest = line.dropFirst(close + 2)
        if isOpen, rest.hasPrefix("COMMIT") { return line[1..<close].isLastOfAll ? .finished : .noise }
        return numbered(rest, stage: line[0..<close + 1].string)
    }

    /// `Step 3/9 : RUN pip install x`, `STEP 3/9: RUN pip install x`, `STEP 3: RUN …`
    private static func numbered(_ line: ByteView, stage: String = "") -> BuilderFrame? {
        guard let rest = line.afterPrefix("Step ") ?? line.afterPrefix("STEP "), rest.count > 4, rest[0].isDigit,
            let colon = rest[0..<12].firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        let place = rest[0..<colon].trimmed
        let slash = place.firstIndex(of: UInt8(ascii: "/")) ?? place.count
        let text = rest.dropFirst(colon + 1).trimmed
        guard let number = Int(place[0..<slash].string), isInstruction(text) else { return nil }
        return .step(text.string, number: number, total: Int(place.dropFirst(slash + 1).string) ?? 0, stage: stage)
    }

    /// `Step 3/9 : RUN pip install x`
    static func isNumbered(_ line: ByteView) -> Bool { line[0] | 0x20 == UInt8(ascii: "s") && numbered(line) != nil }

    private static func isInstruction(_ text: ByteView) -> Bool {
        let word = text.firstWord
        return word.count > 1 && word.count < text.count
            && (0..<word.count).allSatisfy { word[$0] >= UInt8(ascii: "A") && word[$0] <= UInt8(ascii: "Z") }
    }

    private static func ending(_ line: ByteView) -> BuilderFrame? {
        guard let id = line.afterPrefix("Successfully built ") else { return line.hasPrefix("Successfully tagged ") ? .finished : nil }
        return isImage(id.trimmed) ? .finished : nil
    }

    private static func arrow(_ line: ByteView) -> BuilderFrame? {
        guard let rest = line.afterPrefix(" ---> ") ?? line.afterPrefix("--> ") else { return nil }
        if rest.hasPrefix("Using cache") { return .cached }
        if rest.hasPrefix("Running in ") || rest.hasPrefix("Removed intermediate container ") || rest.hasPrefix("[Warning]") {
            return .noise
        }
        return isImage(rest.trimmed) ? .done : nil
    }

    /// `3f2a9c1b7d5e`
    private static func isImage(_ word: ByteView) -> Bool {
        word.count >= 8 && word.count <= 64
            && (0..<word.count).allSatisfy { word[$0].isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(word[$0]) }
    }

    /// `INFO[0012] RUN pip install x`
    private static func kaniko(_ line: ByteView) -> BuilderFrame? {
        guard line.hasPrefix("INFO["), let close = line[0..<12].firstIndex(of: UInt8(ascii: "]")) else { return nil }
        let text = line.dropFirst(close + 1).trimmed
        if let step = text.afterPrefix("Using caching version of cmd: "), isInstruction(step) { return .cachedStep(step.string) }
        if text.hasPrefix("Found cached layer") { return .cached }
        if text.hasPrefix("Initializing snapshotter") { return .firstSnapshot }
        if text.hasPrefix("Taking snapshot of ") || text.hasPrefix("No files were changed") { return .done }
        if text.hasPrefix("Pushing image to ") || text.hasPrefix("Pushed ") || text.hasPrefix("Skipping push to ") { return .finished }
        let names: [StaticString] = ["RUN ", "COPY ", "ADD ", "FROM ", "WORKDIR ", "USER ", "ENV "]
        if names.contains(where: { text.hasPrefix($0) }) { return .step(text.string, number: 0) }
        if let image = text.afterPrefix("Retrieving image manifest ") { return .step("FROM " + image.string, number: 1) }
        return .noise
    }
}

extension ByteView {
    /// `2/2`
    fileprivate var isLastOfAll: Bool {
        guard let slash = firstIndex(of: UInt8(ascii: "/")) else { return false }
        return self[0..<slash].string == dropFirst(slash + 1).string
    }
}
