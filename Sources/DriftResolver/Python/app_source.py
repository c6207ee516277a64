"""Prints what Python files do, one JSON line a file: the fields of `AppSource`. Parses only; `compile` and `exec` are never called.

    python3 -I -S app_source.py STARTED FILE...

STARTED has the numbers of the files that are run themselves, with commas between them; a FILE is called NUMBER.txt.
"""

import ast
import json
import os
import re
import resource
import sys
import time

resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
# Of one file; and of all together, before whoever started this gives up.
resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
DEADLINE = time.monotonic() + 12
# A text put together of some hundred parts, and a chain of as many `elif`, are as deep.
sys.setrecursionlimit(5000)
HUB = {"from_pretrained", "snapshot_download", "hf_hub_download", "load_dataset", "from_single_file", "SentenceTransformer",
       "CrossEncoder", "cached_download", "from_pretrained_keras", "load_lora_weights", "load_ip_adapter", "load_textual_inversion"}
DOWNLOADS = {"wget.download", "urlretrieve", "gdown.download", "load_state_dict_from_url", "torch.hub.load", "nltk.download",
             "download_url_to_file", "whisper.load_model", "WhisperModel", "spacy.cli.download", "gdown.download_folder"}
# What asks another machine for a model, and loads nothing: `InferenceClient("owner/model")`, `gr.load("models/owner/model")`.
REMOTE_CLASSES = {"InferenceClient", "AsyncInferenceClient"}
LOADERS = {"gradio.load", "gradio.Interface.load", "gradio.Blocks.load"}
LOADED = {"models": "gradio.load", "huggingface": "gradio.load", "spaces": "gradio.load/spaces"}
# What opens an address: `cached_path("hf://owner/model/weights.bin")`, `pandas.read_parquet("hf://datasets/owner/name/x.parquet")`.
OPENERS = {"cached_path", "open", "get_file", "get", "download", "from_file", "load", "load_file", "load_model", "load_checkpoint"}
# What runs a function while the file is loaded that is only named to it: `Thread(target=load)`, `FastAPI(lifespan=lifespan)`.
STARTERS = {"Thread", "Process", "Timer", "FastAPI", "Starlette"}
# `st.secrets["KEY"]` is a secret of the Space; what stands behind it otherwise is a mapping's own.
SECRETS = {"st.secrets", "streamlit.secrets"}
MAPPING = {"get", "keys", "values", "items", "to_dict", "load_if_toml_exists", "has_key"}
# Of files that lie beside the app.
FORMATS = {"csv", "json", "parquet", "text", "arrow", "pandas", "imagefolder", "audiofolder", "webdataset"}
# What a handler must name to catch a missing variable.
CATCHING = {"KeyError", "LookupError", "Exception", "BaseException"}
# `config("KEY")` of decouple; `env("KEY")`, `env.str("KEY")` of what these make.
READERS = {"decouple.config"}
READER_CLASSES = {"environs.Env", "starlette.config.Config", "decouple.AutoConfig", "environ.Env"}
CASTS = {"", "str", "int", "bool", "float", "list", "dict", "json", "url", "path"}
# What ends a start without a word of Python's.
EXITS = {"exit", "quit", "sys.exit", "os._exit", "st.stop", "streamlit.stop"}
LIMIT = 500
# Before the name of a parameter that stands where a variable's name is asked for.
PARAMETER = "\0"


def name(node):
    """`os.environ.get`; of what is no name, `f().a.b`, the words behind it. Nothing that is looked for has more than a few."""
    words = []
    while isinstance(node, ast.Attribute) and len(words) < 20:
        words.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        words.append(node.id)
    return ".".join(reversed(words))


def text(node):
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def keyword(call, *names):
    for word in call.keywords:
        if word.arg in names:
            return word.value
    return None


