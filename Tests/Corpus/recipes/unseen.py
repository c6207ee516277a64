"""Everyday and less everyday kinds beside each other: shells and here-documents, projects and scripts of uv, tools in homes of their own, loggers of other makers."""

from .case import case
from .forge import pyproject
from .spaces import BASE_2026
from .starts import IMAGE
from .installers import POETRY_2

VENV = {"freeze": "uv pip freeze --python /app/.venv", "interpreter": "/app/.venv/bin/python"}

case("shell-bash", "SHELL is bash: versions by ARG and arrays, a process substitution, pipefail", """
FROM python:3.11-slim
SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
ARG FASTAPI_VERSION=0.115.6
ARG EXTRAS="uvicorn==0.34.0 orjson"
ENV HTTPX_VERSION=0.27.2 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /code
COPY ./requirements.txt .
RUN pip install "fastapi==${FASTAPI_VERSION}" ${EXTRAS} && pip install -r <(grep -v '^torch' requirements.txt)
RUN PKGS=(httpx=="$HTTPX_VERSION" rich); pip install "${PKGS[@]}" |& tee /tmp/pip.log
""", files={"requirements.txt": "torch\nnumpy<2\npython-multipart\n"}, directory="/code", absent=("torch",))
case("here-document-installs", "Here-documents that install, the second into an environment", """
FROM python:3.12
WORKDIR /app
COPY requirements.txt .
RUN <<EOF
set -ex
pip install --upgrade pip==25.2
pip install --no-cache-dir -r requirements.txt
EOF
RUN --mount=type=cache,target=/root/.cache/pip <<EOF
pip install jinja2 'click<8.2'
EOF
""", files={"requirements.txt": "flask==3.0.3\ngunicorn\n"}, complete=None)
case("uv-script-start", "The start runs a script whose head names what it needs, and a tool", """
FROM python:3.12-slim
COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /uvx /bin/
WORKDIR /app
COPY . .
RUN uv pip install --system --no-cache six==1.16.0 attrs
""", files={"app.py": "# /// script\n# requires-python = '>=3.11'\n# dependencies = ['click==8.1.7', 'rich']\n# ///\nimport rich\nrich.print('ready')\n", "start.sh": "uvx pycowsay moo\nuv run --no-project --with 'idna==3.4' python -c 'print(1)'\nexec uv run --script app.py\n"}, first_packages=("pip==25.0.1", "uv==0.9.30"),
     run=("sh start.sh",), complete=None, absent=("click", "rich", "idna", "pycowsay"), freeze="uv pip freeze --system")
case("uv-workspace-package", "A workspace: one member frozen without the others, then all of them", """
FROM python:3.12-slim
COPY --from=ghcr.io/astral-sh/uv:0.8.24 /uv /uvx /bin/
WORKDIR /app
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=0
COPY . .
RUN uv lock
RUN --mount=type=cache,target=/root/.cache/uv     uv sync --frozen --no-install-workspace --package api --no-dev
RUN --mount=type=cache,target=/root/.cache/uv     uv sync --frozen --package api --no-dev --no-editable
RUN uv sync --frozen --all-packages --no-dev --group ops
""", files={"pyproject.toml": pyproject("root-space", "0.1.0", ("api",)) + '\n[tool.uv.workspace]\nmembers = ["packages/*"]\n\n[tool.uv.sources]\napi = { workspace = true }\nshared = { workspace = true }\n\n[dependency-groups]\ndev = ["iniconfig"]\nops = ["idna==3.4"]\n', "root_space.py": "", "README.md": "",
            "packages/api/pyproject.toml": pyproject("api", "1.2.0", ("shared", "httpx<0.28")) + "\n[tool.uv.sources]\nshared = { workspace = true }\n", "packages/api/api.py": "",
            "packages/shared/pyproject.toml": pyproject("shared", "0.3.0", ("attrs==23.1.0",)), "packages/shared/shared.py": "",
            "packages/jobs/pyproject.toml": pyproject("jobs", "0.9.0", ("six==1.16.0",)), "packages/jobs/jobs.py": ""}, first_packages=("pip==25.0.1", "uv==0.8.24"), absent=("iniconfig",), complete=None,
     freeze="/app/.venv/bin/python -c \"import importlib.metadata as m; print('\\n'.join(sorted({d.metadata['Name']+'=='+d.version for d in m.distributions()})))\"", interpreter="/app/.venv/bin/python")
