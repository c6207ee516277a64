"""What the shell makes of a step: alternatives, sequences, redirections, pipes, loops, environments."""

from .case import case

START = "FROM python:{python}\nWORKDIR /app\n"


def steps(*commands, python="3.11"):
    return START.format(python=python) + "\n".join(f"RUN {c}" for c in commands) + "\n"


case("or-fallback", "|| : the first fails, the second installs", steps(
    "pip install click==99.0.0 || pip install click==8.1.7", "pip install no-such-package-here-4711 six || true", "pip install idna==3.4 || pip install idna==3.3"), absent=("six", "no-such-package-here-4711"))
case("semicolon-after-failure", "; goes on after a failure; the last command decides", steps(
    "pip install click==99.0.0 six ; pip install rich", "pip install attrs==0.0.0.1 ; true"), absent=("six", "click", "attrs"))
case("and-chain", "Several installs in one step, some of them failing", steps(
    "pip install click==8.0.0 && pip install click==8.1.0 && (pip install six==99 || echo no six) && pip uninstall -y colorama", python="3.10"), absent=("six",))
case("and-chain-breaks", "The second of a && chain fails: the whole layer is gone", steps(
    "pip install attrs", "pip install click==8.0.0 && pip install six==99"), builds=({"succeeds": False},), complete=False, absent=("click", "six"))
case("failed-then-succeeded", "Two builds in one log: the first fails at its second step", START.format(python="3.11") + "COPY requirements.txt .\nRUN pip install -r requirements.txt\nRUN pip install 'httpx<0.28'\n",
     builds=({"files": {"requirements.txt": "flask==2.0.0\nwerkzeug==99\nsix\n"}, "succeeds": False}, {"files": {"requirements.txt": "flask==3.0.0\n"}}), joined=True, absent=("six",))
case("succeeded-then-failed", "The newest build failed: the Space still has the one before", START.format(python="3.10") + "COPY . .\nRUN pip install -r requirements.txt\nRUN test -f app.py\n",
     builds=({"files": {"requirements.txt": "requests==2.30.0\n", "app.py": ""}}, {"files": {"requirements.txt": "requests==2.32.0\nrich\n"}, "succeeds": False}), absent=("rich",))
case("unquoted-comparison", "An unquoted >= redirects the output into a file", steps("pip install six==1.15.0", "pip install rich click>=8.0"), complete=False, unknown=("rich", "click", "pygments"))
case("unquoted-less", "An unquoted < reads a file and shows the output", START.format(python="3.11") + "COPY 2 /app/2\nRUN pip install six click<2\n", files={"2": "\n"})
case("pipe-tail", "Only the last lines of pip's output", steps("pip install click==8.1.7", "pip install --root-user-action=ignore flask | tail -1"), complete=None)
case("pipe-grep", "grep leaves out what was there already", steps("pip install six idna", "pip install -U requests six | grep -v 'already satisfied'"), complete=None)
case("pipe-grep-collecting", "grep shows only what was looked at", steps("pip install six==1.15.0", "pip install requests | grep Collecting"), complete=False)
case("tee", "tee writes a copy", steps("pip install requests 2>&1 | tee /tmp/log", "pip uninstall -y idna | tee -a /tmp/log"), absent=("idna",))
case("loop", "One install for each line of a file", START.format(python="3.11") + "COPY requirements.txt .\nRUN xargs -n1 pip install --no-cache-dir < requirements.txt\nRUN for p in click==8.1.0 click==8.0.4; do pip install $p; done\n",
     files={"requirements.txt": "requests==2.28.0\nurllib3<2\nattrs\n"})
case("conditional", "if, test and cd", START.format(python="3.12") + "COPY . .\nRUN if [ -f requirements.txt ]; then pip install -r requirements.txt; else pip install flask; fi\nRUN cd sub && pip install -r more.txt && cd ..\nRUN [ -f no.txt ] && pip install rich || echo skipped\n",
     files={"requirements.txt": "six\n", "sub/more.txt": "click\n"}, absent=("flask", "rich"))
case("script", "pip runs inside a script that the step calls", START.format(python="3.11") + "COPY install.sh .\nRUN sh install.sh\n",
     files={"install.sh": "set -e\necho installing\npip install -q --upgrade pip==24.2\npip install requests==2.32.3\npip uninstall -y idna\npip install idna==3.6\n"}, complete=None)
case("set-x", "The shell echoes its commands", steps("set -ex; pip install click==8.1.6; pip install --no-cache-dir six"))
case("echo-impostor", "Text that looks like pip's, from echo and cat", START.format(python="3.11") + "COPY notes.txt .\nRUN pip install six==1.16.0\nRUN echo Successfully installed torch-2.1.0 && cat notes.txt\n",
     files={"notes.txt": "pip install prints:\n  Successfully installed numpy-1.0.0 six-1.10.0\n + flask==3.0.0\n"}, complete=None)
case("venv", "A virtual environment in the image; the app runs from it", START.format(python="3.11") + "RUN python -m venv /opt/venv\nENV PATH=\"/opt/venv/bin:$PATH\"\nRUN pip install --no-cache-dir flask==3.0.0\nRUN pip install -U 'click<8.2'\n",
     freeze="/opt/venv/bin/python -m pip freeze --all", interpreter="/opt/venv/bin/python", seeded=("pip", "setuptools"), complete=None)
case("venv-explicit", "A virtual environment by its own pip's path, beside other packages of the image", steps(
    "pip install six==1.15.0", "python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir click==8.1.7 rich", "/opt/venv/bin/pip install attrs==23.2.0"),
     freeze="/opt/venv/bin/python -m pip freeze --all", interpreter="/opt/venv/bin/python", seeded=("pip", "setuptools"), complete=None, absent=("six",))
case("venv-activate", "Activated inside the step", steps("python3 -m venv .venv && . .venv/bin/activate && pip install -U pip && pip install httpx==0.27.0", python="3.12"),
     freeze="/app/.venv/bin/python -m pip freeze --all", interpreter="/app/.venv/bin/python", seeded=("pip",), complete=None)
case("venv-for-a-tool", "A tool in an environment of its own, the app in the image's", steps(
    "pip install requests==2.31.0", "python -m venv /opt/tool && /opt/tool/bin/pip install rich==13.0.0 idna==3.1 && ln -s /opt/tool/bin/rich /usr/local/bin/richer || true", "pip install click", ), complete=None, absent=("rich",))
case("env-options", "Options by environment variable", steps("PIP_NO_DEPS=1 pip install flask==3.0.0", "PIP_QUIET=1 pip install six", python="3.10"), complete=False, unknown=("six",))
case("env-quiet", "ENV makes every pip quiet without a trace in the commands", START.format(python="3.11") + "ENV PIP_QUIET=1\nRUN pip install click==8.1.7 rich\n", complete=False, unknown=("rich", "pygments"))
case("long-wrapped", "A command over many lines, with tabs and a trailing comment line",
     "FROM python:3.10-slim\nWORKDIR /app\nRUN set -eux; \\\n\tpip install --no-cache-dir \\\n\t\t'requests[socks]>=2.31,<3' \\\n\t\trich \\\n\t\t; \\\n\tpython -c 'import requests, rich'; \\\n\tpip cache purge || true\n")
