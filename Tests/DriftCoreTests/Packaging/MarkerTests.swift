import DriftCore
import Testing

@Suite("Marker: PEP 508")
struct MarkerTests {
    /// In CPython 3.11.15 on 64-bit Linux.
    static let truths: [(String, Bool)] = [
        ("python_version >= '3.10'", true), ("python_version < '3.9'", false), ("python_version == '3.11'", true),
        ("python_version > '3.9'", true),
        ("python_version == '3.*'", true), ("python_version ~= '3.9'", true), ("'3.9' < python_version", true),
        ("python_version in '3.10 3.11'", true),
        ("python_version not in '3.10,3.12'", true), ("python_full_version == '3.11.15'", true), ("python_full_version < '3.11.9'", false),
        ("os_name == 'posix'", true), ("os.name == 'nt'", false), ("sys_platform == 'linux'", true), ("sys.platform != 'win32'", true),
        ("platform_system == \"Linux\"", true), ("platform_machine == 'x86_64'", true), ("platform_machine == 'arm64'", false),
        ("platform_python_implementation == 'CPython'", true), ("python_implementation == 'PyPy'", false),
        ("implementation_name == 'cpython'", true),
        ("os_name == 'nt' or os_name == 'posix'", true), ("os_name == 'posix' and os_name == 'nt'", false),
        ("os_name == 'nt' and os_name == 'nt' or os_name == 'posix'", true),
        ("os_name == 'posix' or os_name == 'nt' and os_name == 'nt'", true),
        ("(os_name == 'posix' or os_name == 'nt') and os_name == 'nt'", false), ("'linux' in sys_platform", true),
        ("'win' not in sys_platform", true),
        ("platform_version == ''", true), ("os_name > 'a'", false), ("os_name >= 'posix'", true), ("os_name ~= 'posix'", false),
        ("extra == 'test'", false), ("extra != 'test'", true), ("extra == ''", true), ("'a' == 'a'", false),
    ]

    @Test("Its value in the platform's environment", arguments: truths)
    func evaluation(text: String, expected: Bool) throws {
        let marker = try Marker(parsing: text)
        #expect(marker.evaluate(in: MarkerEnvironment(pythonFullVersion: "3.11.15"), extras: []) == expected)
    }

    @Test("It holds if it holds with one of the extras, however they are spelled")
    func extras() throws {
        let environment = MarkerEnvironment(pythonFullVersion: "3.13")
        let marker = try Marker(parsing: "extra == 'Dev.Tools' and python_version >= '3.10'")
        #expect(marker.evaluate(in: environment, extras: ["test", "dev_tools"]))
        #expect(!marker.evaluate(in: environment, extras: ["test"]))
        #expect(!marker.evaluate(in: environment, extras: []))
        #expect(try Marker(parsing: "'Test' in extras").evaluate(in: environment, extras: ["test"]))
        #expect(try Marker(parsing: "'x' not in extras").evaluate(in: environment, extras: ["test"]))
    }

    @Test("A Python known without its patch counts as the first of its line")
    func shortPython() throws {
        let environment = MarkerEnvironment(pythonFullVersion: "3.13")
        #expect(environment.pythonVersion == "3.13")
        #expect(environment.pythonFullVersion == "3.13.0")
        #expect(MarkerEnvironment(pythonFullVersion: "3.11.15").pythonVersion == "3.11")
        #expect(MarkerEnvironment(pythonFullVersion: "").pythonVersion == "")
    }

    @Test(
        "The canonical form",
        arguments: [
            ("os.name=='posix'", "os_name == \"posix\""), ("python_implementation == 'x'", "platform_python_implementation == \"x\""),
            ("(os_name == 'a')", "os_name == \"a\""), ("((os_name == 'a' or os_name == 'b'))", "os_name == \"a\" or os_name == \"b\""),
            ("os_name == 'a' and (os_name == 'b' or os_name == 'c')", "os_name == \"a\" and (os_name == \"b\" or os_name == \"c\")"),
            ("extra == 'A_b'", "extra == \"a-b\""), ("os_name == 'say \"x\"'", "os_name == 'say \"x\"'"),
            ("os_name  not   in\t'a'", "os_name not in \"a\""),
        ]
    )
    func canonicalForm(text: String, expected: String) throws {
        let marker = try Marker(parsing: text)
        #expect(marker.description == expected)
        #expect(try Marker(parsing: expected) == marker)
    }

    @Test(
        "What is no marker is refused",
        arguments: [
            "", " ", "os_name", "os_name ==", "== 'a'", "os_name = 'a'", "os_name == a", "os_name == 'a", "os_name == 'a' and",
            "and os_name == 'a'",
            "os_name == 'a' os_name == 'b'", "(os_name == 'a'", "os_name == 'a')", "os_name == 'a' & os_name == 'b'", "unknown == 'a'",
            "os_name notin 'a'",
            "os_name not 'a'", "os_name == 'a\\n'", "os_name == 'a\nb'", "os_name == 'a' andos_name == 'b'", "()", "os_name == ''' or '",
        ]
    )
    func refusal(text: String) {
        #expect(throws: RequirementSyntaxError.self) { try Marker(parsing: text) }
    }

    @Test("Deep nesting is refused, not followed into a stack overflow")
    func depth() throws {
        let deep = { (count: Int) in String(repeating: "(", count: count) + "os_name == 'a'" + String(repeating: ")", count: count) }
        #expect(try Marker(parsing: deep(60)).description == "os_name == \"a\"")
        #expect(throws: RequirementSyntaxError.self) { try Marker(parsing: deep(100_000)) }
        #expect(throws: RequirementSyntaxError.self) { try Marker(parsing: String(repeating: "(", count: 1_000_000)) }
    }
}
