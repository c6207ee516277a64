import DriftCore
import Testing

@testable import DriftLogs

@Suite struct PackageListReaderTests {
    private func lists(_ lines: [String]) -> [PackageList] {
        TestBytes.events(lines).compactMap { if case .list(let list) = $0 { list } else { nil } }
    }

    private func words(_ list: PackageList) -> [String] {
        list.entries.map {
            "\($0.line): \($0.release.name) \($0.release.version ?? "?") \($0.release.source ?? "-")\($0.release.isEditable ? " editable" : "")"
        }
    }

    @Test(
        "a line of a freeze",
        arguments: [
            ("click==8.1.7", "click", "8.1.7", nil), ("pytz===2004d", "pytz", "2004d", nil),
            ("torch==2.1.0+cu118", "torch", "2.1.0+cu118", nil),
            ("foo @ git+https://github.com/o/r@3f2a", "foo", nil, "git+https://github.com/o/r@3f2a"),
            ("foo @ https://t:x@example.com/foo.whl#sha256=ab", "foo", nil, "https://example.com/foo.whl#sha256=ab"),
            ("foo @ file:///app", "foo", nil, "file:///app"),
        ] as [(String, String, String?, String?)]
    )
    func freezeLine(line: String, name: String, version: String?, source: String?) {
        let release = TestBytes.view(line) { PackageListReader.freezeLine($0) }
        #expect(release == Release(name: .known(name), version: version, source: source))
    }

    @Test(
        "no line of a freeze",
        arguments: [
            "click", "click>=8", "click==8.*", "click==8; rm", "click == 8", "==8", "click==", "click==8 --hash=x", "foo @ /app",
            "foo @ git+x y", "<b>==1",
            "key == value", "a==b",
        ]
    )
    func noFreezeLine(_ line: String) { #expect(TestBytes.view(line) { PackageListReader.freezeLine($0) } == nil) }

    @Test("a freeze between other lines, with editable installs")
    func freeze() throws {
        let found = lists([
            "hello", "click==8.1.7", "# Editable install with no version control (app==0.1.0)", "-e /app",
            "-e git+https://github.com/o/r@3f2a#egg=bar", "foo @ file:///x", "bye",
        ])
        #expect(found.count == 1)
        let list = try #require(found.first)
        #expect(list.origin == .unmarked)
        #expect(list.isWhole)
        #expect(
            words(list) == [
                "2: click 8.1.7 -", "3: app 0.1.0 - editable", "5: bar ? git+https://github.com/o/r@3f2a#egg=bar editable",
                "6: foo ? file:///x",
            ]
        )
    }

    @Test("uv names an editable project by its place alone; one line more does not end the list")
    func unnamedEditable() throws {
        let found = lists(["click==8.1.7", "-e file:///app/lib", "six==1.16.0", "bye"])
        #expect(found.count == 1)
        let list = try #require(found.first)
        #expect(words(list) == ["1: click 8.1.7 -", "3: six 1.16.0 -"])
        #expect(list.unnamed == ["file:///app/lib"])
    }

