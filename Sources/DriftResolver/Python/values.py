"""What an expression stands for, as far as the file says."""

import ast

from names import LIMIT, name


class Values:
    """Of a `Reader`: constants, and names by their imports."""

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

    def spelled(self, node):
        """`os.environ` of `environ`, of `env` after `from os import environ as env`, and of `env = os.environ`."""
        return self.full(name(node))

    def full(self, label):
        words = label.split(".")
        found = self.imported.get(words[0])
        return ".".join([found[0]] + found[1] + words[1:]) if found and not found[0].startswith(".") else ".".join(words)

    def resolved(self, owner, label):
        """The call, and of what is imported where from: the longest name that an import has here."""
        words = label.split(".")
        for count in range(min(len(words), 20), 0, -1):
            found = self.imported.get(".".join(words[:count]))
            if found:
                return dict(owner=owner, path=found[0], names=found[1], name=".".join(found[1] + words[count:]))
        return dict(owner=owner, path=None, names=[], name=label)
