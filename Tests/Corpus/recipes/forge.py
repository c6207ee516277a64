"""Own packages for the recipes: wheels with unusual names and versions, source archives, git repositories."""

import base64
import hashlib
import io
import os
import pathlib
import subprocess
import tarfile
import zipfile


def wheel(name, version, requires=(), tag="py3-none-any"):
    """(file name, bytes) of a wheel that holds one empty module."""
    stem = name.replace("-", "_")
    info = f"{stem}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n" + "".join(f"Requires-Dist: {r}\n" for r in requires)
    files = {f"{stem.replace('.', '_').lower()}_module.py": "", f"{info}/METADATA": metadata,
             f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: corpus\nRoot-Is-Purelib: true\nTag: {tag}\n"}
    record = "".join(f"{path},sha256={digest(text)},{len(text.encode())}\n" for path, text in files.items())
    files[f"{info}/RECORD"] = record + f"{info}/RECORD,,\n"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            archive.writestr(zipfile.ZipInfo(path, (2026, 1, 1, 0, 0, 0)), text)
    return f"{stem}-{version}-{tag}.whl", buffer.getvalue()


def digest(text):
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def wheels(*packages, folder="wheels"):
    """Build-context files `wheels/NAME`: each package is (name, version) or (name, version, requires)."""
    return {f"{folder}/{file}": content for file, content in (wheel(*p) for p in packages)}


def setup_py(name, version, requires=(), body=""):
    return f"{body}\nfrom setuptools import setup\nsetup(name={name!r}, version={version!r}, py_modules=[{name.replace('-', '_')!r}], install_requires={list(requires)!r})\n"


def pyproject(name, version, requires=(), backend="setuptools"):
    dependencies = ", ".join(f'"{r}"' for r in requires)
    return (f'[project]\nname = "{name}"\nversion = "{version}"\nrequires-python = ">=3.8"\ndependencies = [{dependencies}]\n\n'
            '[build-system]\nrequires = ["setuptools>=61"]\nbuild-backend = "setuptools.build_meta"\n\n'
            f'[tool.setuptools]\npy-modules = ["{name.replace("-", "_")}"]\n')


def source_archive(name, version, body=""):
    """(file name, bytes) of a source archive with a setup.py; `body` runs when it is built."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        texts = {"setup.py": setup_py(name, version, body=body), f"{name.replace('-', '_')}.py": "",
                 "PKG-INFO": f"Metadata-Version: 1.1\nName: {name}\nVersion: {version}\n"}
        for path, text in texts.items():
            entry = tarfile.TarInfo(f"{name}-{version}/{path}")
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    return f"{name}-{version}.tar.gz", buffer.getvalue()


BROKEN = "raise SystemExit('error: this package cannot be built here: install the compiler first')"


def releases(directory):
    """What the recipes download from @FILES@: files at its top, an index of them below simple/."""
    packages = [wheel("tiny-tool", "1.4.0"), wheel("tiny-tool", "1.5.0rc1"), wheel("torchling", "2.1.2+cu118"), wheel("torchling", "2.1.2"),
                wheel("Under_Score.Dots", "0.9.post3"), wheel("epochal", "1!2.0"), source_archive("tiny-source", "0.3.1"),
                source_archive("broken-source", "0.1.0", BROKEN)]
    directory.mkdir(parents=True)
    for file, content in packages:
        (directory / file).write_bytes(content)
        name = file.rsplit("-", 1)[0] if file.endswith(".tar.gz") else file.split("-")[0]
        place = directory / "simple" / name.lower().replace("_", "-").replace(".", "-")
        place.mkdir(parents=True, exist_ok=True)
        (place / file).write_bytes(content)
    (directory / "constraints.txt").write_text("fastapi==0.110.0\nstarlette<0.37\nanyio<4.4\n")
    (directory / "get-pip.py").write_text(GET_PIP)


# What the bootstrap script of pip does, which carries pip along; this one takes the wheel that Python brings.
GET_PIP = """import ensurepip, pathlib, sys
sys.path.insert(0, str(next((pathlib.Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl"))))
from pip._internal.cli.main import main
sys.exit(main(["install", "--upgrade", "--force-reinstall", *sys.argv[1:]]))
"""


def repositories(directory):
    """Bare repositories that stand for https://github.com/example/NAME; commits have fixed dates, so fixed ids."""
    for name, versions, dependencies in (("tiny-lib", ("0.1.0", "0.2.0"), ()), ("tiny-app", ("1.0.0",), ("click",))):
        module = {f"{name.replace('-', '_')}.py": "version = '@VERSION@'\n"}
        repository(directory, name, [(f"v{v}", {"pyproject.toml": pyproject(name, v, dependencies), **{k: t.replace("@VERSION@", v) for k, t in module.items()}}) for v in versions])
    repository(directory, "mono", [("v1", {"packages/one/pyproject.toml": pyproject("mono-one", "0.5.0", ("six",)), "packages/one/mono_one.py": "",
                                           "packages/two/pyproject.toml": pyproject("mono-two", "0.6.0"), "packages/two/mono_two.py": ""})])
    repository(directory, "web-ui", [("v1", {"requirements.txt": "click==8.1.3\nsix\n", "extensions/one/requirements.txt": "idna<3.5\nsix==1.15.0\n", "extensions/two/README.md": "", "extensions/three/requirements.txt": "attrs==22.1.0\nclick\n",
                                             "extensions/one/install.py": INSTALL, "launch.py": LAUNCH})])


INSTALL = "import subprocess, sys\nfor package in ('attrs==23.1.0', 'idna'):\n    subprocess.check_call([sys.executable, '-m', 'pip', 'install', package])\n"
LAUNCH = """import subprocess, sys

def run(command, desc=None, live=False):
    if desc is not None:
        print(desc, flush=True)
    result = subprocess.run(command, shell=True, **({} if live else {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}))
    if result.returncode:
        raise RuntimeError(f"Couldn't run {command}")

def run_pip(args, desc=None, live=False):
    return run(f'"{sys.executable}" -m pip {args} --prefer-binary', desc=f"Installing {desc}", live=live)

print(f"Python {sys.version}", "Version: v1.6.0", "Commit hash: <none>", sep="\\n", flush=True)
run_pip("install six==1.15.0 idna==3.4", "torch and torchvision", live=True)
run_pip("install click==8.1.3", "clip")
run_pip("install -r requirements.txt", "requirements", live=False)
run_pip("install attrs==23.1.0", "xformers", live=True)
print("Exiting because of --exit argument")
"""


def repository(directory, name, commits):
    """commits: (tag, files) in order."""
    bare = pathlib.Path(directory, "example", f"{name}.git")
    if bare.exists():
        return
    bare.mkdir(parents=True)
    work = pathlib.Path(directory, f".{name}")
    variables = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_DATE": "2026-01-05T10:00:00Z", "GIT_COMMITTER_DATE": "2026-01-05T10:00:00Z"}
    who = ["-c", "user.name=example", "-c", "user.email=example@example.com"]

    def git(*arguments, where=work):
        subprocess.run(["git", "-C", str(where), *arguments], check=True, env=variables, stdout=subprocess.DEVNULL)

    work.mkdir()
    git("init", "-q", "-b", "main")
    for tag, files in commits:
        for path, text in files.items():
            (work / path).parent.mkdir(parents=True, exist_ok=True)
            (work / path).write_text(text)
        git("add", ".")
        git(*who, "commit", "-q", "-m", f"Version {tag.removeprefix('v')}")
        git(*who, "tag", tag)
    git("init", "-q", "--bare", where=bare)
    git("config", "uploadpack.allowFilter", "true", where=bare)
    git("config", "uploadpack.allowAnySHA1InWant", "true", where=bare)
    git("push", "-q", "--tags", str(bare), "main")
    git("symbolic-ref", "HEAD", "refs/heads/main", where=bare)
    subprocess.run(["rm", "-rf", str(work)], check=True)