class Calls:
    """Of a `Reader`: functions by their names, across classes and imports."""

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

    def address(self, node, last):
        """`hf://[datasets/]owner/name[@revision]/a/file`, in what opens it."""
        if last not in OPENERS and not last.startswith(("read_", "scan_")):
            return
        for item in node.args[:2] + [word.value for word in node.keywords]:
            first = item.values[0] if isinstance(item, ast.JoinedStr) and item.values else item
            if not (self.string(item) or text(first) or "").startswith("hf://"):
                continue
            parts = (self.string(item) or "hf://").removeprefix("hf://").split("/")
            kind = parts.pop(0) if parts[0] in ("datasets", "spaces", "buckets", "models") else "models"
            owner, _, revision = "/".join(parts[:2]).partition("@")
            self.add("hubCalls", node, function="hf://" + kind, repository=owner[:200] if owner.count("/") == 1 else None,
                     isLocal=False, revision=revision[:200] or None, file="/".join(parts[2:])[:200] or None)
            return
        # `cached_path(path)`: what it loads, the file does not say.
        if last == "cached_path" and node.args and self.string(node.args[0]) is None:
            self.add("hubCalls", node, function=last, repository=None, isLocal=False, revision=None, file=None)

    def remote(self, node, spelled):
        """`InferenceClient(model="owner/model")`, `client.chat.completions.create(model="owner/model")`, `gr.load("spaces/owner/name")`."""
        if spelled in LOADERS:
            target = keyword(node, "name") or (node.args[0] if node.args else None)
            source = keyword(node, "src") or (node.args[1] if len(node.args) > 1 else None)
            kind, found = self.string(source) if source is not None else None, self.string(target) if target is not None else None
            if source is None and found:
                kind, _, found = found.partition("/")
            function = LOADED.get(kind or "models")
        else:
            words = spelled.split(".")
            # `client`, or `self.client`
            parts = name(node.func).split(".")
            maker = self.makers.get(parts[0]) or self.makers.get(".".join(parts[:2])) or ""
            maker = self.full(maker).split(".")[-1]
            is_client = words[-1] in REMOTE_CLASSES
            if not is_client and maker not in REMOTE_CLASSES:
                return
            target = keyword(node, "model") or (node.args[0] if is_client and node.args else None)
            function, found = "InferenceClient", self.string(target) if target is not None else None
            # `owner/model:provider`
            found = found.split(":")[0] if found and "://" not in found else found
        if target is None or function is None or isinstance(target, ast.Constant) and target.value is None:
            return
        is_name = bool(found) and found.count("/") <= 1
        self.add("hubCalls", node, function=function, repository=found[:200] if is_name else None,
                 isLocal=bool(found) and not is_name, revision=None, file=None)

    def element(self, table, key):
        """Of a list, tuple or table of constants at the margin."""
        if isinstance(table, (ast.List, ast.Tuple)) and type(key) is int and -len(table.elts) <= key < len(table.elts):
            found = table.elts[key]
        elif isinstance(table, ast.Dict):
            found = next((value for name, value in zip(table.keys[:LIMIT], table.values)
                          if isinstance(name, ast.Constant) and name.value == key), None)
        else:
            return None
        return found.value if isinstance(found, ast.Constant) else None

    def secret(self, node, called):
        if called.endswith(".get") and called[:-4] in SECRETS and node.args and (key := text(node.args[0])):
            self.variable(node, key, False)

    def spelled(self, node):
        """`os.environ` of `environ`, of `env` after `from os import environ as env`, and of `env = os.environ`."""
        return self.full(name(node))

    def full(self, label):
        words = label.split(".")
        found = self.imported.get(words[0])
        return ".".join([found[0]] + found[1] + words[1:]) if found and not found[0].startswith(".") else ".".join(words)

    def read_by_call(self, node, called):
        """`os.environ.get("KEY")`, `os.environ.pop("KEY")`, `config("KEY", default="")`."""
        if not node.args:
            return
        for key in self.keys(node.args[0]):
            self.read_key(node, called, key)

    def read_key(self, node, called, key):
        label = self.spelled(node.func)
        # `env` of `env = Env()`, and of `env.str`.
        base, _, method = called.partition(".")
        is_reader = label in READERS or method in CASTS and self.full(self.makers.get(base, "")) in READER_CLASSES
        if called.endswith(("environ.get", "getenv")) or label in ("os.environ.get", "os.getenv"):
            self.variable(node, key, False)
        elif label.endswith("environ.pop") or is_reader:
            # Behind the name a reader's cast stands, and then the default.
            has_default = keyword(node, "default") is not None or len(node.args) > (2 if is_reader else 1)
            self.variable(node, key, not has_default and self.catchers == 0)

    def keys(self, node):
        """`KEY` of `"KEY"`, and of a loop's variable all that it goes through."""
        if isinstance(node, ast.Name):
            return [PARAMETER + node.id] if node.id in self.parameters else self.loops.get(node.id, [])
        return [text(node)] if text(node) else []

    def read_by_own(self, node):
        """`need("KEY")`, where `def need(key): return os.environ[key]` stands above it."""
        found = {}
        for parameter, (place, is_required) in self.own.get(name(node.func), {}).items():
            item = keyword(node, parameter) or (node.args[place] if place < len(node.args) else None)
            for key in self.keys(item) if item is not None else []:
                found[key] = found.get(key, False) or is_required
        for key, is_required in found.items():
            # With another value beside it, it may do without.
            self.variable(node, key, is_required and len(node.args) + len(node.keywords) == 1 and self.catchers == 0)

    def bound(self, target, values):
        """What a loop's variable goes through: `for key in ("A", "B")`, `for key, hint in KEYS.items()`; `None`: the file does not say."""
        if isinstance(values, ast.Call) and name(values.func).split(".")[-1] in ("items", "keys", "sorted", "list", "set", "tuple"):
            method = isinstance(values.func, ast.Attribute)
            if method and name(values.func).endswith(".items") and isinstance(target, ast.Tuple) and target.elts:
                target = target.elts[0]
            values = values.func.value if method else values.args[0] if values.args else values
        table = self.tables.get(values.id) if isinstance(values, ast.Name) else values
        items = table.keys if isinstance(table, ast.Dict) else table.elts if isinstance(table, (ast.List, ast.Tuple, ast.Set)) else []
        items = items[:100]
        if isinstance(target, ast.Tuple):
            # `for key, hint in [("KEY", "…")]`
            rows = [item.elts for item in items if isinstance(item, (ast.Tuple, ast.List))]
            names = [(part, [row[place] for row in rows if place < len(row)]) for place, part in enumerate(target.elts[:10])]
        else:
            names = [(target, items)]
        return {part.id: [text(item) for item in found if item is not None and text(item)]
                for part, found in names if isinstance(part, ast.Name)}

    def looping(self, generators, read):
        around = self.loops
        for item in generators:
            self.loops = self.loops | self.bound(item.target, item.iter)
        try:
            return read()
        finally:
            self.loops = around

    def visit_comprehension_of(self, node):
        self.looping(node.generators, lambda: self.generic_visit(node))

    visit_ListComp = visit_SetComp = visit_GeneratorExp = visit_DictComp = visit_comprehension_of

    def each(self, call, function):
        """The comprehension of `all(…)` or `any(…)`."""
        if isinstance(call, ast.Call) and name(call.func) == function and call.args and isinstance(
                call.args[0], (ast.GeneratorExp, ast.ListComp)) and not any(item.ifs for item in call.args[0].generators):
            return call.args[0]
        return None

    def gathered(self, node):
        """What `[key for key in KEYS if not os.getenv(key)]` gathers: it is not empty where one of them is missing."""
        if not isinstance(node, (ast.ListComp, ast.SetComp)):
            return []
        return self.looping(node.generators, lambda: [
            key for item in node.generators for test in item.ifs[:5] for key in self.missing(test)])

    def reading(self, node):
        """`KEY` of `os.getenv("KEY")` without another value, and of a name that was given it."""
        if isinstance(node, ast.Name):
            return self.readings.get(node.id, [])
        if isinstance(node, ast.NamedExpr):
            return self.reading(node.value)
        if not isinstance(node, ast.Call) or not node.args or len(node.args) > 1 and text(node.args[1]) != "" and not (
                isinstance(node.args[1], ast.Constant) and node.args[1].value is None):
            return []
        if isinstance(node.func, ast.Attribute) and node.func.attr == "strip" and not node.args:
            return self.reading(node.func.value)
        return self.keys(node.args[0]) if self.spelled(node.func) in ("os.environ.get", "os.getenv") else []

    def missing(self, test):
        """The variables without which `test` holds: `not token`, `token is None`, `"KEY" not in os.environ`, one `or` the other."""
        if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
            return [key for item in test.values[:20] for key in self.missing(item)]
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            return self.present(test.operand)
        if isinstance(test, ast.Compare) and len(test.ops) == 1:
            if isinstance(test.ops[0], (ast.Is, ast.Eq)) and isinstance(test.comparators[0], ast.Constant) and not test.comparators[0].value:
                return self.reading(test.left)
            if isinstance(test.ops[0], ast.NotIn) and self.spelled(test.comparators[0]) == "os.environ":
                return self.keys(test.left)
        if isinstance(test, ast.Name):
            return self.lists.get(test.id, [])
        if (found := self.each(test, "any")) is not None:
            return self.looping(found.generators, lambda: self.missing(found.elt))
        return []

    def present(self, test):
        """Those that `test` asks for: `token`, `token is not None`, `"KEY" in os.environ`, one `and` the other."""
        if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
            return [key for item in test.values[:20] for key in self.present(item)]
        if isinstance(test, ast.Compare) and len(test.ops) == 1:
            if isinstance(test.ops[0], ast.IsNot) and isinstance(test.comparators[0], ast.Constant) and test.comparators[0].value is None:
                return self.reading(test.left)
            if isinstance(test.ops[0], ast.In) and self.spelled(test.comparators[0]) == "os.environ":
                return self.keys(test.left)
            return []
        if (found := self.each(test, "all")) is not None:
            return self.looping(found.generators, lambda: self.present(found.elt))
        # `assert not missing`
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            return self.missing(test.operand)
        return self.reading(test)

    def ends(self, body):
        return any(isinstance(item, ast.Raise) or isinstance(item, ast.Expr) and isinstance(item.value, ast.Call)
                   and name(item.value.func) in EXITS for item in body)

    def visit_Assert(self, node):
        for key in self.present(node.test):
            self.variable(node, key, self.catchers == 0)
        self.generic_visit(node)

    def visit_Compare(self, node):
        for operator, right in zip(node.ops, node.comparators):
            if isinstance(operator, (ast.In, ast.NotIn)) and self.spelled(right) == "os.environ":
                for key in self.keys(node.left):
                    self.variable(node, key, False)
        self.generic_visit(node)

    def settings(self, node):
        """The fields of `class Settings(BaseSettings)` are variables, unless a prefix makes them others."""
        if not any(name(base).split(".")[-1] == "BaseSettings" for base in node.bases) or any(
                "env_prefix" in (getattr(item, "arg", None), getattr(item, "id", None)) for item in ast.walk(node)):
            return
        for item in node.body:
            field = item.target.id if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name) else "_"
            if not field.startswith("_") and field != "model_config":
                self.field(item, field)

    def field(self, item, field):
        """`token: str`, `token: str = Field(..., alias="API_TOKEN")`; one without a default ends what makes the settings."""
        call = item.value if isinstance(item.value, ast.Call) and name(item.value.func).split(".")[-1] == "Field" else None
        alias = text(keyword(call, "validation_alias", "alias") or ast.Constant(None)) if call else None
        first = call.args[0] if call and call.args else None
        is_empty = first is None or isinstance(first, ast.Constant) and first.value is Ellipsis
        has_default = item.value is not None if call is None else not is_empty or keyword(call, "default", "default_factory") is not None
        is_optional = any(getattr(part, "id", getattr(part, "attr", None)) == "Optional" or isinstance(part, ast.Constant) and part.value is None
                          for part in ast.walk(item.annotation))
        self.variable(item, alias or field.upper(), not has_default and not is_optional, of_class=self.holder)

    def resolved(self, owner, label):
        """The call, and of what is imported where from: the longest name that an import has here."""
        words = label.split(".")
        for count in range(min(len(words), 20), 0, -1):
            found = self.imported.get(".".join(words[:count]))
            if found:
                return dict(owner=owner, path=found[0], names=found[1], name=".".join(found[1] + words[count:]))
        return dict(owner=owner, path=None, names=[], name=label)


