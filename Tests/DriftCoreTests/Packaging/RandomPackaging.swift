import DriftTesting

/// Random versions, specifiers, markers, requirements and requirements files; half of them well formed, half a little broken.
struct RandomPackaging: RandomNumberGenerator {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func next() -> UInt64 { random.next() }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[Int.random(in: 0..<choices.count, using: &self)]
    }

    mutating func repeated(_ range: ClosedRange<Int>, _ make: (inout RandomPackaging) -> String) -> [String] {
        (0..<Int.random(in: range, using: &self)).map { _ in make(&self) }
    }

    // MARK: Versions

    mutating func number() -> String {
        if chance(4) {
            return pick(["18446744073709551615", "18446744073709551616", "99999999999999999999999", "00000000000000000000000000001"])
        }
        return pick(["0", "0", "1", "1", "2", "3", "10", "12", "007", "2024"])
    }

    mutating func separator() -> String { pick(["", "", ".", "-", "_"]) }

    mutating func release() -> String { repeated(1...4) { $0.number() }.joined(separator: ".") }

    mutating func version() -> String {
        var text = pick(["", "", "", "", "v", "V"])
        if chance(8) { text += number() + "!" }
        text += release()
        if chance(25) {
            text += separator() + pick(["a", "b", "c", "rc", "alpha", "beta", "pre", "preview", "RC", "Alpha"]) + suffixNumber()
        }
        if chance(20) { text += chance(25) ? "-" + number() : separator() + pick(["post", "rev", "r", "POST"]) + suffixNumber() }
        if chance(15) { text += separator() + pick(["dev", "DEV"]) + suffixNumber() }
        if chance(15) { text += "+" + local() }
        return text
    }

    private mutating func suffixNumber() -> String { chance(70) ? separator() + number() : separator() }

    private mutating func local() -> String {
        repeated(1...3) { $0.pick(["ubuntu", "cu118", "1", "01", "10", "a1", "CPU", "g1a2b3c"]) }.joined(separator: pick([".", "-", "_"]))
    }

    /// One of few, so that versions meet in their parts.
    mutating func nearVersion() -> String {
        let release = pick(["1", "1.0", "1.0.0", "1.1", "1.0.1", "2", "1!1", "1!1.0"])
        let pre = pick(["", "", "", "a1", "a2", "b1", "rc1"])
        let post = pick(["", "", "", ".post0", ".post1", ".post2"])
        let dev = pick(["", "", "", ".dev0", ".dev1"])
        return release + pre + post + dev + pick(["", "", "", "+1", "+abc", "+abc.1", "+abc.x"])
    }

    // MARK: Specifiers

    mutating func clause() -> String {
        let version = chance(70) ? nearVersion() : version()
        let comparison = pick(["==", "!=", "<=", ">=", "<", ">", "~=", "=="])
        let plain = version.split(separator: "+").first.map(String.init) ?? version
        switch Int.random(in: 0..<10, using: &self) {
        case 0: return pick(["==", "!="]) + release() + ".*"
        case 1: return pick(["==", "!="]) + pick(["1.*", "1.0.*", "1!1.*", "1.0.0.*", "v1.1.*"])
        case 2: return "~=" + pick(["1.0", "1.0.0", "1!1.0", "1.0a1", "1.0.post1", "1.0.1.dev1", "1.1"])
        case 3: return "===" + pick([version, "foobar", "1.0+ABC", "2004d", ""])
        case 4: return comparison + " " + version
        default: return comparison + (comparison == "==" || comparison == "!=" ? version : plain)
        }
    }

    mutating func specifierSet() -> String { repeated(0...3) { $0.clause() }.joined(separator: pick([",", ", ", " ,"])) }

    // MARK: Markers

    mutating func literal() -> String {
        let quote = pick(["'", "\""])
        let values = [
            "3.9", "3.10", "3.11", "3.11.4", "3.11.*", "3", "linux", "win32", "posix", "Linux", "x86_64 aarch64", "CPython", "cpython",
            "test", "Te.St_x", "te-st-x", "", "5.10.0-generic", "3.11,3.12", "2.7 3.11",
        ]
        return quote + pick(values) + quote
    }

    mutating func variable() -> String {
        pick([
            "python_version", "python_version", "python_full_version", "os_name", "sys_platform", "platform_release", "platform_system",
            "platform_version", "platform_machine", "platform_python_implementation", "implementation_name", "implementation_version",
            "extra", "extra", "os.name", "sys.platform", "platform.version", "platform.machine", "platform.python_implementation",
            "python_implementation",
        ])
    }

    mutating func comparison() -> String {
        if chance(6) { return literal() + pick([" in extras", " not in extras", " in dependency_groups"]) }
        let comparison = pick(["==", "!=", "<", "<=", ">", ">=", "~=", "===", " in ", " not in ", " not  in "])
        let space = pick(["", " ", "  ", "\t"])
        let (left, right) = chance(70) ? (variable(), literal()) : chance(90) ? (literal(), variable()) : (variable(), variable())
        return left + space + comparison + space + right
    }

    mutating func marker(depth: Int = 0) -> String {
        var text = ""
        for index in 0..<Int.random(in: 1...3, using: &self) {
            if index > 0 { text += pick([" and ", " or ", "  and ", " or\t"]) }
            text += depth < 3 && chance(25) ? "(" + pick(["", " "]) + marker(depth: depth + 1) + pick(["", " "]) + ")" : comparison()
        }
        return text
    }

    // MARK: Requirements

    mutating func name() -> String {
        pick(["numpy", "PyYAML", "ruamel.yaml", "huggingface_hub", "a", "A-b_c.d", "torch", "3to2", "zope.interface", "x--y", "spaces"])
    }

    mutating func extras() -> String {
        guard chance(30) else { return "" }
        return pick(["", " "]) + "["
            + repeated(0...3) { $0.pick(["oauth", "mcp", "Dev_x", "a.b", "z"]) }.joined(separator: pick([",", " , "])) + "]"
    }

    mutating func requirement() -> String {
        var text = name() + extras()
        if chance(20) {
            let urls = [
                "https://host/pkg-1.0-py3-none-any.whl#sha256=00ff", "git+https://host/owner/repo@0123abc#egg=x&subdirectory=y",
                "file:///tmp/a.whl",
                "./local", "https://${TOKEN}@host/a;b",
            ]
            text += pick([" @ ", "@", " @", "@ "]) + pick(urls)
            return chance(30) ? text + " ; " + marker() : text
        }
        if chance(75) { text += pick(["", " "]) + (chance(15) ? "(" + specifierSet() + ")" : specifierSet()) }
        return chance(30) ? text + pick([";", " ;", "; ", " ; "]) + marker() : text
    }

    // MARK: Damage

    /// One to three characters out, in, or changed.
    mutating func damaged(_ text: String, alphabet: String = "0123456789abcrvpostdev.+-_!*=<>~;,()[]@ \t\"'#andor") -> String {
        var characters = Array(text)
        let letters = Array(alphabet)
        for _ in 0..<Int.random(in: 1...3, using: &self) {
            let index = Int.random(in: 0...characters.count, using: &self)
            switch Int.random(in: 0..<3, using: &self) {
            case 0: characters.insert(pick(letters), at: index)
            case 1 where index < characters.count: characters.remove(at: index)
            case _ where index < characters.count: characters[index] = pick(letters)
            default: break
            }
        }
        return String(characters)
    }

    /// As it is, or damaged.
    mutating func maybeDamaged(_ text: String) -> String { chance(45) ? damaged(text) : text }
}
