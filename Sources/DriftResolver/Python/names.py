"""Names, texts and arguments of an expression."""

import ast

# Of each kind of finding, and of each thing that is remembered.
LIMIT = 500


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