class Reader(Calls, ast.NodeVisitor):
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

    def value(self, node):
        """A constant: as it stands, by a name at the margin, as a product, as a variable's default."""
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name):
            return self.constants.get(node.id)
        if isinstance(node, ast.Call) and name(node.func).endswith(("getenv", "environ.get")) and len(node.args) == 2:
            return self.value(node.args[1])
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.value, ast.Name):
            return self.element(self.tables.get(node.value.id), node.slice.value)
        if isinstance(node, ast.JoinedStr) and len(node.values) <= 20:
            parts = [self.string(item.value if isinstance(item, ast.FormattedValue) else item) for item in node.values]
            return "".join(parts) if None not in parts and sum(map(len, parts)) <= 1000 else None
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mult, ast.Add)):
            left, right = self.value(node.left), self.value(node.right)
            if type(left) is int and type(right) is int and abs(left) < 1 << 31 and abs(right) < 1 << 31:
                return left * right if isinstance(node.op, ast.Mult) else left + right
        return None

    def string(self, node):
        found = self.value(node)
        return found if isinstance(found, str) else None

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

    def decoration(self, node):
        """The arguments of `spaces.GPU`, `spaces.GPU(duration=60)`, `partial(spaces.GPU, size="xlarge")`, or of a name for it."""
        if isinstance(node, (ast.Name, ast.Attribute)):
            return self.decorators.get(name(node))
        if isinstance(node, ast.IfExp):
            body = self.decoration(node.body)
            return self.decoration(node.orelse) if body is None else body
        if not isinstance(node, ast.Call) or self.wrapped(node) is not None:
            return None
        is_partial = name(node.func).split(".")[-1] == "partial" and node.args
        given = self.decoration(node.args[0] if is_partial else node.func)
        return None if given is None else given | {word.arg: word.value for word in node.keywords if word.arg}

    def wrapped(self, call):
        """`f` of `spaces.GPU(f)` and of `spaces.GPU(duration=60)(f)`."""
        task = keyword(call, "task") or (call.args[0] if call.args else None)
        # A number by its name is no function.
        if not isinstance(task, (ast.Name, ast.Attribute, ast.Lambda)) or name(task) in self.constants:
            return None
        return task if self.decoration(call.func) is not None else None

    def gpu(self, node, label, given, is_async):
        duration, size = given.get("duration"), given.get("size")
        number = self.value(duration) if duration is not None else None
        if type(number) is not int or not 0 <= number < 1 << 31:
            number = None
        origin = None if duration is None or number is not None else (name(duration) or "an expression")
        if len(self.found["gpuFunctions"]) < LIMIT:
            self.found["gpuFunctions"].append(dict(
                name=label[:200], line=node.lineno, duration=number, durationSource=origin and origin[:200],
                size=self.string(size) if size is not None else None, isAsync=is_async))

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
            given = self.decoration(decorator)
            # Of a module of the app's own, which passes the decorator on.
            if given is None and name(call.func if call else decorator) == "GPU":
                given = {word.arg: word.value for word in call.keywords if word.arg} if call else {}
            if given is None:
                continue
            if call and call.args and "duration" not in given:
                given = given | {"duration": call.args[0]}
            self.gpu(node, node.name, given, is_async)
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

    def assigned(self, node):
        key = text(node) if node is not None else None
        if key and not key.startswith(PARAMETER) and len(self.found["assignedVariables"]) < LIMIT:
            self.found["assignedVariables"].append(key[:200])

    def visit_Attribute(self, node):
        if name(node.value) in SECRETS and isinstance(node.ctx, ast.Load) and node.attr not in MAPPING:
            self.variable(node, node.attr, self.catchers == 0)
        self.generic_visit(node)

    def visit_Subscript(self, node):
        if name(node.value) in SECRETS and isinstance(node.ctx, ast.Load) and (key := text(node.slice)):
            self.variable(node, key, self.catchers == 0)
        if name(node.value).endswith("environ") or self.spelled(node.value) == "os.environ":
            for key in self.keys(node.slice):
                if isinstance(node.ctx, ast.Load):
                    self.variable(node, key, self.catchers == 0)
                elif isinstance(node.ctx, ast.Store):
                    self.assigned(ast.Constant(key))
        self.generic_visit(node)

    def variable(self, node, key, is_required, of_class=None):
        if key.startswith(PARAMETER):
            if len(self.own) < LIMIT:
                # Two of one name, the one in `try` and the other in `except`, may call it differently.
                demands = self.own.setdefault(self.function, {})
                parameter = key[len(PARAMETER):]
                is_demanded = demands.get(parameter, (0, False))[1] or is_required and self.conditions == 0
                if parameter in self.parameters:
                    demands[parameter] = (self.parameters.index(parameter), is_demanded)
            return
        self.add("variables", node, name=key[:200], isRequired=is_required, isConditional=self.conditions > 0)
        if of_class and self.found["variables"]:
            self.found["variables"][-1].update(owner=of_class, isTopLevel=False)
            self.fields.append(self.found["variables"][-1])

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
        words = [part for part in (text(item) for item in ast.walk(node)) if part] if last in (
            "system", "run", "call", "check_call", "check_output", "Popen", "main", "getoutput") else []
        shell = " ".join(words)
        self.read_by_call(node, called)
        self.read_by_own(node)
        if called.endswith(("environ.setdefault", "os.putenv")) and node.args:
            for key in self.keys(node.args[0]):
                self.assigned(ast.Constant(key))
        if called.endswith("environ.update"):
            for item in node.args:
                for key in item.keys if isinstance(item, ast.Dict) else []:
                    self.assigned(key)
            for word in node.keywords:
                self.assigned(ast.Constant(word.arg))
        # pipeline("text-generation", "owner/model"), and no call of a pipeline that is there: pipeline(image, prompt).
        is_pipeline = last == "pipeline" and (
            keyword(node, "model") is not None or len(node.args) > 1 and text(node.args[0]) is not None)
        if last in HUB or is_pipeline:
            target = keyword(node, "repo_id", "pretrained_model_name_or_path", "path", "model", "model_id",
                             "pretrained_model_link_or_path")
            if target is None and is_pipeline and len(node.args) > 1:
                target = node.args[1]
            elif target is None and node.args:
                target = node.args[0]
                # PeftModel.from_pretrained(base, "owner/adapter"): the first is a model that is there already.
                if called.startswith("Peft") and len(node.args) > 1:
                    target = node.args[1]
            repository = self.string(target) if target is not None else None
            if repository and repository.startswith("https://huggingface.co/"):
                repository = "/".join(repository.split("/")[3:5])
            is_local = bool(repository) and (
                repository.startswith((".", "/", "~")) or repository.count("/") > 1 or last == "load_dataset" and repository in FORMATS)
            if is_local:
                repository = None
            directory = keyword(node, "local_dir")
            directory = self.string(directory) if directory is not None else None
            if directory and len(self.directories) < LIMIT:
                self.directories.add(directory.rstrip("/"))
            revision = keyword(node, "revision")
            file = keyword(node, "filename") or (node.args[1] if len(node.args) > 1 else None) if last == "hf_hub_download" else None
            file = self.string(file) if file is not None else None
            self.add("hubCalls", node, function=last, repository=repository and repository[:200], isLocal=is_local,
                     revision=None if revision is None else (self.string(revision) or "computed")[:200],
                     file=file and file[:200])
        self.address(node, last)
        self.remote(node, spelled)
        self.secret(node, called)
        if called in ("sys.path.append", "sys.path.insert") and len(self.found["searchPaths"]) < 20:
            self.found["searchPaths"] += [part[:200] for part in (text(item) for item in ast.walk(node)) if part]
        if "pip install" in shell or "pip" in words and "install" in words:
            self.add("pipCalls", node, text=self.snippet(node))
        elif spelled in DOWNLOADS or called in DOWNLOADS or last in DOWNLOADS or any(tool in shell.split() for tool in ("wget", "curl", "gdown")) or any(
                command in shell for command in ("git clone", "huggingface-cli download", "hf download")):
            self.add("downloads", node, text=self.snippet(node))
        arguments = [text(item) or "" for item in node.args] + [
            text(word.value) or "" for word in node.keywords if word.arg in ("device", "device_map")]
        if last == "cuda" or called.startswith("torch.cuda.") or any(item.startswith("cuda") for item in arguments):
            self.add("cudaCalls", node, text=self.snippet(node))
        self.generic_visit(node)

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


def described(path, is_started):
    """The file's line; of one that Python does not parse, what it says; of one that this cannot go through, nothing."""
    number = int(path.split(".")[0])
    with open(path, "rb") as file:
        data = file.read()
    try:
        tree = ast.parse(data)
    except (SyntaxError, ValueError) as error:
        place = f"line {error.lineno}: " if getattr(error, "lineno", None) else ""
        version = "Python %d.%d" % sys.version_info[:2]
        return {"file": number, "fault": f"{version}: {place}{getattr(error, 'msg', None) or error}"[:200]}
    reader = Reader(data.decode("utf-8", "replace"), is_started)
    reader.visit(tree)
    return {"file": number, "source": reader.finish()}


started = sys.argv[1].split(",")
for path in sys.argv[2:]:
    if time.monotonic() > DEADLINE:
        break
    # A process for each file: one that takes all the time or memory, or the interpreter with it, costs no other.
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        continue
    try:
        # Half of a surrogate pair is no text that JSON could hold.
        line = json.dumps(described(path, path.split(".")[0] in started), ensure_ascii=False).encode("utf-8", "replace")
        sys.stdout.buffer.write(line + b"\n")
        sys.stdout.flush()
    finally:
        os._exit(0)
