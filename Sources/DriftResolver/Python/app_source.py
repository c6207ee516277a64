"""Prints what Python files do, one JSON line a file: the fields of `AppSource`. Parses only; `compile` and `exec` are never called.

    python3 -I -S app_source.py STARTED FILE...

STARTED has the numbers of the files that are run themselves, with commas between them; a FILE is called NUMBER.txt.
"""

import ast
import json
import os
import resource
import signal
import sys
import time

resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
# Of one file; and of all together, before whoever started this gives up.
resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
DEADLINE = time.monotonic() + 12
# A text put together of some hundred parts, and a chain of as many `elif`, are as deep.
sys.setrecursionlimit(5000)
# `-I` takes this file's own directory off the path, and nothing but these modules is there to be imported.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

from reader import Reader  # noqa: E402


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
# The smallest first: one that takes all the time costs those that take more.
for path in sorted(sys.argv[2:], key=os.path.getsize):
    if time.monotonic() > DEADLINE:
        break
    # A process for each file: one that takes all the time or memory, or the interpreter with it, costs no other.
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        continue
    try:
        # On a busy machine a second of the processor's is several.
        signal.alarm(max(1, int(DEADLINE + 4 - time.monotonic())))
        # Half of a surrogate pair is no text that JSON could hold.
        line = json.dumps(described(path, path.split(".")[0] in started), ensure_ascii=False).encode("utf-8", "replace")
        sys.stdout.buffer.write(line + b"\n")
        sys.stdout.flush()
    finally:
        os._exit(0)
