"""The environment variables that a file reads, asks for and sets."""

import ast

from names import LIMIT, keyword, name, text

# `st.secrets["KEY"]` is a secret of the Space; what stands behind it otherwise is a mapping's own.
SECRETS = {"st.secrets", "streamlit.secrets"}
MAPPING = {"get", "keys", "values", "items", "to_dict", "load_if_toml_exists", "has_key"}
# `config("KEY")` of decouple; `env("KEY")`, `env.str("KEY")` of what these make.
READERS = {"decouple.config"}
READER_CLASSES = {"environs.Env", "starlette.config.Config", "decouple.AutoConfig", "environ.Env"}
CASTS = {"", "str", "int", "bool", "float", "list", "dict", "json", "url", "path"}
# What ends a start without a word of Python's.
EXITS = {"exit", "quit", "sys.exit", "os._exit", "st.stop", "streamlit.stop"}
# Before the name of a parameter that stands where a variable's name is asked for.
PARAMETER = "\0"


class Variables:
    """Of a `Reader`: each variable, and whether the app ends without it."""

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

    def secret(self, node, called):
        if called.endswith(".get") and called[:-4] in SECRETS and node.args and (key := text(node.args[0])):
            self.variable(node, key, False)

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

    def set_by_call(self, node, called):
        """`os.environ.setdefault("KEY", "1")`, `os.environ.update({"KEY": "1"}, OTHER="2")`."""
        if called.endswith(("environ.setdefault", "os.putenv")) and node.args:
            for key in self.keys(node.args[0]):
                self.assigned(ast.Constant(key))
        if called.endswith("environ.update"):
            for item in node.args:
                for key in item.keys if isinstance(item, ast.Dict) else []:
                    self.assigned(key)
            for word in node.keywords:
                self.assigned(ast.Constant(word.arg))

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
        # `os.getenv("KEY", "").strip()`
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "strip" and not node.args:
            return self.reading(node.func.value)
        if not isinstance(node, ast.Call) or not node.args or len(node.args) > 1 and text(node.args[1]) != "" and not (
                isinstance(node.args[1], ast.Constant) and node.args[1].value is None):
            return []
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