case("uv-venv-sync-old", "uv 0.2: an environment, compile into a file, sync, then an install over it", """
FROM python:3.11
WORKDIR /app
RUN pip install --no-cache-dir uv==0.2.37
ENV VIRTUAL_ENV=/opt/venv PATH=/opt/venv/bin:$PATH
RUN uv venv /opt/venv
COPY requirements.in .
RUN uv pip compile --quiet requirements.in -o requirements.txt && uv pip sync requirements.txt
RUN uv pip compile requirements.in --upgrade --no-header --no-annotate | sed 's/^click==.*/click==8.1.3/' | uv pip install --no-cache -r -
RUN uv pip check && uv pip install --upgrade idna
""", files={"requirements.in": "flask<3\nrequests==2.31.0\nidna<3.5\n"}, complete=None, freeze="uv pip freeze --python /opt/venv", interpreter="/opt/venv/bin/python")
case("sources-built", "Everything from source, by pip and by uv, a wheel of it cached for the second", """
FROM python:3.11
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --upgrade pip setuptools wheel
RUN pip install --no-binary=docopt,pyyaml,markupsafe -r requirements.txt
RUN pip install uv==0.13.9 && uv pip install --system --no-binary six --no-binary-package iniconfig six iniconfig==2.0.0 || uv pip install --system --no-binary six six iniconfig==2.0.0
RUN pip install --no-deps --force-reinstall --no-binary=markupsafe markupsafe==2.1.5
""", files={"requirements.txt": "docopt\nPyYAML==6.0.2\njinja2==3.1.4\nmarkupsafe==2.1.3\n"}, complete=None)
case("poetry-2.4-by-path", "poetry 2.4 in an environment of its own installs into the image's Python", """
FROM python:3.12-slim
ENV POETRY_VERSION=2.4.3 POETRY_HOME=/opt/poetry POETRY_VIRTUALENVS_CREATE=false POETRY_NO_INTERACTION=1 PIP_NO_CACHE_DIR=1
RUN python -m venv $POETRY_HOME && $POETRY_HOME/bin/pip install -U pip setuptools && $POETRY_HOME/bin/pip install poetry==${POETRY_VERSION}
ENV PATH="/opt/poetry/bin:${PATH}"
WORKDIR /app
COPY pyproject.toml ./
RUN poetry lock && poetry install --only main --no-root --no-ansi
RUN poetry add 'six<1.17' --no-ansi && poetry remove click
""", files={"pyproject.toml": POETRY_2}, complete=None, absent=("poetry", "click"), freeze="/usr/local/bin/python -m pip freeze --all", interpreter="/usr/local/bin/python")
case("pip-sync-files", "pip-tools 7.6: two lists compiled, both synced, then one alone", """
FROM python:3.12
WORKDIR /app
COPY base.in web.in ./
RUN python -m pip install pip-tools==7.6.2 'click<8.2' six==1.15.0
RUN pip-compile -q base.in && pip-compile --no-annotate --strip-extras web.in
RUN pip-sync base.txt web.txt
RUN pip-sync --pip-args "--no-cache-dir" base.txt
""", files={"base.in": "requests==2.31.0\n", "web.in": "-c base.txt\nflask==3.0.3\n"}, complete=None, absent=("six", "flask", "werkzeug"))
case("hatch-run", "hatch 1.16: its environment, commands in it, and pip beside it", """
FROM python:3.12
WORKDIR /app
RUN pip install --no-cache-dir hatch==1.16.3 'virtualenv<20.36'
COPY . .
RUN hatch env create && hatch run pip install six==1.16.0
RUN hatch run python -c 'import click' && pip install --no-cache-dir idna==3.4 .
""", files={"pyproject.toml": pyproject("my-space", "0.1.0", ("click<8.2",)), "my_space.py": "", "README.md": ""}, complete=None, absent=("six",))
case("debian-user-apt", "Debian 12: packages of apt, a user of its own, an environment that sees them", """
FROM debian:12
ENV DEBIAN_FRONTEND=noninteractive
RUN apt-get update && apt-get install -y --no-install-recommends python3 python3-pip python3-venv python3-yaml python3-jinja2 && rm -rf /var/lib/apt/lists/*
RUN useradd -m -u 1000 user
USER user
ENV HOME=/home/user PATH=/home/user/venv/bin:/home/user/.local/bin:$PATH
WORKDIR /home/user/app
RUN pip3 install --user --break-system-packages six==1.15.0
RUN python3 -m venv --system-site-packages /home/user/venv
RUN pip install --no-cache-dir 'jinja2>=3.1.3' flask==3.0.3 pyyaml
""", run_user="user", directory="/home/user/app", freeze_variables={"HOME": "/home/user"}, complete=None, freeze="/home/user/venv/bin/python -m pip freeze --all", interpreter="/home/user/venv/bin/python", seeded=("pip", "setuptools"))
STREAMLIT = BASE_2026.replace("WORKDIR /app\n", "RUN --mount=target=/tmp/packages.txt,source=packages.txt     apt-get update &&     xargs -r -a /tmp/packages.txt apt-get install -y     && apt-get clean     && rm -rf /var/lib/apt/lists/*\nWORKDIR /app\nRUN --mount=target=/tmp/pre-requirements.txt,source=pre-requirements.txt     pip install --no-cache-dir -r /tmp/pre-requirements.txt\n", 1)
case("platform-pre-requirements", "Streamlit of 2026 with packages.txt and pre-requirements.txt, whose pin the next commit takes back", STREAMLIT.format(python="3.12", sdk="streamlit==1.40.0", spaces="spaces"), directory="/app",
     composed=tuple(line for line in STREAMLIT.split("\n") if "packages.txt" in line),
     builds=({"files": {"packages.txt": "ffmpeg\n", "pre-requirements.txt": "pip>=24\nnumpy==1.26.4\n", "requirements.txt": "pandas==2.2.2\nplotly\naltair<5\n"}},
             {"files": {"packages.txt": "ffmpeg\n", "pre-requirements.txt": "numpy\n", "requirements.txt": "pandas==2.2.2\nplotly\naltair<6\nnumpy<2\n"}}))
