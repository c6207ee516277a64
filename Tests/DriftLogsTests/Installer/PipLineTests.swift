import DriftCore
import Testing

@testable import DriftLogs

@Suite struct PipLineTests {
    @Test(
        "what pip found in place",
        arguments: [
            (
                "click>=8 in /usr/local/lib/python3.13/site-packages (from uvicorn) (8.1.7)", "click", "8.1.7",
                "/usr/local/lib/python3.13/site-packages"
            ),
            ("click in ./venv/lib/python3.9/site-packages (8.0)", "click", "8.0", "./venv/lib/python3.9/site-packages"),
            // pip 9 leaves the version out.
            ("click in /usr/lib/python3/dist-packages", "click", nil, "/usr/lib/python3/dist-packages"),
            (
                "torch==2.1.0+cu118 in /opt/venv/lib/python3.10/site-packages (2.1.0+cu118)", "torch", "2.1.0+cu118",
                "/opt/venv/lib/python3.10/site-packages"
            ),
            (
                "ruamel.yaml<1.0 in /x/site-packages (from -r requirements.txt (line 3)) (0.17.21)", "ruamel.yaml", "0.17.21",
                "/x/site-packages"
            ),
            ("uvicorn[standard]>=0.1 in /x/site-packages (0.30.0)", "uvicorn", "0.30.0", "/x/site-packages"),
            ("click from https://example.com/click.whl in /x/site-packages (8.1)", "click", "8.1", "/x/site-packages"),
            ("a in /path with spaces/site-packages (1)", "a", "1", nil),
            ("a in /x/site-packages (from b)", "a", nil, "/x/site-packages"),
        ] as [(String, String, String?, String?)]
    )
    func satisfied(rest: String, name: String, version: String?, location: String?) {
        let event = TestBytes.view(rest) { PipLine.satisfied($0) }
        #expect(event == .satisfied(name: .known(name), version: version, location: location))
    }

