import DriftCore
import Testing

@Suite("Requirement: PEP 508")
struct RequirementTests {
    struct Case: Sendable {
        var text: String
        var name: String
        var extras: [String] = []
        var specifiers = ""
        var url: String?
        var marker: String?
        var description: String
    }

    static let cases = [
        Case(text: "numpy", name: "numpy", description: "numpy"),
        Case(text: "  numpy\t", name: "numpy", description: "numpy"),
        Case(text: "A.B-c_d>=1", name: "A.B-c_d", specifiers: ">=1", description: "A.B-c_d>=1"),
        Case(text: "name<=1", name: "name", specifiers: "<=1", description: "name<=1"),
        Case(text: "name >= 3 , < 2", name: "name", specifiers: "<2,>=3", description: "name<2,>=3"),
        Case(text: "name (==2.8)", name: "name", specifiers: "==2.8", description: "name==2.8"),
        Case(text: "name(>=3, <4,)", name: "name", specifiers: "<4,>=3", description: "name<4,>=3"),
        Case(text: "name ()", name: "name", description: "name"),
        Case(
            text: "name===2004d;os_name=='a'",
            name: "name",
            specifiers: "===2004d",
            marker: "os_name == \"a\"",
            description: "name===2004d; os_name == \"a\""
        ),
        Case(
            text: "gradio[oauth,mcp]==6.19.0",
            name: "gradio",
            extras: ["mcp", "oauth"],
            specifiers: "==6.19.0",
            description: "gradio[mcp,oauth]==6.19.0"
        ),
        Case(text: "name[ ]", name: "name", description: "name"),
        Case(text: "name [ a , b ] ~=1.0", name: "name", extras: ["a", "b"], specifiers: "~=1.0", description: "name[a,b]~=1.0"),
        Case(
            text: "name @ https://h/n-1.0.whl#sha256=00",
            name: "name",
            url: "https://h/n-1.0.whl#sha256=00",
            description: "name @ https://h/n-1.0.whl#sha256=00"
        ),
        Case(
            text: "name[x]@git+https://h/r@0123 ; python_version < '3.9'",
            name: "name",
            extras: ["x"],
            url: "git+https://h/r@0123",
            marker: "python_version < \"3.9\"",
            description: "name[x] @ git+https://h/r@0123 ; python_version < \"3.9\""
        ),
        Case(text: "name@http://h;a", name: "name", url: "http://h;a", description: "name @ http://h;a"),
        Case(text: "name; extra == 'X_y'", name: "name", marker: "extra == \"x-y\"", description: "name; extra == \"x-y\""),
        Case(text: "name@file:///tmp/a", name: "name", url: "file:///tmp/a", description: "name @ file:///tmp/a"),
        Case(text: "name @ ${URL}", name: "name", url: "${URL}", description: "name @ ${URL}"),
    ]

    @Test("Its parts, and its canonical form", arguments: cases)
    func parts(example: Case) throws {
        let requirement = try Requirement(parsing: example.text)
        #expect(requirement.name.spelling == example.name)
        #expect(requirement.extras == example.extras)
        #expect(requirement.specifiers.description == example.specifiers)
        #expect(requirement.url == example.url)
        #expect(requirement.marker?.description == example.marker)
        #expect(requirement.description == example.description)
        #expect(try Requirement(parsing: example.description) == requirement)
    }

    @Test(
        "What is no requirement is refused, with the place",
        arguments: [
            ("", 0), ("   ", 3), ("#", 0), ("-e .", 0), ("name-", 0), ("name_==1", 0), ("_name", 0), ("näme", 1), ("name ==", 5),
            ("name 1.0", 5),
            ("name=1.0", 4), ("name>=1,,<2", 8), ("name,>=1", 4), ("name[a", 6), ("name[a b]", 7), ("name[,a]", 5), ("name[a,]", 7),
            ("name(>=1", 4),
            ("name>=1)", 7), ("name>=1 <2", 8), ("name @", 6), ("name @ ; os_name == 'a'", 9), ("name @ https://h/x y", 19), ("name;", 5),
            ("name; ", 6),
            ("name; os_name", 13), ("name>=1.0.*", 9), ("name==1.0+", 9), ("name\n==1", 4), ("name==1\nother==2", 7), ("name @ a\u{0}b", 8),
        ]
    )
    func refusal(text: String, offset: Int) throws {
        let error = try #require(throws: RequirementSyntaxError.self) { try Requirement(parsing: text) }
        #expect(error.offset == offset, "\(error)")
        #expect(!error.message.contains("\n"))
    }

    @Test("Spellings of a name make no difference")
    func equality() throws {
        #expect(try Requirement(parsing: "PyYAML==1.0") == Requirement(parsing: "pyyaml == 1.0.0"))
        #expect(try Requirement(parsing: "a[x,y]") == Requirement(parsing: "a[y,x,x]"))
        #expect(try Requirement(parsing: "a[x]") != Requirement(parsing: "a"))
    }
}
