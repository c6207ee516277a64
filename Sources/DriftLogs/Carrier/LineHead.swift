/// Words that a line of a log begins with and that nothing else does: they tell where a line begins, whatever stands before it.
enum LineHead {
    static func isKnown(_ line: ByteView) -> Bool {
        let body = line.dropFirst(line.indentation)
        guard body.count > 3 else { return false }
        switch body[0] {
        case UInt8(ascii: "#"): return isVertex(body)
        case UInt8(ascii: "-"): return body.hasPrefix("--> ")
        case UInt8(ascii: "="): return body.hasPrefix("===== ")
        case UInt8(ascii: "D"):
            return body.hasPrefix("DONE ") && body.count > 5 && body[5].isDigit || body.hasPrefix("Downloading ")
                || body.hasPrefix("Defaulting to user installation")
        case UInt8(ascii: "C"): return body.equals("CACHED") || body.hasPrefix("Collecting ")
        case UInt8(ascii: "I"):
            return body.hasPrefix("Installing collected packages: ") || body.hasPrefix("Installing build dependencies: ")
                || body.hasPrefix("Installed ") && body.contains(" package")
        case UInt8(ascii: "S"): return body.hasPrefix("Successfully ") || body.hasPrefix("Setting up ")
        case UInt8(ascii: "R"): return body.hasPrefix("Requirement already ") || body.hasPrefix("Resolved ")
        default: return false
        }
    }

    /// `#12 [base 3/7] RUN pip install x`, `#12 0.345 Collecting x`
    private static func isVertex(_ body: ByteView) -> Bool {
        var end = 1
        while end < body.count, end < 8, body[end].isDigit { end += 1 }
        return end > 1 && end < body.count && body[end] == .space
    }

    /// `#12 [base 3/7] RUN pip install x`
    static func isVertexHeader(_ line: ByteView) -> Bool {
        guard line.count > 0, line[0] == UInt8(ascii: "#"), isVertex(line) else { return false }
        return line.dropFirst(line.firstWord.count + 1).hasPrefix("[")
    }

    /// `#12 [base 3/7] RUN pip install x`, `#12 0.345 Collecting x`, `#12 DONE 1.3s`; not `#2 - "Build": ` of another program's steps.
    static func isVertexLine(_ line: ByteView) -> Bool {
        guard line.count > 0, line[0] == UInt8(ascii: "#"), isVertex(line) else { return false }
        let rest = line.dropFirst(line.firstWord.count + 1)
        return rest.hasPrefix("[") || rest.hasPrefix("DONE ") || rest.hasPrefix("CACHED") || rest.firstWord.decimal != nil
    }

    /// A line that begins so does not go on with the one before it, as far as a hard wrap leaves that open.
    static func mayBeginLine(_ line: ByteView) -> Bool {
        let body = line.dropFirst(line.indentation)
        guard !body.isEmpty else { return true }
        if isKnown(line) || BuilderFrame.mayBegin(line) { return true }
        switch body[0] {
        // A paste in several fenced parts.
        case UInt8(ascii: "`"): return body.hasPrefix("```")
        case UInt8(ascii: "A"): return body.hasPrefix("Attempting uninstall: ") || body.hasPrefix("Audited ")
        case UInt8(ascii: "B"): return body.hasPrefix("Building wheel")
        case UInt8(ascii: "C"): return body.hasPrefix("Created wheel for ") || body.hasPrefix("Cloning ") || body.hasPrefix("Checked ")
        case UInt8(ascii: "E"): return body.hasPrefix("ERROR: ")
        case UInt8(ascii: "F"): return body.hasPrefix("Found existing installation: ")
        case UInt8(ascii: "G"): return body.hasPrefix("Get:") || body.hasPrefix("Getting requirements to build")
        case UInt8(ascii: "L"): return body.hasPrefix("Looking in ")
        case UInt8(ascii: "P"): return body.hasPrefix("Preparing metadata") || body.hasPrefix("Prepared ") || body.hasPrefix("Processing ")
        case UInt8(ascii: "U"): return body.hasPrefix("Using cached ") || body.hasPrefix("Uninstall") || body.hasPrefix("Using Python ")
        case UInt8(ascii: "Y"): return body.hasPrefix("You are using pip ") || body.hasPrefix("You should consider ")
        case UInt8(ascii: "W"): return body.hasPrefix("WARNING: ")
        case UInt8(ascii: "["): return body.hasPrefix("[notice] ")
        case UInt8(ascii: "d"), UInt8(ascii: "{"): return ServerSentEvent.isEvent(body) || ServerSentEvent.isObject(body)
        case UInt8(ascii: "+"), UInt8(ascii: "~"), UInt8(ascii: "-"):
            return line.indentation == 1 && body.count > 1 && body[1] == .space && body.contains("==")
        case 0xE2: return body.hasPrefix("━")
        default: return false
        }
    }

    /// A line whose end everybody knows, and that has the width of a wrap by chance.
    static func isWhole(_ line: ByteView) -> Bool {
        line.hasPrefix("[notice] To update, run: ") && line.hasSuffix(" --upgrade pip")
    }

    /// `--> RUN …` and what other builders say for it: `#12 [3/7] RUN …`, `Step 3/7 : RUN …`, `STEP 3/7: RUN …`.
    static func isStepHeader(_ line: ByteView) -> Bool {
        if line.hasPrefix("--> ") { return true }
        guard line.count > 8 else { return false }
        switch line[0] {
        case UInt8(ascii: "#"): return line[1].isDigit && line[0..<12].contains(" [")
        case UInt8(ascii: "S"): return line.hasPrefix("Step ") && line[5].isDigit || line.hasPrefix("STEP ") && line[5].isDigit
        default: return false
        }
    }

    /// What programs say first, where it might be taken for more of their command.
    static func mayBeginOutput(_ line: ByteView) -> Bool {
        let word = line.trimmed.firstWord
        // `binary=:all:` is the rest of an option.
        if word.hasSuffix(":"), !word.contains("=") { return true }
        return outputs.contains { word.equals($0) } || word.hasPrefix("Hit:") || word.hasPrefix("Ign:") || word.hasPrefix("Err:")
    }

    private static let outputs: [StaticString] = [
        "Reading", "Building", "Creating", "Cloning", "Updating", "Skipping", "Ignoring", "Obtaining", "Using", "Package", "Initialized",
        "added",
        "Usage", "usage", "Traceback", "Pipfile.lock", "Virtualenv", "The", "This", "You", "No", "Warning", "Error", "Info", "Building",
        "Built",
        "+", "[+]", "%",
    ]
}
