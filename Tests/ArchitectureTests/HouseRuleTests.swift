import Foundation
import Testing

@Suite("House rules")
struct HouseRuleTests {
    @Test("Only the program prints")
    func printing() throws {
        let patterns = [
            #/\b(?:print|debugPrint|dump|NSLog)\(/#,
            #/\b(?:fputs|fputc|puts|putchar|printf|vprintf|perror)\(/#,
            // This process's own; `execution.standardOutput` is what another one printed.
            #/(?:FileHandle|[^\w)\]])\.standard(?:Output|Error)\b/#,
            #/(?:^|[^.\w])(?:stdout|stderr)\b|STD(?:OUT|ERR)_FILENO/#,
        ]
        try expectNone(of: patterns) { $0.target != "driftd" }
    }

    @Test("The pure part knows no file, network, clock, process or chance")
    func purity() throws {
        let patterns = [
            #/\b(?:FileManager|FileHandle|ProcessInfo|Process|Bundle|UserDefaults|InputStream|OutputStream)\b[.(]/#,
            #/\b(?:URLSession|ContinuousClock|SuspendingClock|DispatchTime|Thread|Task|UUID|SystemRandomNumberGenerator)\b[.(]/#,
            #/\bDate\(\)|\bDate\.now\b|\b(?:fopen|getenv|gettimeofday|socket|system)\(/#,
            #/\bcontentsOf(?:File)?:\s*(?:URL|file|path)/#,
            #/\.(?:randomElement|shuffled|shuffle)\(\)/#,
        ]
        try expectNone(of: patterns) { ["DriftCore", "DriftLogs"].contains($0.target) }
    }

    @Test("Nothing stops the program: no forced try, cast or unwrapping, no trap on purpose")
    func traps() throws {
        let patterns = [
            #/\btry!|\bas!|\bunowned\(unsafe\)/#,
            #/\b(?:fatalError|preconditionFailure|assertionFailure|unsafeBitCast)\(|\.unsafelyUnwrapped\b/#,
            // `value!.count`, `list[0]!`, `call()!`; `!=` and `!flag` have no operand in front or follow it with a space.
            #/[\w\])]!(?:[.\[()\]},;:\s]|$)/#,
            // `var name: String!`
            #/:\s*[A-Z]\w*!/#,
        ]
        try expectNone(of: patterns)
    }

    @Test("Access is package, not public or open")
    func access() throws {
        try expectNone(of: [#/^\s*(?:@\w+\s+)*(?:public|open)\s+(?:[a-z]+\s+)*(?:func|var|let|struct|class|enum|actor|protocol)\b/#])
        try expectNone(of: [#/^\s*(?:@\w+\s+)*(?:public|open)\s+(?:[a-z]+\s+)*(?:extension|init|typealias|subscript|import)\b/#])
    }

    @Test("Names say what a thing is")
    func names() throws {
        try expectNone(of: [#/\b(?:struct|class|enum|actor|protocol|typealias)\s+\w*(?:Manager|Helpers?|Utils?|Utilities)\b/#])
        let vague = try SourceFile.all().map(\.path).filter { $0.contains(#/(?:Manager|Helpers?|Utils?|Utilities)\.swift$/#) }
        #expect(vague == [])
    }

    @Test("No file grows beyond what one can take in")
    func length() throws {
        let long = try SourceFile.all().filter { $0.text.split(separator: "\n", omittingEmptySubsequences: false).count > 400 }
        #expect(long.map(\.path) == [])
    }

    @Test("A rule finds what it forbids")
    func rulesBite() {
        let file = SourceFile(
            path: "Sources/X/x.swift",
            text: "let a = try! f()\nlet b = c!.d\nlet e = f() as! G\nprint(h)\nif i != j, !k {}\n"
        )
        #expect(file.occurrences(of: #/\btry!|\bas!/#).count == 2)
        #expect(file.occurrences(of: #/[\w\])]!(?:[.\[()\]},;:\s]|$)/#).count == 3)
    }

    private func expectNone(of patterns: [Regex<Substring>], where isMeant: (SourceFile) -> Bool = { _ in true }) throws {
        let files = try SourceFile.all().filter(isMeant)
        #expect(files.count > 10)
        let found = files.flatMap { file in patterns.flatMap { file.occurrences(of: $0) } }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }
}
