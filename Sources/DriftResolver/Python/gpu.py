"""Functions that ask ZeroGPU for a GPU."""

import ast

from names import LIMIT, keyword, name


class Decorations:
    """Of a `Reader`: `spaces.GPU`, and what else the file calls it."""

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

    def decorated(self, node, decorator, is_async):
        """`@spaces.GPU(duration=60)` above `node`."""
        call = decorator if isinstance(decorator, ast.Call) else None
        given = self.decoration(decorator)
        # Of a module of the app's own, which passes the decorator on.
        if given is None and name(call.func if call else decorator) == "GPU":
            given = {word.arg: word.value for word in call.keywords if word.arg} if call else {}
        if given is None:
            return
        if call and call.args and "duration" not in given:
            given = given | {"duration": call.args[0]}
        self.gpu(node, node.name, given, is_async)
