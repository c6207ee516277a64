"""Goes through a file, in the order in which Python would."""

import ast
import re

from fetches import Fetches
from gpu import Decorations
from names import LIMIT, keyword, name, text
from values import Values
from variables import EXITS, Variables

# What runs a function while the file is loaded that is only named to it: `Thread(target=load)`, `FastAPI(lifespan=lifespan)`.
STARTERS = {"Thread", "Process", "Timer", "FastAPI", "Starlette"}
# What a handler must name to catch a missing variable.
CATCHING = {"KeyError", "LookupError", "Exception", "BaseException"}


class Reader(Variables, Fetches, Decorations, Values, ast.NodeVisitor):
    def __init__(self, source, is_started):
        self.source, self.lines, self.depth, self.constants, self.tables = source, None, 0, {}, {}
        self.is_started, self.directories = is_started, set()
        # The outermost function or class that is read, what each calls by its name, and what is called while the file is loaded.
        self.owner, self.calls = None, {}
        # The class that is read, what a variable was made by, and what an import is called here.
        self.holder, self.makers, self.imported = None, {}, {}
        # The variable that a name was read from.
        self.readings = {}
        # The parameters of the function that is read, and of each of the file's functions those that name a variable, with whether it is demanded.
        self.parameters, self.function, self.own = [], None, {}
        # What a loop's variable goes through, and the names of missing variables that a list gathers.
        self.loops, self.lists = {}, {}
        # Fields of settings: they are read when their class is called.
        self.fields = []
        self.conditions, self.catchers = 0, 0
        # `spaces.GPU`, and what else the file calls it: the arguments that were given on the way.
        self.decorators, self.coroutines = {"spaces.GPU": {}}, set()
        self.found = {key: [] for key in (
            "imports", "variables", "assignedVariables", "gpuFunctions", "hubCalls", "downloads", "cudaCalls", "pipCalls",
            "searchPaths")}

    def add(self, key, node, **fields):
        if len(self.found[key]) < LIMIT:
            self.found[key].append(dict(fields, line=node.lineno, isTopLevel=self.depth == 0, owner=self.owner))

    def snippet(self, node):
        if self.lines is None:
            # As Python counts them: neither a form feed nor U+2028 ends one.
            self.lines = re.split(r"\r\n|\r|\n", self.source)
        line = self.lines[node.lineno - 1] if node.lineno <= len(self.lines) else ""
        return line.strip()[:120]

    def visit_Assign(self, node):
        if len(node.targets) == 1 and isinstance(node.value, ast.Call) and len(self.makers) < LIMIT:
            variable, maker = name(node.targets[0]), self.callee(node.value.func)
            if variable and maker:
                self.makers[variable] = maker
        target = node.targets[0] if len(node.targets) == 1 and isinstance(node.targets[0], ast.Name) else None
        if target and len(self.readings) < LIMIT:
            self.readings[target.id] = self.reading(node.value)
            self.lists[target.id] = self.gathered(node.value)
            if (label := self.spelled(node.value)) in ("os.environ", "os.getenv"):
                self.imported[target.id] = ("os", [label[3:]])
        if self.depth == 0 and target and len(self.constants) < LIMIT:
            found = self.value(node.value)
            if type(found) in (str, int):
                self.constants[target.id] = found
            elif isinstance(node.value, (ast.List, ast.Tuple, ast.Dict)) and len(self.tables) < LIMIT:
                self.tables[target.id] = node.value
        decoration = self.decoration(node.value) if target and len(self.decorators) < LIMIT else None
        if decoration is not None:
            self.decorators[target.id] = decoration
        self.generic_visit(node)

    def visit_Import(self, node):
        for alias in node.names:
            self.add("imports", node, module=alias.name.split(".")[0], path=alias.name[:300], names=[])
            if len(self.imported) < LIMIT:
                self.imported[alias.asname or alias.name] = (alias.name[:300], [])
            if alias.name == "spaces" and alias.asname and len(self.decorators) < LIMIT:
                self.decorators[alias.asname + ".GPU"] = {}

    def visit_ImportFrom(self, node):
        names = [alias.name[:100] for alias in node.names[:50]]
        path = "." * min(node.level, 20) + (node.module or "")
        self.add("imports", node, module="" if node.level else (node.module or "").split(".")[0], path=path[:300], names=names)
        if len(self.imported) < LIMIT:
            self.imported |= {alias.asname or alias.name: (path[:300], [alias.name[:100]]) for alias in node.names[:50]}
        if path == "spaces" and len(self.decorators) < LIMIT:
            self.decorators |= {alias.asname or alias.name: {} for alias in node.names if alias.name == "GPU"}

    def visit_function(self, node):
        is_async = isinstance(node, ast.AsyncFunctionDef)
        if is_async:
            self.coroutines.add(node.name)
        for decorator in node.decorator_list:
            self.visit(decorator)
            call = decorator if isinstance(decorator, ast.Call) else None
            # `@app.on_event("startup")`
            if call and name(call.func).endswith(".on_event") and call.args and text(call.args[0]) == "startup":
                self.called(node.name)
            self.decorated(node, decorator, is_async)
        for default in node.args.defaults + [item for item in node.args.kw_defaults if item]:
            self.visit(default)
        around = self.parameters, self.function
        self.parameters, self.function = [item.arg for item in node.args.posonlyargs + node.args.args][:20], node.name
        self.owned(node.name, lambda: self.inside(node.body))
        self.parameters, self.function = around

    visit_FunctionDef = visit_AsyncFunctionDef = visit_function

    def owned(self, label, read):
        around, self.owner = self.owner, self.owner or label
        read()
        self.owner = around

    def visit_ClassDef(self, node):
        for item in node.decorator_list + node.bases + [word.value for word in node.keywords]:
            self.visit(item)
        around, self.holder = self.holder, node.name
        self.settings(node)
        # What is made of a class runs what its bases do then.
        for base in node.bases:
            self.owned(node.name, lambda: self.called(name(base)))
        for item in node.body:
            # What is made of a class runs its `__init__`; its other methods wait for a call.
            if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef)):
                label = node.name if item.name in ("__init__", "__new__") else f"{node.name}.{item.name}"
                self.owned(label, lambda: self.visit(item))
            else:
                self.visit(item)
        self.holder = around

    def maybe(self, *nodes):
        """What may be passed over."""
        self.conditions += 1
        for node in nodes:
            self.visit(node)
        self.conditions -= 1

    def visit_If(self, node):
        self.visit(node.test)
        if self.ends(node.body):
            for key in self.missing(node.test):
                self.variable(node, key, self.catchers == 0)
        names = {item.id for item in ast.walk(node.test) if isinstance(item, ast.Name)}
        # A Space's app file is what is started; what is imported has another name.
        if "__name__" in names and "__main__" in {text(item) for item in ast.walk(node.test)}:
            if self.is_started:
                for statement in node.body:
                    self.visit(statement)
            else:
                self.owned("__main__", lambda: self.inside(node.body))
            self.maybe(*node.orelse)
        else:
            self.maybe(*node.body, *node.orelse)

    def visit_IfExp(self, node):
        self.visit(node.test)
        self.maybe(node.body, node.orelse)

    def visit_BoolOp(self, node):
        self.visit(node.values[0])
        # `os.getenv("KEY") or exit("set KEY")`
        if isinstance(node.op, ast.Or) and any(isinstance(item, ast.Call) and name(item.func) in EXITS for item in node.values[1:]):
            for key in self.reading(node.values[0]):
                self.variable(node, key, self.catchers == 0)
        self.maybe(*node.values[1:])

    def visit_While(self, node):
        self.visit(node.test)
        self.maybe(*node.body, *node.orelse)

    def visit_For(self, node):
        self.visit(node.iter)
        bound = self.bound(node.target, node.iter)
        around, self.loops = self.loops, self.loops | bound
        # One that goes through names that stand in the file runs for each of them.
        if any(bound.values()):
            for statement in node.body:
                self.visit(statement)
        else:
            self.maybe(*node.body)
        self.loops = around
        self.maybe(*node.orelse)

    visit_AsyncFor = visit_For

    def visit_Match(self, node):
        self.visit(node.subject)
        self.maybe(*(statement for case in node.cases for statement in case.body))

    def visit_Try(self, node):
        catches = any(handler.type is None or CATCHING & {name(item).split(".")[-1] for item in ast.walk(handler.type)}
                      for handler in node.handlers)
        self.catchers += catches
        for statement in node.body:
            self.visit(statement)
        self.catchers -= catches
        self.maybe(*node.handlers, *node.orelse)
        for statement in node.finalbody:
            self.visit(statement)

    visit_TryStar = visit_Try

    def visit_With(self, node):
        for item in node.items:
            self.visit(item)
        catches = any(isinstance(item.context_expr, ast.Call) and name(item.context_expr.func).endswith("suppress")
                      for item in node.items)
        self.catchers += catches
        for statement in node.body:
            self.visit(statement)
        self.catchers -= catches

    visit_AsyncWith = visit_With

    def visit_Lambda(self, node):
        self.inside([node.body])

    def inside(self, body):
        # When a function runs, what stands around its definition is over.
        around = self.conditions, self.catchers
        self.depth, self.conditions, self.catchers = self.depth + 1, 0, 0
        for statement in body:
            self.visit(statement)
        self.depth -= 1
        self.conditions, self.catchers = around

    def visit_Call(self, node):
        called = name(node.func)
        # `download` of `from huggingface_hub import hf_hub_download as download`
        spelled = self.spelled(node.func)
        last = spelled.split(".")[-1]
        self.called(self.callee(node.func))
        if last in STARTERS and (task := keyword(node, "target", "function", "lifespan")) is not None:
            self.called(self.callee(task))
        task = self.wrapped(node)
        if task is not None:
            given = self.decoration(node.func) | {word.arg: word.value for word in node.keywords if word.arg}
            self.gpu(node, name(task) or "lambda", given, name(task) in self.coroutines)
        self.read_by_call(node, called)
        self.read_by_own(node)
        self.set_by_call(node, called)
        self.fetched(node, called, last)
        self.address(node, last)
        self.remote(node, spelled)
        self.secret(node, called)
        if called in ("sys.path.append", "sys.path.insert") and len(self.found["searchPaths"]) < 20:
            self.found["searchPaths"] += [part[:200] for part in (text(item) for item in ast.walk(node)) if part]
        self.commanded(node, called, spelled, last)
        self.generic_visit(node)

    def callee(self, node, depth=0):
        """`helper.load`, `Model.run` of `model.run` and of `Model().run`, with `self` and a variable by the class behind it."""
        if not isinstance(node, ast.Attribute):
            return name(node)
        if isinstance(node.value, ast.Call):
            inner = self.callee(node.value.func, depth + 1) if depth < 20 else ""
            return inner + "." + node.attr if inner else ""
        base = name(node.value)
        if base in self.makers:
            return self.makers[base] + "." + node.attr
        if base in ("self", "cls") and self.holder:
            return self.holder + "." + node.attr
        return base + "." + node.attr if base else ""

    def called(self, label):
        if label and (self.depth == 0 or self.owner) and len(self.calls) < LIMIT:
            names = self.calls.setdefault(self.owner, set())
            if len(names) < LIMIT:
                names.add(label[:200])

    def finish(self):
        """What was downloaded into a directory is loaded from there, and not from the Hub."""
        for call in self.found["hubCalls"]:
            if call["repository"] and call["function"] not in ("snapshot_download", "hf_hub_download") and any(
                    call["repository"] == directory or call["repository"].startswith(directory + "/") for directory in self.directories):
                call.update(repository=None, isLocal=True)
        # A function that is called while the file is loaded does then what it does.
        reached, waiting = set(), list(self.calls.get(None, ()))
        while waiting:
            label = waiting.pop()
            if label not in reached:
                reached.add(label)
                waiting += self.calls.get(label, ())
        for records in (self.found["hubCalls"], self.found["downloads"], self.fields):
            for record in records:
                record["isTopLevel"] = record["isTopLevel"] or record["owner"] in reached
        calls = [(owner, label) for owner, labels in self.calls.items() for label in sorted(labels)]
        return self.found | {"calls": [self.resolved(*call) for call in calls[:4 * LIMIT]]}
