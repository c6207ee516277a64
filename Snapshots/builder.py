"""A stand-in for the platform's image builder, for recording logs with real installers.

It runs the steps of a Dockerfile one by one in a private root directory and prints them the way the
platform's build log does: banner, `--> STEP`, the step's own output, `DONE 1.2s` or `CACHED`, blank line.
What pip, uv and poetry print is real: they run, as themselves, on a copy of a CPython that is mounted at
/usr/local, so the paths in the log are the ones of an official `python:3.x` image. What is composed is
the frame: banner, base image digest, steps given as CACHED, apt steps, push and export.

Needs Linux, root (or user namespaces) for `unshare --mount`, and CPythons under --pythons
(default ~/.pyenv/versions), `<version>/bin/python3`.
"""

import dataclasses
import hashlib
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import time

from frame import StepResult, framed

OWN_DIRECTORIES = ("usr-local", "usr", "proc", "dev", "etc", "home", "opt", "root", "run", "srv", "tmp", "var/tmp")
HOST_LINKS = ("bin", "lib", "lib64", "sbin")
# A tree with this file has a /usr of its own.
WHOLE = ".whole"

# uv's programs, as `make setup` installs them.
TOOLS = pathlib.Path(__file__).resolve().parent.parent / ".venv/bin"
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"


def normalised(text, replacements=()):
    """The text with each (pattern, replacement) applied to its lines."""
    for pattern, replacement in replacements:
        text = re.sub(pattern, replacement, text)
    return text


@dataclasses.dataclass
class Base:
    """What an official `python:3.x` image holds: the interpreter and its first packages."""

    python: str  # "3.13": the prefix of a directory below `pythons`
    packages: tuple = ("pip==25.3",)
    image: str = ""  # "docker.io/library/python:3.13"
    digest: str = ""  # 64 hexadecimal digits; composed unless said otherwise
    suite: str = ""  # "bookworm": a bare Debian, made by debootstrap, instead of a Python's image

    @property
    def reference(self):
        image = self.image or f"docker.io/library/python:{self.python}"
        digest = self.digest or hashlib.sha256(f"{image} {self.packages}".encode()).hexdigest()
        return f"{image}@sha256:{digest}"


