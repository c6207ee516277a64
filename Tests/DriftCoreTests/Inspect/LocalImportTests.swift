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
        func entries(_ text: String) -> [String] { LocalImports.entries(in: ["Dockerfile": Array(text.utf8)]) }
        #expect(entries("FROM python:3.12\nCMD [\"python\", \"src/main.py\"]\n") == ["src/main.py"])
        #expect(entries("CMD uvicorn app.main:app --host 0.0.0.0 --port 7860\n") == ["app/main.py"])
        #expect(entries("ENTRYPOINT [\"python\", \"/etc/x.py\"]\nRUN python y.py\n") == [])
    }

    @Test("a container's command names modules, and scripts whose own commands count")
    func scripts() {
        #expect(
            LocalImports.entries(in: ["Dockerfile": Array("CMD python -m server.main\n".utf8)]) == [
                "server/main.py", "server/main/__main__.py",
            ]
        )
        let files = [
            "Dockerfile": Array("ENTRYPOINT [\"bash\", \"/app/start.sh\"]\n".utf8),
            "start.sh": Array("#!/bin/bash\n# python old.py\nexec uvicorn api.main:app\necho other.py\n".utf8),
        ]
        #expect(LocalImports.scripts(inDockerfile: files["Dockerfile"] ?? []) == ["start.sh"])
        #expect(LocalImports.entries(in: files) == ["api/main.py"])
        #expect(LocalImports.entries(in: ["Dockerfile": Array("CMD python -m http.server\n".utf8)]).allSatisfy { $0.hasPrefix("http/") })
    }

    @Test("a script's variables: those that end it, those that it sets itself")
    func shellVariables() {
        let script =
            "#!/bin/sh\n# $OLD_KEY\n: \"${API_URL:?set it}\"\nexport MODE=fast\nif [ -n \"$DEBUG_KEY\" ]; then\n  run \"$OTHER_KEY\" $1 $x ${lower}\nfi\n"
        let source = ShellSource.read(Array(script.utf8))
        #expect(source.variables.map(\.name) == ["API_URL", "DEBUG_KEY", "OTHER_KEY"])
        #expect(
            source.variables.map(\.isRequired) == [true, false, false] && source.variables.map(\.isConditional) == [false, false, true]
        )
        #expect(source.assignedVariables == ["MODE"] && source.variables.first?.line == 3)
    }

    @Test("a notebook's code is Python, each line at its place; magics are programs, cells for other programs are none")
    func notebooks() throws {
        let notebook = """
            {"cells": [
              {"cell_type": "markdown", "source": ["text\\n"]},
              {"cell_type": "code", "source": [
                "!pip install \\"a\\"\\n",
                "%matplotlib inline\\n",
                "key = os.environ[\\"KEY\\"]"
              ]},
              {"cell_type": "code", "source": [
                "%%bash\\n",
                "rm x"
              ]}
            ], "metadata": {}}
            """
        let code = try #require(NotebookSource.python(Array(notebook.utf8)))
        let lines = String(decoding: code, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(Array(lines[3...5]) == ["system(\"pip install \\\"a\\\"\")", "pass", "key = os.environ[\"KEY\"]"])
        #expect(!String(decoding: code, as: UTF8.self).contains("rm x"))
        let packed = "{\"cells\":[{\"cell_type\":\"code\",\"source\":\"import os\\nos.getenv('A')\"}]}"
        #expect(String(decoding: NotebookSource.python(Array(packed.utf8)) ?? [], as: UTF8.self) == "import os\nos.getenv('A')\n")
        #expect(NotebookSource.python(Array("{\"cells\": 3}".utf8)) == nil && NotebookSource.python([]) == nil)
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
