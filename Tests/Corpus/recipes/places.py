"""Where installers put packages besides the place that is meant: prefixes, folders, user sites, environments that fill themselves."""

from .case import case
from .forge import pyproject

START = "FROM python:{python}\nWORKDIR /app\n"
PROJECT = {"pyproject.toml": pyproject("my-space", "0.1.0", ("click==8.1.7", "rich<14")), "my_space.py": ""}


def steps(*commands, python="3.11", copy=False):
    return START.format(python=python) + ("COPY . .\n" if copy else "") + "\n".join(f"RUN {c}" for c in commands) + "\n"


def uv(*commands, **options):
    return steps("pip install --no-cache-dir uv==0.9.30", *commands, **options)


case("prefix-own", "--prefix /usr/local is the interpreter's own place", steps("pip install six==1.15.0", "pip install --prefix /usr/local click==8.1.7 six==1.16.0"))
case("prefix-elsewhere", "--prefix elsewhere takes away what it finds on pip's path", steps("pip install six==1.15.0 idna==3.4", "pip install --prefix /opt/x click==8.1.7 six==1.16.0"), absent=("click", "six"))
case("target-own", "--target into site-packages over an older release, whose record stays", steps("pip install six==1.15.0", "pip install --target /usr/local/lib/python3.11/site-packages --upgrade six==1.16.0 idna==3.4"), complete=False)
case("place-variables", "PIP_TARGET, PIP_PREFIX, PIP_USER and PYTHONUSERBASE before the command", steps(
    "pip install six==1.15.0", "PIP_TARGET=/opt/x pip install click==8.1.7", "PIP_PREFIX=/opt/y pip install idna==3.4", "PIP_USER=1 pip install six==1.16.0", "PYTHONUSERBASE=/opt/base pip install --user attrs==22.1.0"), absent=("click", "idna", "attrs"))
case("root-user-site", "Root installs for himself, then for all: pip takes his own copy away", steps("pip install --user six==1.15.0 click==8.1.0", "pip install click==8.1.7 idna==3.4", "pip install --user -U six"))
case("user-copy-uninstalled", "The user's copy is uninstalled, the system's below it shows again", steps("pip install six==1.15.0", "pip install --user six==1.16.0", "pip uninstall -y six", "pip install idna==3.4"))
case("function", "A shell function that installs, once aloud and once quietly", steps("p() { pip install --no-cache-dir \"$@\"; }; p six==1.15.0 && p -q idna==3.4"), complete=False, unknown=("idna",))
case("python-installs-quietly", "python -c calls a quiet pip", steps("python -c \"import subprocess,sys; subprocess.check_call([sys.executable,'-m','pip','install','-q','idna==3.4'])\"", "pip install click==8.1.0"), complete=False)
case("usage", "Help, wrong options and no requirement: nothing is installed", steps("pip install --help | head -20", "pip install --no-such-option six || true", "pip install || true", "pip nosuch || true", "pip install six==1.15.0"))
case("numbers-behind-lists", "Programs print bare numbers behind pip's list", steps("pip install --root-user-action=ignore --disable-pip-version-check idna==3.1 && echo 7", "pip install six==1.1 && echo 2"))
case("pip-lock", "pip lock writes a file and installs nothing", steps("pip install -U pip six==1.15.0", "pip lock -o - click==8.1.0", python="3.13"), absent=("click",))
case("uv-run-fills", "uv run makes the project's environment and says how many packages that took", uv("uv run python -c 'import click'", "uv run --with six==1.15.0 python -c 'import six'", "uv sync --inexact", copy=True),
     files=PROJECT, editable="my-space==0.1.0", freeze="uv pip freeze --python /app/.venv", interpreter="/app/.venv/bin/python", complete=False, absent=("six", "uv"))
case("uv-run-script", "uv run of a script with requirements of its own", uv("uv run --script s.py", "uv pip install --system six==1.15.0", copy=True), files={"s.py": "# /// script\n# dependencies=['idna==3.1','six==1.12.0']\n# ///\nprint(1)\n"}, absent=("idna",))
case("uv-own-places", "uv's --prefix and --target into the interpreter's own place", uv("uv pip install --prefix /usr/local six==1.15.0", "uv pip install --target /usr/local/lib/python3.11/site-packages idna==3.4"))
case("start-uv-run", "The app starts by uv run, which fills an environment", START.format(python="3.11") + "RUN pip install uv==0.9.30\nCOPY . .\n", files=PROJECT, run=("uv run python -c 'print(1)'",),
     freeze="uv pip freeze --python /app/.venv", interpreter="/app/.venv/bin/python", editable="my-space==0.1.0", complete=False, absent=("uv",))
case("start-target", "The app installs into a folder of its own", START.format(python="3.11") + "RUN pip install six==1.15.0\nCOPY . .\n",
     files={"app.py": "import os\nos.system('pip install --target /tmp/x click==8.1.0 six==1.16.0')\n"}, run=("python app.py",), complete=False, doubtful=("click", "six"))