    @Test("an editable checkout whose remote is gone")
    func editableWithoutRemote() throws {
        let list = try #require(
            lists([
                "click==8.1.7", "# Editable Git install (app==0.1.0) with either a deleted local remote or invalid URI:",
                "# '/srv/gone.git'",
                "-e /app", "six==1.16.0",
            ]).first
        )
        #expect(words(list) == ["1: click 8.1.7 -", "2: app 0.1.0 - editable", "5: six 1.16.0 -"])
    }

    @Test("a table of pip list -v, with a path and an installer behind each version")
    func verboseTable() throws {
        let place = "/usr/local/lib/python3.11/site-packages"
        let rows = ["click      8.1.7   \(place) pip", "six        1.16.0  \(place)"]
        let plain = try #require(lists(["Package    Version Location Installer", "---------- ------- -------- ---------"] + rows).first)
        #expect(words(plain) == ["3: click 8.1.7 -", "4: six 1.16.0 -"])
        let head = "Package    Version Editable project location Location Installer"
        let mixed = try #require(lists([head, "---------- -------"] + rows + ["app        0.1.0   /app /app/src pip"]).first)
        #expect(words(mixed) == ["3: click 8.1.7 -", "4: six 1.16.0 -", "5: app 0.1.0 - editable"])
        let older = try #require(lists(["Package    Version Location", "app        0.1.0   /app", "click      8.1.7"]).first)
        #expect(words(older) == ["2: app 0.1.0 - editable", "3: click 8.1.7 -"])
    }

    @Test("a table with build tags")
    func buildTags() throws {
        let list = try #require(lists(["Package    Version Build", "click      8.1.7   1_local", "six        1.16.0"]).first)
        #expect(words(list) == ["2: click 8.1.7 -", "3: six 1.16.0 -"])
    }

    @Test("a table of pip list")
    func table() throws {
        let found = lists([
            "Package    Version   Editable project location", "---------- --------- ----", "click      8.1.7", "app        0.1.0     /app",
            "bye",
        ])
        let list = try #require(found.first)
        #expect(list.origin == .table)
        #expect(words(list) == ["3: click 8.1.7 -", "4: app 0.1.0 - editable"])
        #expect(list.isWhole)
    }

    @Test("a beacon is whole if its count is right", arguments: [("2", true), ("3", false), ("x", false), ("99999999999999999999", false)])
    func beacon(count: String, isWhole: Bool) throws {
        let found = lists([Beacon.begin, "# a comment", "click==8.1.7", "foo @ file:///x", "\(Beacon.end) \(count) =====", "bye"])
        let list = try #require(found.first)
        #expect(list.origin == .beacon)
        #expect(list.entries.count == 2)
        #expect(list.isWhole == isWhole)
    }

    @Test("a beacon without its end is not whole", arguments: [[], ["Traceback"], [""]])
    func openBeacon(_ rest: [String]) throws {
        let list = try #require(lists([Beacon.begin, "click==8.1.7"] + rest).first)
        #expect(!list.isWhole)
    }

    @Test("two beacons are two lists")
    func twice() {
        let one = [Beacon.begin, "click==8.1.7", "\(Beacon.end) 1 ====="]
        #expect(lists(one + one).map(\.isWhole) == [true, true])
    }

    @Test("blank lines between entries, comments and a first line that is editable do not end a list")
    func spread() throws {
        let list = try #require(
            lists([
                "# Editable install with no version control (app==0.1.0)", "-e /app", "", "click==8.1.7", "",
                "## The following requirements were added by pip freeze:", "", "six==1.16.0",
            ]).first
        )
        #expect(words(list) == ["1: app 0.1.0 - editable", "4: click 8.1.7 -", "8: six 1.16.0 -"])
    }

    @Test("a name that comes again begins another list")
    func repeated() { #expect(lists(["a==1", "b==2", "a==3"]).map { words($0) } == [["1: a 1 -", "2: b 2 -"], ["3: a 3 -"]]) }

    @Test("a line that stands there twice is one entry")
    func doubledLines() {
        let found = lists(["a==1", "a==1", "b==2", "c @ file:///c", "c @ file:///c", "d==3"])
        #expect(found.map { $0.entries.map(\.release.name.normalized) } == [["a", "b", "c", "d"]])
        let two = lists(["a==1", "b==2", "a==1", "b==2"])
        #expect(two.count == 2)
    }

    @Test("a step's end in another language is no row")
    func duration() {
        let step = SampleBuild.pip("six && pip list", "six-1.16.0").replacing(
            "DONE 3.1s",
            with: "Package Version\n------- -------\nsix     1.16.0\nFERTIG 7.4s"
        )
        #expect(EnvironmentReading.of(SampleBuild(step).text).versions["fertig"] == nil)
    }
}
