import DriftCore
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
}
