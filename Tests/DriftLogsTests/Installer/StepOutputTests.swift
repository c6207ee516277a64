import DriftCore
import Testing

@testable import DriftLogs

/// Lines as they are printed, to the events they are.
@Suite struct StepOutputTests {
    @Test(
        "one line, one event",
        arguments: [
            ("    Found existing installation: click 8.0.4", [.found(name: .known("click"), version: "8.0.4")]),
            ("      Successfully uninstalled click-8.0.4", [.uninstalled(name: .known("click"), version: "8.0.4")]),
            ("Not uninstalling click at /usr/lib, outside environment /opt/venv", [.leftInPlace(name: .known("click"))]),
            ("Defaulting to user installation because normal site-packages is not writeable", [.defaultsToUser]),
            (
                "  Resolved https://github.com/o/r to commit 3f2a1bcd3f2a1bcd3f2a1bcd3f2a1bcd3f2a1bcd",
                [.resolvedCommit(url: "https://github.com/o/r", commit: "3f2a1bcd3f2a1bcd3f2a1bcd3f2a1bcd3f2a1bcd")]
            ),
            ("  Building wheel for foo (pyproject.toml): finished with status 'done'", [.builtFromSource(.known("foo"))]),
            ("  Running setup.py install for foo: started", [.runsSetup(.known("foo"))]),
            ("  Running setup.py bdist_wheel for foo: started", [.builtFromSource(.known("foo"))]),
            ("ERROR: Pipe to stdout was broken", [.unread]),
            ("Successfully built foo bar", [.builtFromSource(.known("foo")), .builtFromSource(.known("bar"))]),
            ("Would install click-8.1.7", [.notInstalled]),
            ("Adding six 1.15.0 to easy-install.pth file", [.easyInstalled(name: .known("six"), version: "1.15.0")]),
            ("Adding six to easy-install.pth file", []), ("Adding six 1.15.0 and more to easy-install.pth file", []),
            ("Saved ./click-8.1.7-py3-none-any.whl", [.notInstalled]),
            ("Successfully downloaded click", [.notInstalled]),
            // What pip ends with comes next.
            ("ERROR: Could not find a version that satisfies the requirement nope", []),
            ("ERROR: No matching distribution found for nope", [.failed(inResolution: true)]),
            ("No matching distribution found for nope", [.failed(inResolution: true)]),
            ("Command \"python setup.py egg_info\" failed with error code 1 in /tmp/pip-install-x/foo/", [.failed(inResolution: false)]),
            ("ERROR: Cannot install a and b because these package versions have conflicting dependencies.", []),
            ("ERROR: ResolutionImpossible: for help visit https://pip.pypa.io", [.failed(inResolution: true)]),
            ("  ERROR: Command errored out with exit status 1:", []),
            ("ERROR: Command errored out with exit status 1: python setup.py egg_info", [.failed(inResolution: false)]),
            ("  error: subprocess-exited-with-error", []), ("error: subprocess-exited-with-error", [.failed(inResolution: false)]),
            ("error: legacy-install-failure", [.failed(inResolution: false)]), ("error: no compiler here", []),
            ("ERROR: After October 2020 you may experience errors when installing or updating packages.", []),
            ("ERROR: pip's legacy dependency resolver does not consider dependency conflicts when selecting packages.", []),
            ("  Rolling back uninstall of foo", [.rolledBack(.known("foo"))]),
            ("    Running setup.py install for foo: finished with status 'error'", [.installFailed(.known("foo"))]),
            (
                "foo is already installed with the same version as the provided wheel. Use --force-reinstall to force an installation of the wheel.",
                [.sameAsInstalled(.known("foo"))]
            ),
            ("ERROR: pip's dependency resolver does not currently take into account all the packages that are installed.", []),
            ("ERROR: Failed building wheel for foo", []),
            ("Setting up ffmpeg (7:7.1.1-1+b1) ...", [.systemPackage(SystemPackage(name: "ffmpeg", version: "7:7.1.1-1+b1"))]),
            ("Setting up libgl1:amd64 (1.7.0-1+b2) ...", [.systemPackage(SystemPackage(name: "libgl1", version: "1.7.0-1+b2"))]),
            ("Setting up <b>x</b> (1.0) ...", []),
            ("Removing gcc:amd64 (4:12.2.0-3) ...", [.systemPackageRemoved(name: "gcc")]), ("Removing old files", []),
            (
                "(1/12) Installing ca-certificates (20240226-r0)",
                [.systemPackage(SystemPackage(name: "ca-certificates", version: "20240226-r0"))]
            ),
            ("( 2/12) Upgrading musl (1.2.4-r1 -> 1.2.4-r2)", [.systemPackage(SystemPackage(name: "musl", version: "1.2.4-r2"))]),
            ("(3/12) Installing so:x@edge (1.0_p1-r0)", [.systemPackage(SystemPackage(name: "so:x", version: "1.0_p1-r0"))]),
            ("(12/12) Purging gcc (13.2.1_git20231014-r0)", [.systemPackageRemoved(name: "gcc")]),
            ("(1/x) Installing a (1)", []), ("(1/2) Installing <b> (1)", []), ("(1/2) Installing a (1;x)", []),
            ("(1/2) Downloading a (1)", []),
            ("(/)", []), ("(1/2) Installing", []), ("(1/2) Installing a ()", []),
            ("Python 3.11.7", [.python("3.11.7")]),
            ("Downloading click-8.1.7-py3-none-any.whl (97 kB)", []),
            ("", []), ("x", []),
        ] as [(String, [InstallerEvent])]
    )
    func line(text: String, events: [InstallerEvent]) {
        #expect(TestBytes.events(text) == events)
    }