LINES = """import subprocess, sys
{setup}
def run(*words):
    p = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for line in p.stdout: {write}
    p.wait()
{say}
run(sys.executable, '-m', 'pip', 'install', '--no-cache-dir', 'six==1.16.0', 'attrs==23.1.0', 'jinja2')
run(sys.executable, '-m', 'pip', 'uninstall', '-y', 'idna')
"""
case("start-loguru", "loguru writes pip's lines: time, level, place", IMAGE.replace("six==1.15.0", "six==1.15.0 loguru==0.7.3"), files={"app.py": LINES.format(setup="from loguru import logger", write="logger.info(line.rstrip())", say="logger.info('preparing')")}, run=("python -u app.py",), absent=("idna",), complete=None)
case("start-structlog", "structlog writes pip's lines, with keys behind them", IMAGE.replace("six==1.15.0", "six==1.15.0 structlog==24.4.0"), files={"app.py": LINES.format(setup="import structlog\nlogger = structlog.get_logger()", write="logger.info(line.rstrip(), stage='setup')", say="logger.info('preparing')")}, run=("python -u app.py",), complete=None)
case("start-json-logger", "A logger of JSON: message first, names behind it", IMAGE.replace("six==1.15.0", "six==1.15.0 python-json-logger==2.0.7"), files={"app.py": LINES.format(setup="import logging\nfrom pythonjsonlogger import jsonlogger\nh = logging.StreamHandler(sys.stdout)\nh.setFormatter(jsonlogger.JsonFormatter('%(asctime)s %(levelname)s %(name)s %(message)s'))\nlogging.basicConfig(level='INFO', handlers=[h])\nlogger = logging.getLogger('app.setup')", write="logger.info(line.rstrip())", say="logger.info('preparing')")}, run=("python -u app.py",), absent=("idna",), complete=None)
case("start-print-arrow", "The app prints pip's lines behind a word of its own, and what pip returned at the end", IMAGE, files={"app.py": LINES.format(setup="", write="print('   | ' + line.rstrip(), flush=True)", say="print('[setup] preparing', flush=True)") + "done = subprocess.run([sys.executable, '-m', 'pip', 'install', 'click==8.1.7', 'jinja2<3.1'], capture_output=True, text=True)\nprint(f'pip said: {done.stdout!r}', flush=True)\n"}, run=("python -u app.py",), complete=None)
case("start-two-at-once", "Two pips at once, their lines mixed", IMAGE, files={"app.py": "import asyncio, sys\nasync def pip(*words):\n    p = await asyncio.create_subprocess_exec(sys.executable, '-m', 'pip', 'install', *words)\n    await p.wait()\nasync def main():\n    await asyncio.gather(pip('six==1.16.0', 'httpx<0.28'), pip('attrs==23.1.0', 'rich', 'flask==3.0.3'))\nasyncio.run(main())\nprint('ready')\n"}, run=("python -u app.py",), complete=None)
case("start-pip-internal", "pip within the app's own process, by its internal main, and by runpy", IMAGE, files={"app.py": "import sys, runpy\nfrom pip._internal.cli.main import main\nmain(['install', 'six==1.16.0', 'markupsafe<2.1'])\nimport importlib; importlib.invalidate_caches()\ntry:\n    sys.argv = ['pip', 'install', '-U', 'requests', '--no-input']\n    runpy.run_module('pip', run_name='__main__')\nexcept SystemExit: pass\nprint('ready', flush=True)\n"}, run=("python -u app.py",), complete=None)
case("cache-mounts", "Mounted caches: the second commit's wheels come from them", """
FROM python:3.12
ENV PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
COPY requirements.txt .
RUN --mount=type=cache,target=/root/.cache/pip,sharing=locked     python -m pip install -r requirements.txt
COPY . .
RUN --mount=type=cache,target=/root/.cache/pip     python -m pip install .[web] --config-settings editable_mode=compat
""", builds=({"files": {"requirements.txt": "httpx<0.28\nrich\n"}}, {"files": {"requirements.txt": "httpx<0.28\nrich==13.7.0\nidna<3.7\n"}}),
     files={"pyproject.toml": pyproject("my-space", "0.1.0", ("click<8.2",)) + '\n[project.optional-dependencies]\nweb = ["flask==3.0.3"]\n', "my_space.py": "", "README.md": ""})
case("pip-26.3", "pip 26.3 in the image: upgrades, a group, a conflict, a forced reinstall", """
FROM python:3.13
WORKDIR /app
COPY . .
RUN pip install --no-cache-dir -U pip==26.3
RUN pip install 'requests<2.32' 'urllib3<2' click==8.1.0
RUN pip install --upgrade --upgrade-strategy=eager requests 'click<8.2' && pip install --group web
RUN pip install 'urllib3<1.27' --force-reinstall && pip install -U 'idna<3.8' 'charset-normalizer<3.4'
""", files={"pyproject.toml": pyproject("my-space", "0.1.0") + '\n[dependency-groups]\nweb = ["flask==3.0.3", "six"]\n'})
