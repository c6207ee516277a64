/// Judges by its first bytes whether a line may matter to `StepOutput`. Never says no to a line that does.
enum RelevantLine {
    enum Kind { case other, installList, table, clipped }

    /// `nil`: the line says nothing about an environment.
    static func mode(of body: ByteView) -> Kind? {
        switch body[0] {
        case UInt8(ascii: "D"):
            if let subject = body.afterPrefix("Downloading "), subject.count > 0, subject[0].isLetter {
                // Half of what pip prints: a file's name, which is no version of a package `downloading`.
                return subject.hasPrefix("http") ? .other : nil
            }
            return body.hasPrefix("Defaulting to user") ? .other : requires(body)
        case UInt8(ascii: "C"):
            return body.hasPrefix("Collecting ") || body.hasPrefix("Creating virtual") || body.hasPrefix("Checked ")
                || body.hasPrefix("Consider using") || body.hasPrefix("Cloning ") || body.hasPrefix("Can't uninstall ")
                || PipLine.isPlainFailure(body)
                ? .other : requires(body)
        case UInt8(ascii: "R"):
            return body.hasPrefix("Requirement already ") || body.hasPrefix("Resolved ") || body.hasPrefix("Running ")
                || body.hasPrefix("Rolling back ") || body.hasPrefix("Removing ")
                ? .other : requires(body)
        case UInt8(ascii: "S"):
            if body.hasPrefix("Successfully installed ") { return .installList }
            return body.hasPrefix("Successfully ") || body.hasPrefix("Saved ") || body.hasPrefix("Setting up ") ? .other : requires(body)
        case UInt8(ascii: "I"):
            if body.hasPrefix("Installing collected packages: ") { return .installList }
            return body.hasPrefix("Installing ") || body.hasPrefix("Installed ") ? .other : requires(body)
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "~"): return .other
        case 0xE2: return body.hasPrefix("•") ? .other : nil
        case UInt8(ascii: "E"), UInt8(ascii: "W"), UInt8(ascii: "["), UInt8(ascii: "e"): return message(body)
        case UInt8(ascii: "="): return body.hasPrefix(Beacon.marker) ? .other : nil
        case UInt8(ascii: "("): return SystemPackageLine.apk(body) != nil ? .other : nil
        // Comments stand inside lists.
        case UInt8(ascii: "#"): return .other
        default: return other(body)
        }
    }

    private static func message(_ body: ByteView) -> Kind? {
        if body[0] == UInt8(ascii: "["), body.hasPrefix("[output clipped, log limit ") { return .clipped }
        let isKnown =
            body.hasPrefix("ERROR: ") || body.hasPrefix("WARNING: You are") || body.hasPrefix("WARNING: Running pip as")
            || body.hasPrefix("Would ") || body.hasPrefix("error: ")
            || body.hasPrefix("[notice]")
        return isKnown ? .other : other(body)
    }

    private static func other(_ body: ByteView) -> Kind? {
        switch body[0] {
        case UInt8(ascii: "P"):
            if body.hasPrefix("Package ") { return .table }
            if body.hasPrefix("Processing ") || body.hasPrefix("Package operations") || body.hasPrefix("Python ")
                || body.hasPrefix("Proceed (") || body.hasPrefix("Preparing ") || body.hasPrefix("Poetry ") || body.hasPrefix("PDM, ")
            {
                return .other
            }
        case UInt8(ascii: "p"), UInt8(ascii: "u"), UInt8(ascii: "d"): if InstallerVersionLine.installer(body) != nil { return .other }
        case UInt8(ascii: "n"): if body.hasPrefix("nox > ") { return .other }
        case UInt8(ascii: "Y"):
            if body.hasPrefix("You should consider upgrading via the ") || body.hasPrefix("You are using pip version ") { return .other }
        case UInt8(ascii: "G"): if body.hasPrefix("Getting requirements to build") { return .other }
        case UInt8(ascii: "F"): if body.hasPrefix("Found existing ") { return .other }
        case UInt8(ascii: "N"):
            if body.hasPrefix("Not uninstalling ") || body.hasPrefix("No dependencies") || body.hasPrefix("No matching ") { return .other }
        case UInt8(ascii: "V"): if body.hasPrefix("Virtualenv location: ") { return .other }
        case UInt8(ascii: "L"): if body.hasPrefix("Looking in ") { return .other }
        case UInt8(ascii: "O"): if body.hasPrefix("Obtaining ") { return .other }
        case UInt8(ascii: "B"):
            if body.hasPrefix("Built ") || body.hasPrefix("Building wheel for ") || body.hasPrefix("Bytecode compiled ") { return .other }
        case UInt8(ascii: "U"):
            if body.hasPrefix("Using ") && (!body.hasPrefix("Using cached ") || body.hasPrefix("Using cached http"))
                || body.hasPrefix("Uninstalled ")
            {
                return .other
            }
        case UInt8(ascii: "A"): if body.hasPrefix("Audited ") || body.hasPrefix("Adding ") { return .other }
        default: break
        }
        var end = 0
        while end < body.count, body[end].isNameByte { end += 1 }
        guard end > 0, body.count > end + 2 else { return nil }
        if body[end] == UInt8(ascii: "="), body[end + 1] == UInt8(ascii: "=") { return .other }
        if body[end] == .space, body[end + 1] == UInt8(ascii: "@") { return .other }
        return requires(body, behindName: end)
    }

    private static func requires(_ body: ByteView) -> Kind? {
        var end = 0
        while end < body.count, body[end].isNameByte { end += 1 }
        return requires(body, behindName: end)
    }

    /// `datasets 5.0.1 requires fsspec<=…`: a name, a version, and the word; `click is already installed with …`.
    private static func requires(_ body: ByteView, behindName nameEnd: Int) -> Kind? {
        guard nameEnd < body.count, body[nameEnd] == .space || body[nameEnd] == .tab,
            let versionEnd = body.firstIndex(of: .space, from: nameEnd + 1)
        else { return nil }
        let words = body.dropFirst(versionEnd)
        return words.hasPrefix(" requires ") || words.hasPrefix(" has requirement ") || words.hasPrefix(" already installed with ")
            ? .other : nil
    }

    /// Only what names and versions are made of.
    static func mayContinueList(_ line: ByteView) -> Bool {
        (0..<line.count).allSatisfy { index in
            let byte = line[index]
            return byte.isNameByte || byte == .space || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "!")
        }
    }

    static func mayBeTableRow(_ line: ByteView) -> Bool {
        let name = line.firstWord
        return !name.isEmpty && (0..<name.count).allSatisfy { name[$0].isNameByte }
            && (name[0] == UInt8(ascii: "-") || line.count > name.count + 1)
    }
}