    @Test("what an isolated build installs is not installed")
    func isolation() {
        let events = TestBytes.events(
            "Collecting foo",
            "  Installing build dependencies: started",
            "  Running command pip subprocess to install build dependencies",
            "Collecting setuptools",
            "Installing collected packages: setuptools",
            "Successfully installed setuptools-80.0",
            "  Installing build dependencies: finished with status 'done'",
            "Installing collected packages: foo",
            "Successfully installed foo-1.0"
        )
        #expect(
            events == [
                .collecting(name: .known("foo"), source: nil, isEditable: false), .installing([.known("foo")]),
                .installed([InstalledItem(name: .known("foo"), version: "1.0")], isWhole: true),
            ]
        )
    }

    @Test("pip within pip within pip, for backend dependencies too; a lost end is said")
    func nestedIsolation() {
        let lines = [
            "Processing ./lib", "  Running command pip subprocess to install backend dependencies", "Collecting wheel",
            "  Running command pip subprocess to install build dependencies", "Collecting flit", "Successfully installed flit-1.0",
            "  Installing build dependencies: finished with status 'done'", "Successfully installed wheel-0.48.0",
            "  Installing backend dependencies: finished with status 'done'", "Installing collected packages: lib",
            "Successfully installed lib-1.0",
        ]
        let installed: (InstallerEvent) -> Bool = { if case .installed = $0 { true } else { false } }
        #expect(
            TestBytes.events(lines).filter(installed) == [.installed([InstalledItem(name: .known("lib"), version: "1.0")], isWhole: true)]
        )
        var transcript = StepTranscript()
        for line in lines where !line.hasPrefix("  Installing backend") { TestBytes.view(line) { transcript.append($0, number: 1) } }
        #expect(transcript.read().isTruncated)
    }

    @Test("indented output of pip within pip is not this pip's")
    func indented() {
        #expect(
            TestBytes.events(
                "  Collecting setuptools",
                "  Successfully installed setuptools-80.0",
                "    Requirement already satisfied: x in /s/site-packages (1)"
            ) == []
        )
    }

    @Test("the same package found again for every parent is one event")
    func satisfiedOnce() {
        let line = "Requirement already satisfied: click in /s/site-packages (from a) (8.1.7)"
        #expect(TestBytes.events(line, line.replacing("from a", with: "from bcd"), line).count == 1)
        #expect(TestBytes.events(line, line.replacing("8.1.7", with: "8.1.8")).count == 2)
    }

    @Test("beyond the limit no more events are kept, and that is said")
    func limit() {
        var output = StepOutput()
        TestBytes.view("Would install x-1") { line in
            for number in 0...StepOutput.maximumEvents { output.read(line, number: number) }
        }
        #expect(output.events.count == StepOutput.maximumEvents)
        #expect(output.isTruncated)
    }
}

