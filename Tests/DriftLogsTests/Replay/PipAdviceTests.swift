import DriftCore
import Testing

@testable import DriftLogs

/// What pip says when it advises a newer one: which pip it is, and whose.
@Suite struct PipAdviceTests {
    private static let newer = "[notice] A new release of pip is available: 23.0.1 -> 26.1\n[notice] To update, run: "
    private static let older = """
        WARNING: You are using pip version 21.2.4; however, version 26.1 is available.
        You should consider upgrading via the
        """ + " "
    private static let root = "WARNING: Running pip as the 'root' user can result in broken permissions"

    private func step(_ program: String, _ item: String, _ words: String) -> String {
        SampleBuild.pip(String(item.prefix { $0 != "-" }), item).replacing("RUN pip", with: "RUN \(program)")
            .replacing("\nDONE", with: "\n\(words)\nDONE")
    }

    @Test("an environment's pip that is called by its path and names itself `pip` is the one that a plain pip means")
    func byPath() {
        let made = "RUN python -m venv /opt/venv\nDONE 3.0s"
        let plain = step("pip", "six-1.15.0", Self.newer + "pip install --upgrade pip")
        let own: (String) -> String = { step("/opt/venv/bin/pip", "idna-3.4", Self.newer + $0 + " install --upgrade pip") }
        let active = EnvironmentReading.of(SampleBuild(made, own("pip"), plain).text)
        #expect(active.isComplete && active.versions == ["six": "1.15.0", "idna": "3.4"])
        // `PATH` may have been set in between.
        let before = EnvironmentReading.of(SampleBuild(made, plain, own("pip")).text)
        #expect(before.gapReasons == [.stages] && before.versions == ["six": "1.15.0", "idna": "3.4"])
        // Where the shell finds another pip, Python is called.
        for words in ["python -m pip", "/opt/venv/bin/python3 -m pip"] {
            #expect(!EnvironmentReading.of(SampleBuild(made, own(words), plain).text).isComplete)
        }
        // What the step itself activated says nothing of others.
        let inside = own("pip").replacing("RUN ", with: "RUN . /opt/venv/bin/activate && ")
        #expect(!EnvironmentReading.of(SampleBuild(made, inside, plain).text).isComplete)
    }

    @Test("a plain pip that names its interpreter says where it works")
    func byInterpreter() {
        let made = "RUN python -m venv /opt/venv\nDONE 3.0s"
        let plain: (String) -> String = { step("pip", "six-1.15.0", Self.older + "'" + $0 + " -m pip install --upgrade pip' command.") }
        let own = step("/opt/venv/bin/pip", "idna-3.4", "")
        let active = EnvironmentReading.of(SampleBuild(made, plain("/opt/venv/bin/python"), own).text)
        #expect(active.isComplete && active.versions == ["six": "1.15.0", "idna": "3.4"])
        let beside = EnvironmentReading.of(SampleBuild(made, plain("/usr/local/bin/python"), own).text)
        #expect(beside.isComplete && beside.versions == ["idna": "3.4"])
    }

    @Test("a plain list that names what the environment alone has is the environment's")
    func byList() {
        let made = "RUN python -m venv /opt/venv\nDONE 3.0s"
        let own = step("/opt/venv/bin/pip", "idna-3.4", "").replacing("install idna\n", with: "install idna && pip freeze\n")
            .replacing("\nDONE", with: "idna==3.4\nDONE")
        let reading = EnvironmentReading.of(SampleBuild(made, own, SampleBuild.pip("six", "six-1.15.0")).text)
        #expect(reading.isComplete && reading.versions == ["six": "1.15.0", "idna": "3.4"])
    }

    @Test("older and newer pips of one step each advise in their own words")
    func bothForms() {
        let both = """
            RUN pip install six && /opt/t/bin/pip install rich
            Collecting six
            Installing collected packages: six
            Successfully installed six-1.15.0
            \(Self.newer)pip install --upgrade pip
            Collecting rich
            Installing collected packages: rich
            Successfully installed rich-13.0
            \(Self.older)'/opt/t/bin/python -m pip install --upgrade pip' command.
            DONE 3.0s
            """
        let made = "RUN python -m venv /opt/t\nDONE 3.0s"
        #expect(!EnvironmentReading.of(SampleBuild(made, both).text).gapReasons.contains(.cut))
        // Of several runs it is the one that just put its own in place.
        let turned = both.replacing(
            "pip install six && /opt/t/bin/pip install rich",
            with: "/opt/venv/bin/pip install six && pip install rich"
        )
        let place = EnvironmentReading.of(
            SampleBuild(made.replacing("/t\n", with: "/venv\n"), turned.replacing("/opt/t/", with: "/opt/venv/")).text
        )
        #expect(place.isComplete && place.versions == ["six": "1.15.0", "rich": "13.0"])
    }

    @Test("a pip below 21.1 that replaces itself does not mind root, its successor does", arguments: ["20.2.4", "23.0.1"])
    func successor(version: String) {
        let up = """
            RUN pip install -U pip && pip install six
            Collecting pip
            Installing collected packages: pip
              Attempting uninstall: pip
                Found existing installation: pip \(version)
                Uninstalling pip-\(version):
                  Successfully uninstalled pip-\(version)
            Successfully installed pip-26.1
            Collecting six
            Installing collected packages: six
            Successfully installed six-1.15.0
            \(Self.root)
            DONE 3.0s
            """
        #expect(EnvironmentReading.of(SampleBuild(up).text).isComplete == (version == "20.2.4"))
    }

    @Test("a plain `pip -v` says where it stands")
    func verbose() {
        let made = "RUN python -m venv /opt/venv\nDONE 3.0s"
        let own = step("/opt/venv/bin/pip", "idna-3.4", "")
        let plain = { (folder: String) in
            step("pip", "six-1.15.0", "").replacing(
                "install six\n",
                with: "install -v six\nUsing pip 24.0 from \(folder)/pip (python 3.11)\n"
            )
        }
        let active = EnvironmentReading.of(SampleBuild(made, own, plain("/opt/venv/lib/python3.11/site-packages")).text)
        #expect(active.isComplete && active.versions == ["six": "1.15.0", "idna": "3.4"])
        let other = EnvironmentReading.of(SampleBuild(made, own, plain("/usr/local/lib/python3.11/site-packages")).text)
        #expect(other.versions == ["idna": "3.4"])
    }

    @Test("a pip below 19.2 advises in the same two lines, without a warning before them")
    func oldest() {
        let advice = """
            You are using pip version 10.0.1, however version 26.1 is available.
            You should consider upgrading via the 'pip install --upgrade pip' command.
            """
        let two = step("pip", "six-1.15.0", advice).replacing("install six\n", with: "install six && pip install idna\n").replacing(
            "\nDONE",
            with: "\nCollecting idna\nInstalling collected packages: idna\nSuccessfully installed idna-3.4\n\(advice)\nDONE"
        )
        let reading = EnvironmentReading.of(SampleBuild(two).text)
        #expect(reading.isComplete && reading.installers.map(\.version) == ["10.0.1"])
    }
}