class Builder:
    """Keeps image trees in `directory`; a layer is a copy of the tree after its step."""

    def __init__(self, directory, pythons=None, environment=None, replacements=()):
        self.directory = pathlib.Path(directory)
        self.pythons = pathlib.Path(pythons or os.path.expanduser("~/.pyenv/versions"))
        self.environment = dict(environment or {})
        self.replacements = list(replacements)
        self.layers = {}
        self.index = ""
        self.directory.mkdir(parents=True, exist_ok=True)

    # Trees

    def base_tree(self, base):
        key = hashlib.sha256(f"{base.python} {base.packages}".encode()).hexdigest()[:12]
        if base.suite:
            return self.system_tree(base.suite)
        tree = self.directory / f"base-{base.python}-{key}"
        if (tree / "complete").exists():
            self.learn_index(tree)
            return tree
        shutil.rmtree(tree, ignore_errors=True)
        for name in OWN_DIRECTORIES:
            (tree / name).mkdir(parents=True)
        for name in HOST_LINKS:
            (tree / name).symlink_to(f"usr/{name}")
        for name in ("tmp", "var/tmp"):
            (tree / name).chmod(0o1777)
        source = next(p for p in sorted(self.pythons.glob(f"{base.python}*"), reverse=True))
        for name in ("include", "lib"):
            shutil.copytree(source / name, tree / "usr-local" / name, symlinks=True, ignore=unneeded)
        (tree / "usr-local/bin").mkdir()
        next((tree / "usr-local/lib").glob("python3.*")).joinpath("site-packages").mkdir()
        interpreter = next(p for p in (source / "bin").glob("python3.*") if re.fullmatch(r"python3\.\d+", p.name))
        shutil.copy2(interpreter, tree / "usr-local/bin")
        for alias in ("python", "python3"):
            (tree / "usr-local/bin" / alias).symlink_to(interpreter.name)
        for name in ("passwd", "group", "shadow", "gshadow", "login.defs", "nsswitch.conf", "hosts", "resolv.conf",
                     "ssl", "ca-certificates", "alternatives", "os-release", "mime.types"):
            host = pathlib.Path("/etc") / name
            if host.is_dir():
                shutil.copytree(host, tree / "etc" / name, symlinks=True)
            elif host.exists():
                shutil.copy2(host, tree / "etc" / name)
        (tree / "etc/passwd").write_text(
            "root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n")
        (tree / "etc/ld.so.conf").write_text("/usr/local/lib\n/lib/x86_64-linux-gnu\n/usr/lib/x86_64-linux-gnu\n")
        self.quietly(tree, "/usr/sbin/ldconfig")
        self.quietly(tree, "python -m ensurepip")
        wanted = " ".join(shlex.quote(p) for p in base.packages)
        self.quietly(tree, f"python -m pip install -q --no-cache-dir --disable-pip-version-check -U --force-reinstall {wanted}",
                     clean=True)
        bundled = "" if any(p.startswith("setuptools") for p in base.packages) else "setuptools"
        if bundled:
            self.quietly(tree, f"python -m pip uninstall -q -y {bundled} || true")
        (tree / "complete").write_text("")
        self.learn_index(tree)
        return tree

    def system_tree(self, suite):
        """A Debian of its own, with its own /usr: apt can work in it."""
        tree = self.directory / f"system-{suite}"
        if not (tree / WHOLE).exists():
            shutil.rmtree(tree, ignore_errors=True)
            subprocess.run(["debootstrap", "--variant=minbase", "--include=ca-certificates", suite, str(tree)], check=True, stdout=subprocess.DEVNULL)
            for path in ("/etc/resolv.conf", CERTIFICATES):
                shutil.copy2(path, tree / path[1:])
            (tree / WHOLE).write_text("")
        return tree

    def learn_index(self, tree):
        """Which index pip takes by default; its hosts read `index.example` in every recorded line (verbose output names them)."""
        if self.index:
            return
        code, output = self.run(tree, "python -c 'from pip._internal.models.index import PyPI; print(PyPI.netloc, PyPI.file_storage_domain)'")
        if code == 0:
            index, files = output.split()
            self.index = f"https://{index}/simple"
            self.replacements += [(re.escape(files), "files.index.example"), (rf"\b{re.escape(index)}", "index.example")]

    def quietly(self, tree, command, clean=False):
        code, output = self.run(tree, command, environment={} if clean else None, clean=clean)
        if code:
            raise SystemExit(f"preparing {tree.name}: {command}: exit {code}\n{output}")
        return output

    def copied(self, tree):
        target = self.directory / f"tree-{time.monotonic_ns()}"
        subprocess.run(["cp", "-a", str(tree), str(target)], check=True)
        return target

    def path_in(self, tree, path):
        parts = pathlib.PurePosixPath(path).parts
        if parts[:3] == ("/", "usr", "local") and not (tree / WHOLE).exists():
            return tree.joinpath("usr-local", *parts[3:])
        return tree.joinpath(*parts[1:])

    # Running

    def run(self, tree, command, *, directory="/", user="root", environment=None, clean=False):
        """Runs `/bin/sh -c command` with the tree as its root; (exit code, what it printed)."""
        root = self.directory / "mnt"
        root.mkdir(exist_ok=True)
        borrowed = [] if (tree / WHOLE).exists() else [f"mount --bind /usr {root}/usr", f"mount --bind {tree}/usr-local {root}/usr/local"]
        lines = ["set -e", f"mount --bind {tree} {root}", *borrowed, f"mount --rbind /proc {root}/proc", f"mount --rbind /dev {root}/dev"]
        if (self.directory / "git").exists():
            lines.append(f"mkdir -p {root}/srv/git; mount --bind {self.directory}/git {root}/srv/git")
        variables = {
            "PATH": "/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8",
            "HOME": "/root" if user == "root" else f"/home/{user}", "PIP_CONFIG_FILE": "/dev/null", "UV_NO_CONFIG": "1",
            "PIP_DEFAULT_TIMEOUT": "120", "SSL_CERT_FILE": CERTIFICATES, "REQUESTS_CA_BUNDLE": CERTIFICATES, "PIP_CERT": CERTIFICATES,
        }
        for name in ("http_proxy", "https_proxy", "no_proxy"):
            if name in os.environ:
                variables[name] = os.environ[name]
        if not clean:
            variables.update(self.environment)
        variables.update(environment or {})
        assignments = " ".join(shlex.quote(f"{k}={v}") for k, v in variables.items())
        account = "--userspec=1000:1000" if user != "root" else ""
        inner = f"umask 022; mkdir -p {shlex.quote(directory)} 2>/dev/null; cd {shlex.quote(directory)} && exec /bin/sh -c {shlex.quote(command)}"
        lines.append(f"exec env -i {assignments} chroot {account} {root} /bin/sh -c {shlex.quote(inner)} 2>&1")
        done = subprocess.run(["unshare", "--mount", "sh", "-c", "\n".join(lines)], stdin=subprocess.DEVNULL, cwd="/",
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout.decode("utf-8", "replace")

    # Building

    def build(self, dockerfile, files, bases, *, banner, interleave=None, cached_headers=(), use_cache=False,
              step_environment=None, tail=True):
        """Builds and returns (log text, tree of the last stage or None, succeeded).

        dockerfile: text; files: the build context, path -> text; bases: function from an image's name to its Base.
        interleave: seed; the stages' steps are printed mixed, each switch repeating the step's header.
        cached_headers: steps printed as CACHED and not run (the frame's apt steps).
        step_environment: function from a step's command to extra variables, e.g. an index date.
        """
        stages, results, failed = {}, [], False
        current = None
        for instruction in instructions(dockerfile):
            word, rest = instruction.split(" ", 1)
            if word == "FROM":
                name = rest.split()[0]
                alias = rest.split()[2] if " AS " in rest else str(len(stages))
                base = stages.get(name) or bases(name)
                if isinstance(base, Base):
                    current = Stage(alias, self.copied(self.base_tree(base)), f"FROM {base.reference}", [])
                    current.results.append(StepResult(f"FROM {base.reference}", [], "DONE 0.0s"))
                else:
                    current = dataclasses.replace(base, name=alias, tree=self.copied(base.tree), results=[])
                stages[alias] = current
                results.append(current)
            elif not self.step(current, word, rest, files, stages, cached_headers, use_cache, step_environment):
                failed = True
                break
        log = framed(results, banner, interleave, not failed and tail)
        return normalised(log, self.replacements), None if failed else current.tree, not failed

    def step(self, stage, word, rest, files, stages, cached_headers, use_cache, step_environment):
        if word == "ENV":
            for assignment in shlex.split(rest):
                name, value = assignment.split("=", 1)
                stage.variables[name] = re.sub(r"\$\{?(\w+)\}?", lambda m: stage.variables.get(m[1], PATHS.get(m[1], "")), value)
            return True
        if word == "USER":
            stage.user = "root" if rest.strip() in ("root", "0") else "user"
            return True
        if word == "ARG" and "=" in rest:
            name, value = shlex.split(rest)[0].split("=", 1)
            stage.variables[name] = value
            return True
        if word == "SHELL":
            stage.shell = json.loads(rest)
            return True
        if word in ("CMD", "EXPOSE", "ENTRYPOINT", "ARG", "LABEL"):
            return True
        header, script = f"{word} {rest}", None
        if word == "RUN" and "\n" in rest:
            # BuildKit names a here-document by its first line.
            opening, *body = rest.split("\n")
            script = "\n".join(body[:-1])
            header = f"RUN {opening} ({body[0].strip()}{'...' if len(body) > 2 else ''})"
        used = ""
        mounts = re.findall(r"--mount=(\S+)", rest) if word == "RUN" else []
        for path in sorted(files):
            if word == "COPY" and "--from" not in rest or any(f"source={path}" in m for m in mounts):
                used += f"{path}={files[path]};"
        source = re.search(r"(?:--from=|,from=|=from=)([\w.-]+)", rest)
        if source and source[1] in stages:
            used += stages[source[1]].key
        stage.key = hashlib.sha256(f"{stage.key}\n{stage.user}{stage.variables}{header}{used}".encode()).hexdigest()
        if header in cached_headers:
            stage.results.append(StepResult(header, [], "CACHED"))
            return True
        if use_cache and stage.key in self.layers:
            shutil.rmtree(stage.tree)
            stage.tree = self.copied(self.layers[stage.key])
            if word == "WORKDIR":
                stage.directory = str(pathlib.PurePosixPath(stage.directory, rest.strip()))
            stage.results.append(StepResult(header, [], "CACHED"))
            return True
        started = time.monotonic()
        output, error = "", ""
        if word == "WORKDIR":
            stage.directory = str(pathlib.PurePosixPath(stage.directory, rest.strip()))
            self.path_in(stage.tree, stage.directory).mkdir(parents=True, exist_ok=True)
            if stage.user != "root":
                os.chown(self.path_in(stage.tree, stage.directory), 1000, 1000)
        elif word == "COPY":
            self.copy(stage, rest, files, stages)
        elif word == "RUN":
            command = re.sub(r"^(--\w+\S*\s+)+", "", rest)
            if script is not None:
                command = script
            elif command.startswith("["):
                command = shlex.join(json.loads(command))
            elif stage.shell:
                command = shlex.join([*stage.shell, command])
            extra = dict(stage.variables)
            extra.update(step_environment(command) if step_environment else {})
            mounted = self.mount(stage, mounts, files, stages)
            code, output = self.run(stage.tree, command, directory=stage.directory, user=stage.user, environment=extra)
            for path in mounted:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            if code:
                quoted = command.replace("\\", "\\\\").replace('"', '\\"')
                error = f'--> ERROR: process "/bin/sh -c {quoted}" did not complete successfully: exit code: {code}'
        ending = "" if error else f"DONE {time.monotonic() - started:.1f}s"
        lines = output.split("\n")
        if lines and lines[-1] == "":
            lines.pop()
        stage.results.append(StepResult(header, lines, ending, error))
        if not error:
            self.layers[stage.key] = self.copied(stage.tree) if use_cache else None
        return not error

    def mount(self, stage, mounts, files, stages):
        written = []
        for mount in mounts:
            fields = dict(f.split("=", 1) for f in mount.split(",") if "=" in f)
            if fields.get("from") in stages:
                written.append(self.path_in(stage.tree, pathlib.PurePosixPath(stage.directory, fields["target"])))
                shutil.copytree(self.path_in(stages[fields["from"]].tree, fields["source"]), written[-1])
            if "source" in fields and fields["source"] in files:
                target = pathlib.PurePosixPath(stage.directory, fields["target"])
                path = self.path_in(stage.tree, target)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(files[fields["source"]])
                written.append(path)
        return written

    def copy(self, stage, rest, files, stages):
        words = [w for w in rest.split() if not w.startswith("--")]
        options = [w for w in rest.split() if w.startswith("--")]
        source = next((o.split("=", 1)[1] for o in options if o.startswith("--from=")), None)
        owner = (1000, 1000) if any(o.startswith("--chown=") for o in options) else None
        target = words[-1]
        path = self.path_in(stage.tree, pathlib.PurePosixPath(stage.directory, target))
        if source:
            if source.startswith("ghcr.io/astral-sh/uv"):
                # The programs of this checkout stand for the image's; a borrowed /usr cannot be written to.
                for tool in {os.path.basename(w) for w in words[:-1]} & {"uv", "uvx"}:
                    own = (stage.tree / WHOLE).exists() or not target.startswith(("/bin", "/usr/bin"))
                    place = (path / tool if target.endswith("/") else path) if own else self.path_in(stage.tree, f"/usr/local/bin/{tool}")
                    place.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(TOOLS / tool, place)
                return
            if source not in stages:
                return
            origin = self.path_in(stages[source].tree, words[0])
            if origin.is_dir():
                path.mkdir(parents=True, exist_ok=True)
                subprocess.run(["cp", "-a", f"{origin}/.", str(path)], check=True)
                if owner:
                    subprocess.run(["chown", "-R", f"{owner[0]}:{owner[1]}", str(path)], check=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(origin, path)
            return
        for word in words[:-1]:
            for name, text in files.items():
                if word in (".", "./") or name == word.removeprefix("./") or name.startswith(word.removeprefix("./").rstrip("/") + "/"):
                    into = len(words) > 2 or target.endswith("/") or target in (".", "./") or word in (".", "./") or path.is_dir()
                    place = path / (name if word in (".", "./") else os.path.basename(name)) if into else path
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_bytes(text if isinstance(text, bytes) else text.encode())
                    if owner:
                        os.chown(place, *owner)


def unneeded(directory, names):
    """What is left out of a copied CPython: its tests, caches, and the packages installed in it."""
    inside = os.path.basename(directory)
    return [n for n in names if n == "__pycache__" or n.endswith(".a") or inside == "site-packages" or n == "site-packages"
            or n in ("test", "tests", "idlelib", "turtledemo", "pkgconfig")]


PATHS = {"PATH": "/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin"}


@dataclasses.dataclass
class Stage:
    name: str
    tree: pathlib.Path
    key: str
    results: list
    directory: str = "/"
    user: str = "root"
    shell: list = None
    variables: dict = dataclasses.field(default_factory=dict)


def instructions(dockerfile):
    """The Dockerfile's instructions, continuation lines joined as BuildKit prints them (the indentation stays)."""
    joined = re.sub(r"\\\n", "", dockerfile)
    found, end = [], None
    for line in joined.split("\n"):
        if end:
            found[-1] += f"\n{line}"
            end = None if line.strip() == end else end
        elif line.strip() and not line.strip().startswith("#"):
            found.append(line.strip())
            opening = re.match(r"RUN (?:--\S+ +)*<<-?['\"]?(\w+)['\"]?$", line.strip())
            end = opening and opening[1]
    return found