    @Test("a line that names no package says nothing was found", arguments: ["", "(8.1)", "/tmp/x in y", "-r x", "é==1"])
    func notSatisfied(_ rest: String) { #expect(TestBytes.view(rest) { PipLine.satisfied($0) } == nil) }

    @Test(
        "what pip collects, and from where",
        arguments: [
            ("click>=8 (from x)", "click", nil),
            ("click", "click", nil),
            ("gradio[oauth,mcp]==6.19.0", "gradio", nil),
            ("click>=8 (from -r https://example.com/r.txt (line 1))", "click", nil),
            ("foo@ git+https://github.com/o/r@main", "foo", "git+https://github.com/o/r@main"),
            ("foo@ git+https://github.com/o/r@main (from -r requirements.txt (line 2))", "foo", "git+https://github.com/o/r@main"),
            ("foo from git+https://github.com/o/r#egg=foo (from -r r.txt (line 1))", "foo", "git+https://github.com/o/r#egg=foo"),
            ("git+https://github.com/o/r", nil, "git+https://github.com/o/r"),
            ("git+https://github.com/o/r#egg=foo&subdirectory=x", "foo", "git+https://github.com/o/r#egg=foo&subdirectory=x"),
            ("https://example.com/foo-1.0-py3-none-any.whl", nil, "https://example.com/foo-1.0-py3-none-any.whl"),
            ("foo@ https://user:secret@example.com/foo.whl", "foo", "https://example.com/foo.whl"),
            ("foo@ git+https://ghp_token@github.com/o/r", "foo", "git+https://github.com/o/r"),
            ("foo@ git+ssh://git@github.com/o/r", "foo", "git+ssh://git@github.com/o/r"),
        ] as [(String, String?, String?)]
    )
    func collecting(rest: String, name: String?, source: String?) {
        let found = TestBytes.view(rest) { PipLine.collecting($0) }
        #expect(found.name?.spelling == name)
        #expect(found.source == source)
    }

    @Test(
        "a source holds URL characters alone, and no secret",
        arguments: [
            ("https://example.com/a.whl", "https://example.com/a.whl"), ("https://a:b@example.com/x@y", "https://example.com/x@y"),
            ("https://a@b@example.com/", "https://example.com/"), ("git+ssh://git@github.com/o/r", "git+ssh://git@github.com/o/r"),
            ("https://token@example.com", "https://example.com"), ("https://example.com/a b", nil), ("https://example.com/\u{1B}[31m", nil),
            ("https://example.com/<b>", nil), ("https://example.com/\"x", nil), ("https://example.com/é", nil), ("/app", "/app"),
            ("https://example.com/" + String(repeating: "a", count: 2000), nil),
        ] as [(String, String?)]
    )
    func cleanSource(url: String, expected: String?) { #expect(TestBytes.view(url) { PipLine.cleanSource($0) } == expected) }

    @Test(
        "the version begins where the name ends",
        arguments: [
            ("click-8.1.7", [], "click", "8.1.7"),
            ("a-1", [], "a", "1"),
            ("scikit-learn-1.5.0", [], "scikit-learn", "1.5.0"),
            ("torch-2.1.0+cu118", [], "torch", "2.1.0+cu118"),
            ("pkg-1!2.0.post1.dev3", [], "pkg", "1!2.0.post1.dev3"),
            ("foo-v1.0", [], "foo", "v1.0"),
            ("backports.zoneinfo-0.2.1", [], "backports.zoneinfo", "0.2.1"),
            // Without the names before it, the first place that looks like a version is one.
            ("foo-3-1.0", [], "foo-3", "1.0"),
            ("foo-3-1.0", ["foo-3"], "foo-3", "1.0"),
            ("foo-1.0-1", ["foo"], "foo", "1.0-1"),
            ("foo-2004d", [], "foo", "2004d"),
            ("foo-d20.1", ["foo"], "foo", "d20.1"),
            ("charset-normalizer-2.0.12", ["charset"], "charset-normalizer", "2.0.12"),
            ("foo", [], "foo", nil),
            ("foo-bar", [], "foo-bar", nil),
        ] as [(String, [String], String, String?)]
    )
    func item(word: String, known: [String], name: String, version: String?) {
        let item = TestBytes.view(word) { PipLine.installedItem($0, known: Set(known.map { .known($0) })) }
        #expect(item == InstalledItem(name: .known(name), version: version))
    }

    @Test("no item", arguments: ["", "-", "-1.0", "foo-", "foo-1.0;rm", "é-1.0", "<b>-1", "foo==1.0", String(repeating: "a", count: 301)])
    func noItem(_ word: String) { #expect(TestBytes.view(word) { PipLine.installedItem($0, known: []) } == nil) }

    @Test(
        "conflicts",
        arguments: [
            (
                "datasets 5.0.1 requires fsspec<=2026.6.0, but you have fsspec 2026.9.0 which is incompatible.", "datasets", "5.0.1",
                "fsspec<=2026.6.0", "fsspec 2026.9.0"
            ),
            (
                "datasets 5.0.1 requires fsspec[http]<=2,>=1, but you have fsspec 3 which is incompatible.", "datasets", "5.0.1",
                "fsspec[http]<=2,>=1", "fsspec 3"
            ),
            ("datasets 5.0.1 requires fsspec, which is not installed.", "datasets", "5.0.1", "fsspec", nil),
            (
                "requests 2.25.1 has requirement idna<3,>=2.5, but you'll have idna 3.4 which is incompatible.", "requests", "2.25.1",
                "idna<3,>=2.5", "idna 3.4"
            ),
            (
                "requests 2.25.1 requires idna<3,>=2.5, but you'll have idna 3.4 which is incompatible.", "requests", "2.25.1",
                "idna<3,>=2.5",
                "idna 3.4"
            ),
            ("requests 2.25.1 has requirement idna<3,>=2.5, but you have idna 3.4.", "requests", "2.25.1", "idna<3,>=2.5", "idna 3.4"),
        ] as [(String, String, String, String, String?)]
    )
    func conflict(line: String, package: String, version: String, requirement: String, found: String?) {
        let event = TestBytes.view(line) { PipLine.conflict($0) }
        #expect(event == .conflict(package: package, version: version, requirement: requirement, found: found))
    }

    @Test(
        "prose that requires something is no conflict",
        arguments: [
            "this requires that, which is not installed", "x requires y", "datasets 5.0.1 requires fsspec",
            " requires , but you have  which is incompatible", "a 1.0 requires b>=1, but you have which is incompatible.",
            "the app 2.0 has requirement x, but you have no idea.", "a 2.0 has requirement x, but you have no idea.",
            "a 2.0 requires idna<4; <img src=x>, but you have idna 2.0 which is incompatible.",
            "a 2.0 requires idna</b>, which is not installed.",
        ]
    )
    func noConflict(_ line: String) { #expect(TestBytes.view(line) { PipLine.conflict($0) } == nil) }

    @Test(
        "pip's own version stands in its advice to replace it",
        arguments: [
            ("[notice] A new release of pip is available: 23.0.1 -> 26.1.2", "23.0.1"),
            ("[notice] A new release of pip available: 22.2.2 -> 22.3", "22.2.2"),
            ("WARNING: You are using pip version 22.0.4; however, version 22.1 is available.", "22.0.4"),
            ("You are using pip version 9.0.3, however version 26.3 is available.", "9.0.3"),
        ]
    )
    func notice(line: String, version: String) {
        let event = TestBytes.view(line) { PipLine.notice($0) }
        #expect(event == .installerVersion(Installer(name: "pip", version: version)))
    }

    @Test("how to replace it stands in the line behind that")
    func advice() {
        #expect(TestBytes.events("[notice] To update, run: pip install --upgrade pip") == [.toldToUpdate(by: "pip")])
        #expect(TestBytes.events("[notice] To update, run: python -m pip install --upgrade pip") == [.toldToUpdate(by: "python -m pip")])
        let older = "You should consider upgrading via the '/opt/venv/bin/python -m pip install --upgrade pip' command."
        #expect(TestBytes.events(older) == [.toldToUpdate(by: "/opt/venv/bin/python -m pip")])
        let oldest = "You should consider upgrading via the 'pip install --upgrade pip' command."
        #expect(TestBytes.events(oldest) == [.toldToUpdate(by: "")])
        let newer = "You are using pip version 18.1, however version 21.3.1 is available."
        #expect(TestBytes.events(newer) == [.installerVersion(Installer(name: "pip", version: "18.1"))])
        #expect(TestBytes.events("[notice] pip is well") == [])
    }

    @Test("names and what was found before")
    func lists() {
        #expect(TestBytes.view("a, b.c,  d-e , é, f") { PipLine.names($0) }.map(\.spelling) == ["a", "b.c", "d-e", "f"])
        #expect(TestBytes.view("click 8.0.4") { PipLine.found($0) } == .found(name: .known("click"), version: "8.0.4"))
        #expect(TestBytes.view("click") { PipLine.found($0) } == nil)
    }

    @Test(
        "a sentence that begins with Collecting names no requirement",
        arguments: [
            ("click", true), ("click>=8 (from x)", true), ("foo@ git+https://github.com/o/r", true),
            ("foo @ https://example.com/foo.whl", true),
            ("foo from git+https://github.com/o/r#egg=foo", true), ("foo; python_version < \"3.8\"", true), ("foo ; extra == \"x\"", true),
            ("usage statistics. To deactivate, set browser.gatherUsageStats to False.", false), ("samples from disk", false),
        ]
    )
    func isRequirement(_ rest: String, _ isOne: Bool) { #expect(TestBytes.view(rest) { PipLine.isRequirement($0) } == isOne) }

    @Test(
        "an address that pip fetches from names its package, unless an index serves it",
        arguments: [
            ("https://github.com/o/r/releases/download/foo-1.0-py3-none-any.whl (1.0 kB)", "foo"),
            ("https://example.com/foo-1.0.tar.gz", "foo"),
            ("https://example.com/foo-1.0-py3-none-any.whl.metadata (2 kB)", nil), ("httpx-0.27.0-py3-none-any.whl (75 kB)", nil),
            (
                "https://files.example.com/packages/4a/a8/0b2ced25639fb20cc1c9784de90a8c25f9504a7f18cd8b5397bd61696d7d/click-8.0.4-py3-none-any.whl",
                nil
            ),
        ] as [(String, String?)]
    )
    func downloaded(_ text: String, _ name: String?) {
        var found: String?
        if case .downloaded(let package, _)? = TestBytes.view(text, { PipLine.downloaded($0) }) { found = package.spelling }
        #expect(found == name)
    }

    @Test(
        "a clone names its project by the folder it goes to",
        arguments: [
            ("https://github.com/o/r (to revision v1) to /tmp/pip-install-s54kvzy7/mono-two_445e0990e18446f896dfa7c4e82ad944", "mono-two"),
            ("https://github.com/o/r to /tmp/pip-install-x/tiny_lib", "tiny_lib"),
            ("https://github.com/o/r to /tmp/pip-req-build-bqphyvz8", nil), ("https://github.com/o/r to /app/src/tiny-lib", nil),
        ] as [(String, String?)]
    )
    func cloning(_ rest: String, _ name: String?) {
        let event = TestBytes.view(rest) { PipLine.cloning($0) }
        #expect(event == name.map { .cloning(url: "https://github.com/o/r", name: .known($0)) })
    }
}
