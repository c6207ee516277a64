"""A package index and a git repository on the loopback interface, the same bytes on every machine.

The index (PEP 691, with upload times) holds `tinycpu` in local versions; the repository `tinyrepo` two commits, of which a branch
moves from the first to the second, as an upstream does.
"""

import base64
import contextlib
import hashlib
import http.server
import io
import json
import os
import pathlib
import subprocess
import threading
import zipfile

# What stands in the recorded files; the port of the day takes its place.
RECORDED = "127.0.0.1:18080"

WHEELS = {"1.0+cpu": "2025-01-10T00:00:00Z", "1.1+cpu": "2025-06-10T00:00:00Z"}
MODULES = {"1.0+cpu": "def greet():\n    return 'hello'\n", "1.1+cpu": "def welcome():\n    return 'hello'\n"}
COMMITS = [("2025-01-10T00:00:00Z", "def greet():\n    return 'hello'\n"), ("2025-06-10T00:00:00Z", "def welcome():\n    return 'hello'\n")]
PROJECT = '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n\n[project]\nname = "tinyrepo"\nversion = "0.1"\n\n[tool.setuptools]\npy-modules = ["tinyrepo"]\n'


@contextlib.contextmanager
def served(directory, upstream, port=0):
    """Serves until the end of the block; yields `host:port`.

    upstream: how many of the repository's commits are there, that is which one its branch names.
    """
    root = pathlib.Path(directory)
    write_index(root)
    write_repository(root, upstream)

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments, **options):
            super().__init__(*arguments, directory=str(root), **options)

        def guess_type(self, path):
            return "application/vnd.pypi.simple.v1+json" if str(path).endswith("index.html") else super().guess_type(path)

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def write_index(root):
    files = []
    (root / "files").mkdir(parents=True, exist_ok=True)
    for version, uploaded in WHEELS.items():
        name, content = wheel("tinycpu", version, MODULES[version])
        (root / "files" / name).write_bytes(content)
        files.append({"filename": name, "url": f"/files/{name}", "hashes": {"sha256": hashlib.sha256(content).hexdigest()},
                      "upload-time": uploaded, "size": len(content)})
    page = root / "simple/tinycpu/index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(json.dumps({"meta": {"api-version": "1.1"}, "name": "tinycpu", "versions": list(WHEELS), "files": files}))


def wheel(name, version, module):
    """The file name and bytes of a wheel with one module."""
    info = f"{name}-{version}.dist-info"
    contents = {
        f"{name}.py": module,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: loopback\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},sha256={digest(text)},{len(text)}\n" for path, text in contents.items())
    contents[f"{info}/RECORD"] = record + f"{info}/RECORD,,\n"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, text in contents.items():
            archive.writestr(zipfile.ZipInfo(path, (2025, 1, 10, 0, 0, 0)), text)
    return f"{name}-{version}-py3-none-any.whl", out.getvalue()


def digest(text):
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def write_repository(root, commits):
    """A bare repository, readable over plain HTTP; its commit ids depend on nothing but this file."""
    work, bare = root / "work", root / "tinyrepo.git"
    subprocess.run(["rm", "-rf", str(work), str(bare)], check=True)
    variables = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    for name in ("AUTHOR", "COMMITTER"):
        variables |= {f"GIT_{name}_NAME": "demo", f"GIT_{name}_EMAIL": "demo@example.com"}

    def git(*arguments, date=COMMITS[0][0], directory=work):
        subprocess.run(["git", "-C", str(directory), *arguments], check=True, stdout=subprocess.DEVNULL,
                       env=variables | {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date})

    work.mkdir(parents=True)
    git("init", "-q", "-b", "main")
    (work / "pyproject.toml").write_text(PROJECT)
    for date, module in COMMITS[:commits]:
        (work / "tinyrepo.py").write_text(module)
        git("add", ".")
        git("commit", "-q", "-m", "tinyrepo", date=date)
    git("clone", "-q", "--bare", str(work), str(bare))
    git("update-server-info", directory=bare)