@Suite struct VersionTextTests {
    @Test("plausible versions", arguments: ["1", "1.0", "2004d", "1!2.0", "1.0+cu118", "v1.0", "1.0.post1", "a1", "0.0.0-alpha_1"])
    func plausible(_ text: String) {
        #expect(TestBytes.view(text) { VersionText.isPlausible($0) })
        #expect(PackageVersion.isValid(text))
    }

    @Test(
        "no version",
        arguments: [
            "", "abc", "-1", "--pre", "1 0", "1;2", "1\n", "1\u{1B}[0m", "<1>", "1é", ".1", "_1", "1,2", "1=2", "1@2", "1/2",
            String(repeating: "1", count: 101),
        ]
    )
    func implausible(_ text: String) { #expect(!TestBytes.view(text) { VersionText.isPlausible($0) }) }

    @Test(
        "the name that a requirement begins with",
        arguments: [
            ("gradio[oauth]==4.31.0", "gradio"), ("a", "a"), ("ruamel.yaml>=1", "ruamel.yaml"), ("foo-==1", nil), ("==1", nil), ("-r", nil),
            ("", nil),
        ] as [(String, String?)]
    )
    func leadingName(text: String, name: String?) { #expect(TestBytes.view(text) { VersionText.leadingName(of: $0) }?.spelling == name) }

    @Test("a name's hash is that of its normal form", arguments: ["click", "PyYAML", "ruamel.yaml", "a--b__c", "Foo.Bar-baz"])
    func hash(_ name: String) {
        let (hash, length) = TestBytes.view(name + ">=1") { NameHash.leading($0) }
        #expect(hash == NameHash.of(PackageName.known(name).normalized))
        #expect(length == name.utf8.count)
    }

    @Test(
        "an installer that is asked for its version",
        arguments: [
            ("pip 24.0 from /usr/local/lib/python3.11/site-packages/pip (python 3.11)", "pip", "24.0"), ("uv 0.5.11", "uv", "0.5.11"),
            ("uv 0.5.11 (c4d0caaee 2024-12-19)", "uv", "0.5.11"), ("downloading uv 0.9.5 x86_64-unknown-linux-gnu", "uv", "0.9.5"),
            ("Poetry (version 1.8.3)", "poetry", "1.8.3"), ("Poetry version 1.1.15", "poetry", "1.1.15"),
            ("Poetry (1.8.3) is installed now. Great!", "poetry", "1.8.3"), ("PDM, version 2.10.4", "pdm", "2.10.4"),
            ("pipenv, version 2023.12.1", "pipenv", "2023.12.1"),
        ]
    )
    func toldVersions(line: String, name: String, version: String) {
        #expect(TestBytes.events(line) == [.toldVersion(Installer(name: name, version: version))])
        // It says nothing of what pip did.
        let reading = EnvironmentReading.of(
            SampleBuild("RUN check-tools\n\(line)\nDONE 0.3s", SampleBuild.pip("uv poetry", "uv-1", "poetry-1")).text
        )
        #expect(reading.installers.contains { $0.name == name })
        #expect(reading.gaps.isEmpty)
    }

    @Test(
        "sentences about installers",
        arguments: ["pip 3 things are from /x", "uv 3 rays", "Poetry (of Keats)", "pip is here", "uv index 3"]
    )
    func sentences(line: String) { #expect(TestBytes.events(line).isEmpty) }

    @Test("an editable entry that a wrap broke is proved by the piece that names it")
    func brokenEditable() {
        let pieces = ["-e ", "git+https://github.com/example/tiny-lib@7e442a0d571de1d78a11c890e7badf5bd56bfb0c", "#egg=tiny_lib"]
        let offsets = [3, 3 + pieces[1].utf8.count]
        var output = StepOutput()
        TestBytes.view("click==8.1.7") { output.read($0, number: 1) }
        TestBytes.view(pieces.joined()) { line in
            output.read(line, number: 2, joints: [LineJoint(offset: offsets[0], number: 3), LineJoint(offset: offsets[1], number: 4)])
        }
        output.finish()
        let lists = output.events.compactMap { located in if case .list(let list) = located.event { list } else { nil } }
        #expect(lists.flatMap(\.entries).map(\.line) == [1, 4])
    }
}
