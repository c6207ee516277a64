@testable import DriftCore
import Testing

@Suite("Imports of the app's own files")
struct LocalImportTests {
    private static func candidates(_ code: String, in file: String = "app.py", searchPaths: [String] = []) -> [String] {
        let imports = LocalImports(appFile: "app.py", searchPaths: searchPaths)
        return AppSource.scanned(Array(code.utf8)).imports.flatMap { imports.candidates(for: $0, in: file) }
    }

    @Test("modules, packages, names and relative imports lead to files of the repository")
    func places() {
        #expect(Self.candidates("import utils\n").contains("utils.py"))
        #expect(Self.candidates("import models.net as net\n").contains("models/net.py"))
        #expect(Self.candidates("import models.net as net\n").contains("models/__init__.py"))
        #expect(Self.candidates("from models import net, loss as l\n").contains("models/net.py"))
        #expect(Self.candidates("from models import net, loss as l\n").contains("models/loss.py"))
        #expect(Self.candidates("from .net import Net\n", in: "models/__init__.py").contains("models/net.py"))
        #expect(Self.candidates("from ..core import x\n", in: "a/b/c.py").contains("a/core.py"))
        #expect(Self.candidates("from . import net\n", in: "models/a.py").contains("models/net.py"))
        #expect(Self.candidates("import ymt3\n", searchPaths: ["amt/src"]).contains("amt/src/ymt3.py"))
    }

    @Test(
        "nothing outside of the repository is named",
        arguments: ["from ....x import y\n", "import a..b\n", "from /etc/passwd import x\n", "import\n"]
    )
    func outside(code: String) {
        let found = Self.candidates(code, in: "a/b.py", searchPaths: ["../up", "/etc", "a/../../b"])
        #expect(found.allSatisfy { !$0.contains("..") && !$0.hasPrefix("/") && !$0.contains("//") }, "\(found)")
    }

    @Test("a container's command names the file that it starts")
    func dockerfile() {
        func entries(_ text: String) -> [String] { LocalImports.entries(inDockerfile: Array(text.utf8)) }
        #expect(entries("FROM python:3.12\nCMD [\"python\", \"src/main.py\"]\n") == ["src/main.py"])
        #expect(entries("CMD uvicorn app.main:app --host 0.0.0.0 --port 7860\n") == ["app/main.py"])
        #expect(entries("ENTRYPOINT [\"python\", \"/etc/x.py\"]\nRUN python y.py\n") == [])
    }

    @Test("the scan knows a model by the name of its constant")
    func constants() {
        let source = AppSource.scanned(Array("MODEL = \"owner/model\"\npipe = Pipe.from_pretrained(MODEL, revision=\"main\")\n".utf8))
        #expect(source.hubCalls.first?.repository == "owner/model")
    }

    @Test("functions of other files run at the start if they are called then, through packages, methods and imports of everything")
    func startedCalls() {
        typealias Call = AppSource.OwnCall
        func source(_ code: String, _ calls: [Call]) -> AppSource {
            var source = AppSource.scanned(Array(code.utf8))
            source.calls = calls
            return source
        }
        var subject = InspectionSubject(label: "ada/demo")
        subject.sources = [
            "app.py": source(
                "from package import Net, tools\nfrom star import *\nimport helper\n",
                [
                    Call(owner: nil, path: "package", names: ["Net"], name: "Net.run"),
                    Call(owner: nil, path: "package", names: ["tools"], name: "tools.fetch"),
                    Call(owner: nil, path: nil, names: [], name: "starred"),
                    Call(owner: "later", path: "helper", names: [], name: "load"),
                ]
            ),
            "package/__init__.py": source("from .net import Net\n", []),
            "package/net.py": source(
                "import helper\n",
                [
                    Call(owner: "Net.run", path: nil, names: [], name: "inner"),
                    Call(owner: "inner", path: "helper", names: [], name: "warm"),
                ]
            ),
            "package/tools.py": source("", []),
            "star.py": source("", []),
            "helper.py": source("", []),
        ]
        let running = StartedCalls(of: subject, files: StartedFiles(of: subject))
        #expect(running.holds(place: "package/net.py:3", owner: "Net.run"))
        #expect(running.holds(place: "package/net.py:9", owner: "inner"))
        #expect(running.holds(place: "helper.py:2", owner: "warm"))
        #expect(running.holds(place: "package/tools.py:1", owner: "fetch"))
        #expect(running.holds(place: "star.py:1", owner: "starred"))
        #expect(!running.holds(place: "helper.py:5", owner: "load"))
        #expect(!running.holds(place: "package/net.py:3", owner: nil))
    }
}
