"""Dockerfiles as public Spaces have them: web interfaces cloned in a step, notebooks, templates, APIs behind a proxy, apps that install at their start."""

from .case import case
from .forge import pyproject, wheels
from .installers import POETRY_1, POETRY_2
from .starts import IMAGE

START = "FROM python:{python}\nWORKDIR /app\n"
WORDS = ("ENV ", "COPY ", "ADD ", "WORKDIR ", "USER ", "ARG ", "FROM ")


def steps(*commands, python="3.11", copy=False):
    lines = "\n".join(c if c.startswith(WORDS) else f"RUN {c}" for c in commands)
    return START.format(python=python) + ("COPY . .\n" if copy else "") + lines + "\n"

OF_VENV = {"freeze": "/opt/venv/bin/python -m pip freeze --all", "interpreter": "/opt/venv/bin/python", "seeded": ("pip", "setuptools")}

case("space-web-ui", "A web interface is cloned, its requirements and those of its extensions installed in a loop, a fork's wheel over it", """
FROM python:3.10
RUN useradd -m -u 1000 user && git clone https://github.com/example/web-ui.git /home/user/app && chown -R 1000:1000 /home/user
USER user
ENV HOME=/home/user PATH=/home/user/.local/bin:$PATH
WORKDIR /home/user/app
RUN pip install --no-cache-dir --upgrade pip && pip install --no-cache-dir -r requirements.txt
RUN for d in extensions/*/; do if [ -f "$d/requirements.txt" ]; then echo "Installing $d"; pip install --no-cache-dir -r "$d/requirements.txt" --upgrade; fi; done
RUN pip install --no-cache-dir @FILES@/torchling-2.1.2+cu118-py3-none-any.whl
""", run_user="user", directory="/home/user/app", freeze_variables={"HOME": "/home/user"}, complete=None)
case("space-launch", "launch.py --exit prepares everything at build time", steps("git clone https://github.com/example/web-ui.git /ui", "cd /ui && python launch.py --skip-torch-cuda-test --exit", "pip install -U 'markupsafe==2.0.1'"), complete=None)
case("space-proxy", "An API behind nginx and supervisord, constraints from an address", steps(
    "apt-get update && apt-get install -y nginx supervisor && rm -rf /var/lib/apt/lists/*", "COPY requirements.txt /tmp/requirements.txt", "python -m pip install --upgrade pip setuptools wheel && python -m pip install -c @FILES@/constraints.txt -r /tmp/requirements.txt", "useradd -m -u 1000 user && chown -R user:user /app",
    "USER user", "python -m pip install --user --no-warn-script-location gunicorn==22.0.0"), composed=("RUN apt-get update && apt-get install -y nginx supervisor && rm -rf /var/lib/apt/lists/*",), run_user="user", freeze_variables={"HOME": "/home/user"},
     files={"requirements.txt": "fastapi\nuvicorn[standard]<0.30\npython-multipart==0.0.9\n"}, complete=None)
case("space-speech", "A repository at a commit, then the same name again from its release page, forced, without dependencies", steps(
    "pip install --no-cache-dir git+https://github.com/example/tiny-lib.git@@COMMIT@", "pip install --upgrade --no-deps --force-reinstall git+https://github.com/example/tiny-lib.git", "pip install -U @FILES@/tiny_tool-1.4.0-py3-none-any.whl 'tiny-app @ git+https://github.com/example/tiny-app.git@main'", python="3.10"), complete=None)
case("space-no-isolation", "Builds without isolation: ninja and packaging first, then a source without a wheel", steps(
    "pip install ninja packaging wheel setuptools==69.5.1", "MAX_JOBS=4 pip install --no-build-isolation --no-cache-dir docopt==0.6.2", "pip install -v --no-build-isolation @FILES@/tiny-source-0.3.1.tar.gz", "pip install --no-deps --no-binary=:all: --no-build-isolation six==1.16.0"), complete=None)
case("space-at-start", "app.py installs by subprocess, shell and pip.main before it serves", "FROM python:3.10\nWORKDIR /home/user/app\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\n".replace("RUN", "COPY requirements.txt .\nRUN"),
     files={"requirements.txt": "requests==2.31.0\nsix\n", "app.py": """import os, shlex, subprocess, sys
subprocess.run('pip install six==1.15.0 --no-build-isolation', env={**os.environ, 'FLASH_ATTENTION_SKIP_CUDA_BUILD': 'TRUE'}, shell=True)
subprocess.check_call([sys.executable, '-m', 'pip', 'install', '--no-cache-dir', '-U', 'idna<3.5'])
os.system('pip install @FILES@/tiny_tool-1.4.0-py3-none-any.whl && pip uninstall requests -y')
import pip
pip.main(['install', 'attrs==23.1.0'])
subprocess.run(shlex.split('pip install click==8.0.99'), check=False)
print('* Running on local URL:  http://0.0.0.0:7860', flush=True)
"""}, run=("python -u app.py",), directory="/home/user/app", absent=("requests", "click"), complete=None)
case("space-entrypoint", "An entry point makes an environment on the disk and installs into it", steps("pip install --no-cache-dir uv==0.6.17", "COPY . .", "chmod +x entrypoint.sh"),
     files={"entrypoint.sh": "#!/bin/bash\nset -e\nif [ ! -d /opt/venv ]; then\n  echo 'Creating environment...'\n  python -m venv /opt/venv\nfi\n. /opt/venv/bin/activate\npip install --upgrade pip\npip install -r requirements.txt\npython -c 'print(\"ready\")'\n", "requirements.txt": "click==8.1.7\nflask<3\n"}, run=("bash entrypoint.sh",), complete=None, **OF_VENV)
case("space-get-pip", "An environment without pip gets it by the bootstrap script", steps("python -m venv --without-pip /opt/venv", "ENV PATH=/opt/venv/bin:$PATH", "python -c \"import urllib.request as u; u.urlretrieve('@FILES@/get-pip.py', '/tmp/get-pip.py')\" && python /tmp/get-pip.py 'pip<25' setuptools && rm /tmp/get-pip.py", "pip install --no-cache-dir click==8.1.7 six"),
     complete=None, freeze="/opt/venv/bin/python -m pip freeze --all", interpreter="/opt/venv/bin/python")
case("space-uv-image", "uv comes from its image, sync with a cache and mounts", """
FROM python:3.12-slim
COPY --from=ghcr.io/astral-sh/uv:latest /uv /uvx /bin/
WORKDIR /app
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy
RUN --mount=type=cache,target=/root/.cache/uv     --mount=type=bind,source=pyproject.toml,target=pyproject.toml     uv sync --no-install-project --no-dev
COPY . /app
RUN --mount=type=cache,target=/root/.cache/uv     uv sync --no-dev
ENV PATH="/app/.venv/bin:$PATH"
""", files={"pyproject.toml": pyproject("my-space", "0.1.0", ("click==8.1.7", "httpx<0.28")), "my_space.py": "", "README.md": ""}, editable="my-space==0.1.0", freeze="uv pip freeze --python /app/.venv", interpreter="/app/.venv/bin/python", complete=None)
case("space-uv-venv-env", "UV_SYSTEM_PYTHON, then an environment by VIRTUAL_ENV in one step with its first install", """
FROM python:3.11-slim
COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/uv
ENV UV_SYSTEM_PYTHON=1
WORKDIR /app
RUN uv pip install six==1.15.0
RUN uv venv /opt/venv --seed && VIRTUAL_ENV=/opt/venv uv pip install click==8.1.7
ENV VIRTUAL_ENV=/opt/venv PATH=/opt/venv/bin:$PATH UV_SYSTEM_PYTHON=0
RUN uv pip install idna==3.4 && pip install attrs==23.1.0
""", complete=None, doubtful=("six",), absent=("six",), **OF_VENV)
case("space-chatty-app", "pip's output in the app's log among JSON lines and bars of downloads", "FROM python:3.11\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir six==1.15.0\n",
     files={"app.py": """import subprocess, sys, json
print(json.dumps({"level": "info", "message": "Collecting requirements"}), flush=True)
for i in range(0, 101, 25): print(f'\\rmodel.safetensors: {i}%|{"#" * (i // 10)}| {i}M/100M [00:0{i // 30}<00:00, 9.9MB/s]', end='', file=sys.stderr, flush=True)
subprocess.run([sys.executable, '-m', 'pip', 'install', '--quiet', 'attrs==23.1.0'], check=True)
subprocess.run([sys.executable, '-m', 'pip', 'install', 'idna==3.4', '--target', '/app/libs'], check=True)
subprocess.run([sys.executable, '-m', 'pip', 'install', 'click==8.1.7'], check=True, stdout=subprocess.DEVNULL)
subprocess.run([sys.executable, '-m', 'pip', 'install', 'six==1.16.0'], check=True)
print('INFO:     Uvicorn running on http://0.0.0.0:7860 (Press CTRL+C to quit)', flush=True)
"""}, run=("python -u app.py",), complete=False, doubtful=("idna",))

BASE_2026 = """
FROM python:{python}
RUN pip install --no-cache-dir pip -U &&     pip install --no-cache-dir     "huggingface-hub>=0.30" "hf-transfer>=0.1.4" "protobuf<4" "click<8.1"
WORKDIR /app
COPY --link ./ /app
RUN --mount=target=/tmp/requirements.txt,source=requirements.txt     pip install --no-cache-dir -r /tmp/requirements.txt     {sdk}     "uvicorn>=0.14.0" "websockets>=10.4"     {spaces}
RUN mkdir -p /pipfreeze
RUN pip freeze > /pipfreeze/freeze.txt
COPY --from=pipfreeze --link /pipfreeze/ /pipfreeze/
"""
BASE_2025 = """
FROM python:{python}
RUN pip install --no-cache-dir pip -U && 	pip install --no-cache-dir 	"huggingface-hub>=0.19,<1" "hf-transfer>=0.1.4" "protobuf<4" "click<8.1" "pydantic==2.10.6"
WORKDIR /home/user/app
RUN --mount=target=/tmp/pre-requirements.txt,source=pre-requirements.txt     pip install --no-cache-dir -r /tmp/pre-requirements.txt
RUN --mount=target=/tmp/requirements.txt,source=requirements.txt     pip install --no-cache-dir -r /tmp/requirements.txt
RUN pip install --no-cache-dir 	{sdk} 	"uvicorn>=0.14.0" 	{spaces}
COPY --link --chown=1000 ./ /home/user/app
RUN pip freeze > /tmp/freeze.txt
COPY --from=pipfreeze --link --chown=1000 /tmp/freeze.txt /tmp/freeze.txt
"""
case("space-sdk-everything", "One call of 2026 with requirements of every kind: commit, subdirectory, address of a wheel, hash, extras, markers, another index, links, pre-releases, constraint",
     BASE_2026.format(python="3.12", sdk="gradio-client==1.3.0", spaces="spaces==0.30.0 click==8.0.4").replace("spaces==0.30.0 ", ""), directory="/app",
     files={"requirements.txt": """--extra-index-url @FILES@/simple
-f @FILES@/
git+https://github.com/example/tiny-lib.git@@COMMIT@
mono-one @ git+https://github.com/example/mono@v1#subdirectory=packages/one
@FILES@/tiny_tool-1.4.0-py3-none-any.whl
torchling==2.1.2+cu118  # CUDA 11.8
requests[socks]~=2.31.0
tomli ; python_version < "3.11"
colorama; sys_platform == 'win32'
epochal
attrs>=22,<24 \\
  , !=23.1.0
"""}, absent=("tomli", "colorama"), complete=None)
case("space-sdk-layers", "Layers of 2025: what the requirements downgrade, the SDK's call lifts again and warns", BASE_2025.format(python="3.10", sdk="gradio-client==1.3.0", spaces="attrs"), directory="/home/user/app",
     files={"pre-requirements.txt": "pip==23.3.2\nsetuptools<70\nsix==1.15.0\n", "requirements.txt": "huggingface-hub==0.16.4\nwebsockets==9.1\npydantic==1.10.13\nsix\nhttpx==0.23.0\n"})
case("space-sdk-fails-then-mended", "A wheel cannot be built and the build ends; then a release that is there; then the base is cached", BASE_2026.format(python="3.11", sdk="gradio-client==1.3.0", spaces="six"), directory="/app",
     builds=({"files": {"requirements.txt": "@FILES@/broken-source-0.1.0.tar.gz\nidna==3.4\n"}, "succeeds": False}, {"files": {"requirements.txt": "no-such-thing-4711==1.0\n"}, "succeeds": False}, {"files": {"requirements.txt": "idna==3.4\nrequests<2.32\n"}}), absent=("broken-source", "no-such-thing-4711"))
case("space-disk-full", "No space left on device: nothing, then smaller ones", steps("pip install six==1.15.0", "mkdir /small && mount -t tmpfs -o size=200k tmpfs /small && TMPDIR=/small pip install --no-cache-dir numpy==1.26.4 idna==3.4 || pip install --no-cache-dir -U six idna==3.3; umount /small; rmdir /small", "pip install click==8.1.7"), absent=("numpy",))
case("space-pip-conf", "A pip.conf is copied in: user = yes, and a folder of its own", steps("COPY pip.conf /etc/pip.conf", "ENV PIP_CONFIG_FILE=/etc/pip.conf", "pip install six==1.15.0 click==8.1.7", "pip install -U six"), files={"pip.conf": "[global]\ntarget = /opt/libs\ndisable-pip-version-check = true\n"}, complete=False, doubtful=("six", "click"))
case("space-pip-variables", "PIP_ variables of the image: constraint, quiet, no-deps, only for one step", steps(
    "COPY constraints.txt /etc/constraints.txt", "ENV PIP_CONSTRAINT=/etc/constraints.txt PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore PIP_DISABLE_PIP_VERSION_CHECK=1", "pip install flask six", "PIP_NO_DEPS=1 pip install requests", "PIP_QUIET=1 pip install attrs==23.1.0", "PIP_VERBOSE=1 pip install idna"),
     files={"constraints.txt": "flask<3\nsix==1.15.0\nidna==3.4\nrequests<2.32\n"}, complete=None)
case("space-uv-variables", "UV_ variables: which Python, constraint, target of one call, no progress", steps(
    "pip install --no-cache-dir uv==0.8.22 && python -m venv /opt/venv", "ENV UV_PYTHON=/opt/venv/bin/python UV_CONSTRAINT=/app/c.txt UV_NO_PROGRESS=1", "uv pip install six idna", "UV_PYTHON=/usr/local/bin/python uv pip install --system click==8.0.4", "uv pip install -U 'six<1.16' --no-deps && uv pip list", copy=True),
     files={"c.txt": "idna==3.4\nsix<1.17\n"}, complete=None, absent=("click",), doubtful=("click",), **OF_VENV)
case("space-poetry-two", "poetry fills .venv in a first stage, which is copied; the last stage adds by pip", """
FROM python:3.11 AS builder
RUN pip install poetry==1.8.5
ENV POETRY_NO_INTERACTION=1 POETRY_VIRTUALENVS_IN_PROJECT=1 POETRY_VIRTUALENVS_CREATE=1
WORKDIR /app
COPY pyproject.toml ./
RUN touch README.md && poetry install --without dev --no-root
FROM python:3.11-slim AS runtime
ENV VIRTUAL_ENV=/app/.venv PATH="/app/.venv/bin:$PATH"
WORKDIR /app
COPY --from=builder /app/.venv /app/.venv
COPY . .
RUN python -m pip install --no-cache-dir attrs==23.1.0 || pip install --no-cache-dir attrs==23.1.0
""", files={"pyproject.toml": POETRY_1}, absent=("iniconfig", "poetry"), complete=None, doubtful=("attrs",), freeze="/app/.venv/bin/python -m pip freeze --all || uv pip freeze --python /app/.venv", interpreter="/app/.venv/bin/python", seeded=("pip", "setuptools", "wheel"))
case("space-pipenv-two", "pipenv in the project's folder, copied into the last stage", """
FROM python:3.11 AS deps
RUN pip install pipenv==2024.4.1
ENV PIPENV_VENV_IN_PROJECT=1
WORKDIR /app
COPY Pipfile .
RUN pipenv lock && pipenv sync
FROM python:3.11-slim
WORKDIR /app
COPY --from=deps /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
RUN pip install --no-cache-dir six==1.15.0
""", files={"Pipfile": "[[source]]\nurl = \"@INDEX@\"\nverify_ssl = true\nname = \"index\"\n\n[packages]\nclick = \"==8.1.0\"\nidna = \"==3.4\"\n"}, complete=False, freeze="/app/.venv/bin/python -m pip freeze --all || python -m pip freeze", interpreter="/app/.venv/bin/python", doubtful=("six",))
case("space-legacy-resolver", "The old resolver installs what does not go together, pip says so and goes on", steps("pip install --use-deprecated=legacy-resolver -r requirements.txt", "pip install --use-deprecated=legacy-resolver --upgrade 'urllib3<2'", python="3.9", copy=True), files={"requirements.txt": "requests==2.25.1\nidna==3.4\nchardet==5.0.0\n"})
case("space-frozen-file", "requirements.txt is a freeze of a laptop: a path of conda, a line that is no requirement", steps("pip install -r requirements.txt || (grep -v '@ file' requirements.txt > r.txt && pip install --no-cache-dir -r r.txt)", copy=True), files={"requirements.txt": "six==1.15.0\ncertifi @ file:///croot/certifi_1671487769961/work/certifi\nidna==3.4\n"})
case("space-unpinned-commands", "Several calls on one line with ;, && and ||, of which one fails aloud and one in silence", steps("pip install six==1.15.0; pip install no-such-thing-4711; pip install idna==3.4 && pip install -q attrs==99 2>/dev/null || pip install attrs==23.1.0", "pip3 install --upgrade six 2>/dev/null || true; pip show six | grep Version"), absent=("no-such-thing-4711",))
case("space-target-on-path", "Libraries in a folder that PYTHONPATH names, as functions have it", """
FROM python:3.11 AS build
COPY requirements.txt .
RUN pip install --target /deps -r requirements.txt && pip install --target /deps --upgrade six==1.16.0
FROM python:3.11-slim
WORKDIR /app
COPY --from=build /deps /usr/local/lib/python3.11/site-packages
COPY . .
RUN pip install --no-cache-dir idna==3.4
""", files={"requirements.txt": "six==1.15.0\nclick==8.1.7\n"}, complete=None)
case("space-uv-app", "uv sync with groups and extras, then uv add at build time and uv remove", """
FROM python:3.12-slim
COPY --from=ghcr.io/astral-sh/uv:latest /uv /uvx /bin/
WORKDIR /app
COPY pyproject.toml README.md my_space.py ./
RUN uv sync --extra web --no-group dev
RUN uv add 'idna==3.4' && uv remove click
RUN uv sync --frozen --no-editable
""", files={"pyproject.toml": pyproject("my-space", "0.1.0", ("click==8.1.7", "six")) + '\n[project.optional-dependencies]\nweb = ["itsdangerous==2.1.2"]\n\n[dependency-groups]\ndev = ["iniconfig==2.0.0"]\n', "my_space.py": "", "README.md": ""}, absent=("click",), complete=None, editable="my-space==0.1.0", freeze="uv pip freeze --python /app/.venv", interpreter="/app/.venv/bin/python")

DEBIAN = "FROM debian:{debian}\nENV DEBIAN_FRONTEND=noninteractive\nRUN apt-get update && apt-get install -y --no-install-recommends {packages} && rm -rf /var/lib/apt/lists/*\nWORKDIR /app\n"


def debian(packages, *commands, debian="12"):
    return DEBIAN.format(debian=debian, packages=packages) + "\n".join(c if c.startswith(WORDS) else f"RUN {c}" for c in commands) + "\n"

OF_DEBIAN = {"freeze": "python3 -m pip freeze --all", "interpreter": "python3"}
UV_IMAGE = "FROM python:{python}-slim\nCOPY --from=ghcr.io/astral-sh/uv:latest /uv /uvx /bin/\nWORKDIR /app\n"


def uv(*commands, python="3.12", copy=True):
    return UV_IMAGE.format(python=python) + ("COPY . .\n" if copy else "") + "\n".join(c if c.startswith(WORDS) else f"RUN {c}" for c in commands) + "\n"

UV_FREEZE = {"freeze": "uv pip freeze --python /app/.venv", "interpreter": "/app/.venv/bin/python"}

case("space-debian-11-pip", "Debian 11: pip upgrades itself over apt's, then installs what apt has too", debian("python3 python3-pip python3-six python3-idna", "pip3 install --no-cache-dir --upgrade pip setuptools wheel", "pip3 install --no-cache-dir -U six 'idna<3.5' click==8.1.7", "python3 -m pip uninstall -y six idna", debian="11"), complete=None, **OF_DEBIAN)
case("space-debian-13-record", "Debian 13: what apt installed has no record, pip may not take it away", debian("python3 python3-pip python3-click python3-idna", "pip install --break-system-packages -U click || pip install --break-system-packages --ignore-installed click==8.1.7", "pip install --break-system-packages -U pip || true", "ln -sf /usr/bin/python3 /usr/bin/python && python -m pip install --break-system-packages six==1.16.0 idna", debian="13"), complete=None, **OF_DEBIAN)
case("space-debian-site", "Debian 12: an environment that sees apt's packages, reached by a link", debian("python3 python3-venv python3-idna", "python3 -m venv --system-site-packages /opt/venv && ln -s /opt/venv /venv", "ENV PATH=/venv/bin:$PATH", "/venv/bin/pip install --no-cache-dir click==8.1.7 idna", "/venv/bin/python -m pip install -U 'idna<3.8' six"), complete=None, **OF_VENV)
case("space-retry-loop", "A loop tries again until it works, and a function that does so", steps("for i in 1 2 3; do pip install --no-cache-dir -r requirements.txt && break || sleep 1; done", "retry() { for n in 1 2 3; do \"$@\" && return 0; echo \"retry $n\"; sleep 1; done; return 1; }; retry pip install --no-cache-dir click==8.1.7 && retry pip install no-such-thing-4711 || true", copy=True), files={"requirements.txt": "six==1.15.0\nidna==3.4\n"}, absent=("no-such-thing-4711",), complete=None)
case("space-links-page", "A page of links and an index of its own, with a local version and the other packages from the first index", steps("pip install torchling==2.1.2+cu118 -f @FILES@/", "pip install --index-url @FILES@/simple --extra-index-url @INDEX@ epochal six==1.15.0", "pip install torchling --index-url @FILES@/simple && pip install --upgrade --index-url @FILES@/simple tiny-tool --pre"), complete=None)
case("space-words-of-pip", "pip debug, pip index, pip config debug: lists of what is not installed", steps("pip install six==1.15.0 idna==3.4", "pip debug --verbose | head -60; pip index versions six || true", "pip config debug | head -20; pip cache dir; pip hash --help | head -3", "pip install click==8.1.7"))
case("space-trees-of-uv", "uv tree, uv pip tree, uv pip show, uv pip list --outdated", uv("uv sync --no-dev", "uv tree && uv pip tree && uv pip show click", "uv pip list --outdated || true", "uv pip install idna==3.4 && uv pip check"), files={"pyproject.toml": pyproject("my-space", "0.1.0", ("click==8.1.7", "httpx<0.28")), "my_space.py": "", "README.md": ""}, editable="my-space==0.1.0", complete=None, **UV_FREEZE)
case("space-records-deleted", "An image made slim: the records of all packages are deleted", steps("pip install six==1.15.0 click==8.1.7", "find /usr/local/lib/python3.11 -name '*.dist-info' -exec rm -rf {} +", "find /usr/local -depth \\( -type d -a -name __pycache__ \\) -exec rm -rf '{}' +"), complete=False, freeze="ls /usr/local/lib/python3.11/site-packages/*.dist-info 2>/dev/null; true", doubtful=("six", "click"))
case("space-stages-cached-again", "Four stages, one of them a test, mixed; the second time half of it is cached", """
FROM python:3.11 AS base
WORKDIR /app
RUN pip install --no-cache-dir six==1.15.0
FROM base AS deps
COPY requirements.txt .
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt
FROM base AS lint
RUN pip install ruff==0.4.0 && echo ok > /ok
FROM python:3.11-slim
WORKDIR /app
COPY --from=lint /ok /ok
COPY --from=deps /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY . .
RUN /opt/venv/bin/pip install --no-cache-dir attrs==23.1.0
""", interleave=11, builds=({"files": {"requirements.txt": "click==8.1.7\n"}}, {"files": {"requirements.txt": "click==8.1.7\nidna==3.4\n"}}), complete=None, doubtful=("six", "ruff"), absent=("six", "ruff"), **OF_VENV)
case("space-restarts", "The first starts break while they install, the last one goes through", IMAGE, files={"a.sh": "timeout -s KILL 1.2 pip install --no-cache-dir numpy==1.26.4 six==1.16.0; echo killed; exit 137\n", "b.sh": "pip install attrs==99 || python -c 'import attr'\n", "c.sh": "pip install attrs==23.1.0 six==1.16.0\npython -c 'print(\"ready\")'\n"}, run=("sh a.sh", "sh b.sh", "sh c.sh"), absent=("numpy",), complete=None)
case("space-users", "root installs for all, the user for himself, root again takes away", """
FROM python:3.10
RUN pip install --no-cache-dir six==1.15.0 idna==3.3
RUN useradd -m -u 1000 user
USER user
ENV HOME=/home/user PATH=/home/user/.local/bin:$PATH
WORKDIR /home/user/app
COPY --chown=user requirements.txt .
RUN pip install --no-cache-dir --upgrade -r requirements.txt
USER root
RUN pip uninstall -y idna && pip install --no-cache-dir attrs==23.1.0
USER user
RUN pip install --user idna==3.4 && pip list --user
""", files={"requirements.txt": "six==1.16.0\nclick<8.1\n"}, run_user="user", directory="/home/user/app", freeze_variables={"HOME": "/home/user"}, complete=None)

case("space-user-pip", "A user upgrades his pip first, which is then the one that speaks", """
FROM python:3.9
RUN useradd -m -u 1000 user
USER user
ENV HOME=/home/user PATH=/home/user/.local/bin:$PATH
WORKDIR /home/user/app
RUN pip install --user --upgrade pip==25.0.1
RUN pip install 'setuptools<70' six==1.15.0 && pip install --no-warn-script-location flask==3.0.0
RUN pip uninstall -y six && python -m pip install --upgrade setuptools
""", run_user="user", directory="/home/user/app", freeze_variables={"HOME": "/home/user"}, absent=("six",), complete=None)
case("space-poetry-pip", "poetry fills its environment, poetry run pip adds to it and replaces one", """
FROM python:3.11
WORKDIR /app
RUN pip install --no-cache-dir poetry==2.1.4
COPY pyproject.toml ./
RUN poetry config virtualenvs.in-project true && poetry install --no-root --no-interaction -v
RUN poetry run pip install six==1.15.0 && poetry run python -m pip install 'idna<3.5'
RUN poetry add attrs==23.1.0 --no-interaction
""", files={"pyproject.toml": POETRY_2}, complete=None, absent=("poetry",), freeze="poetry run pip freeze", interpreter="/app/.venv/bin/python")
case("space-permission", "pip may not write where the image's packages are: for the user instead, and once refused", """
FROM python:3.11
RUN pip install --no-cache-dir six==1.15.0 && useradd -m -u 1000 user
USER user
ENV HOME=/home/user
WORKDIR /home/user/app
RUN pip install --prefix /usr/local click==8.1.7 || pip install click==8.1.7
RUN pip uninstall -y six || echo 'not mine'
RUN PIP_USER=0 pip install idna==3.4 || pip install --user idna==3.3
""", run_user="user", directory="/home/user/app", freeze_variables={"HOME": "/home/user"}, complete=None)
case("space-wheel-build-fails", "The newest pip cannot build a wheel, in words of its own; then without that package", steps("pip install --no-cache-dir -U pip", "pip install six==1.15.0 @FILES@/broken-source-0.1.0.tar.gz idna==3.4 || pip install six==1.15.0 idna==3.4", "pip install --use-pep517 ./lib || pip install click==8.1.7", python="3.12", copy=True), files={"lib/pyproject.toml": "[build-system]\nrequires = []\nbuild-backend = 'backend'\nbackend-path = ['.']\n", "lib/backend.py": "def build_wheel(*a, **k): raise RuntimeError('no CUDA here')\n"}, absent=("broken-source",))
case("space-unknown-name", "An old setuptools does not read the project's table: the package is called UNKNOWN", steps("pip install --no-cache-dir 'setuptools<60' && pip install --no-build-isolation --no-deps ./lib", "pip install six==1.15.0", python="3.9", copy=True), files={"lib/pyproject.toml": pyproject("lib-one", "0.1.0"), "lib/lib_one.py": ""}, complete=None)
case("space-same-step-twice", "Two stages install their requirements in the same words, and print at once", """
FROM python:3.11 AS worker
WORKDIR /app
COPY worker.txt requirements.txt
RUN pip install --no-cache-dir -r requirements.txt
RUN python -c "import click" > /made
FROM python:3.11-slim
WORKDIR /app
COPY web.txt requirements.txt
RUN pip install --no-cache-dir -r requirements.txt
COPY --from=worker /made /made
RUN pip install six==1.15.0
""", files={"worker.txt": "click==8.0.4\nidna==3.3\n", "web.txt": "attrs==23.1.0\nidna==3.4\n"}, interleave=3, complete=None, doubtful=("click", "idna"))
case("space-step-inserted", "A step is inserted between cached ones: what stands behind it runs again", "", directory="/app",
     builds=({"dockerfile": "FROM python:3.11\nWORKDIR /app\nRUN pip install six==1.15.0\nRUN pip install requests==2.31.0\nRUN pip install idna==3.4\n"}, {"dockerfile": "FROM python:3.11\nWORKDIR /app\nRUN pip install six==1.15.0\nRUN pip install -U pip\nRUN pip install requests==2.31.0\nRUN pip install idna==3.4\n"},
             {"dockerfile": "FROM python:3.11\nWORKDIR /app\nRUN pip install six==1.15.0\nRUN pip install -U pip\nRUN pip install requests==2.31.0\nRUN pip install 'idna<3.4' click==8.1.7\n"}))
case("space-uv-mixed", "uv sync, uv pip beside it, uv sync that keeps or takes it away", uv("uv sync", "uv pip install idna==3.4 attrs==23.1.0", "uv sync --inexact && uv pip uninstall attrs", "uv sync --reinstall-package click"), files={"pyproject.toml": pyproject("my-space", "0.1.0", ("click==8.1.7", "six")), "my_space.py": "", "README.md": ""}, editable="my-space==0.1.0", absent=("attrs", "idna"), complete=None, **UV_FREEZE)
case("space-folder-copied", "The whole folder of the app comes from the first stage, its environment within", """
FROM python:3.12-slim AS builder
COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/uv
WORKDIR /app
COPY pyproject.toml my_space.py README.md ./
RUN uv sync --no-dev --no-editable
FROM python:3.12-slim
WORKDIR /app
COPY --from=builder --chown=1000:1000 /app /app
ENV PATH="/app/.venv/bin:$PATH"
RUN pip install --no-cache-dir six==1.15.0 && python -c "import click"
""", files={"pyproject.toml": pyproject("my-space", "0.1.0", ("click==8.1.7", "httpx<0.28")), "my_space.py": "", "README.md": ""}, complete=None, absent=("six",), doubtful=("six",), **{**UV_FREEZE, "freeze": "python -c \"import importlib.metadata as m; print('\\n'.join(sorted(d.metadata['Name']+'=='+d.version for d in m.distributions(path=['/app/.venv/lib/python3.12/site-packages']))))\""})
case("space-environment-remade", "The environment is upgraded, cleared and filled again under the same name", steps("python -m venv /opt/venv && /opt/venv/bin/pip install six==1.15.0 click==8.0.4", "python -m venv --upgrade-deps /opt/venv && /opt/venv/bin/pip install idna==3.4", "python -m venv --clear /opt/venv && /opt/venv/bin/python -m pip install click==8.1.7", "/opt/venv/bin/pip install attrs==23.1.0"), absent=("six", "idna"), complete=None, **OF_VENV)

case("space-packed", "An environment is packed in the first stage and unpacked in the last", """
FROM python:3.11 AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir six==1.15.0 click==8.1.7
RUN tar -czf /venv.tar.gz -C /opt venv
FROM python:3.11-slim
WORKDIR /app
COPY --from=builder /venv.tar.gz /venv.tar.gz
RUN tar -xzf /venv.tar.gz -C /opt && rm /venv.tar.gz
RUN /opt/venv/bin/pip install --no-cache-dir idna==3.4
""", complete=None, **OF_VENV)
case("space-exported", "A step exports where pip installs, and for whom", steps("export PIP_TARGET=/opt/lib PIP_NO_CACHE_DIR=1 && pip install six==1.15.0 && unset PIP_TARGET && pip install idna==3.4", "export PIP_USER=1; pip install click==8.1.7; pip list --user", "( export PIP_PREFIX=/opt/x; pip install attrs==23.1.0 ); pip install packaging==23.2", "export PIP_QUIET=2 && pip install markupsafe==2.1.3"), absent=("six", "attrs"), doubtful=("six", "attrs"), complete=False)
case("space-other-place", "pip --python fills an environment that has no pip of its own", steps("python -m venv --without-pip /opt/venv && pip --python /opt/venv install six==1.15.0", "pip --python /opt/venv/bin/python install --no-cache-dir click==8.1.7 idna==3.3", "python -m pip --python /opt/venv uninstall -y six && pip --python=/opt/venv install -U idna==3.4", "pip install attrs==23.1.0"), absent=("six", "attrs"), doubtful=("attrs",), complete=None, freeze="pip --python /opt/venv freeze", interpreter="/opt/venv/bin/python")
case("space-uv-cleared", "uv makes the same environment again: cleared, kept, by another command", uv("uv venv && uv pip install six==1.15.0", "uv venv --allow-existing && uv pip install click==8.1.7", "uv venv --clear && uv pip install idna==3.4", "uv pip install -r requirements.txt"), files={"requirements.txt": "attrs==23.1.0\n"}, absent=("six", "click"), complete=None, **UV_FREEZE)
case("space-outside", "An environment that sees the system's: pip leaves alone what lies outside", steps("pip install six==1.15.0 idna==3.3 virtualenv==20.25.0", "virtualenv --system-site-packages /opt/venv", "/opt/venv/bin/pip install -U six==1.16.0 && /opt/venv/bin/pip uninstall -y idna", "/opt/venv/bin/pip install click==8.1.7 && /opt/venv/bin/pip install --ignore-installed idna==3.4"), complete=None, **{**OF_VENV, "freeze": "/opt/venv/bin/python -m pip freeze --all --local", "seeded": ("pip", "setuptools", "wheel")})
case("space-two-services", "Two programs with an environment each under one supervisor", steps("python -m venv /opt/api && /opt/api/bin/pip install flask==3.0.0", "python -m venv /opt/ui && /opt/ui/bin/pip install click==8.1.7 six==1.15.0", "pip install supervisor==4.2.5 'setuptools<70'"), complete=None, doubtful=("flask", "werkzeug", "jinja2", "itsdangerous", "blinker", "markupsafe", "click", "six", "supervisor"))
case("space-each-by-xargs", "xargs installs one at a time, one of them does not exist, the step goes on", steps("cat requirements.txt | xargs -n 1 pip install --no-cache-dir || true", "xargs -a more.txt -n 1 pip install || echo some failed", copy=True), files={"requirements.txt": "six==1.15.0\nno-such-thing-4711\nidna==3.4\n", "more.txt": "click==8.1.7\nattrs==99\nmarkupsafe==2.1.3\n"}, absent=("no-such-thing-4711", "attrs"), complete=None)
case("space-uv-no-solution", "uv finds no solution, then with less; a lock that does not fit, then made anew", uv("uv lock", "uv pip install --system 'flask==3.0.0' 'werkzeug<2' || uv pip install --system flask==3.0.0", "sed -i 's/six/six==1.15.0/' pyproject.toml && uv sync --locked || uv sync", "uv pip install --system no-such-thing-4711 || true"), files={"pyproject.toml": pyproject("my-space", "0.1.0", ("click==8.1.7", "six")), "my_space.py": "", "README.md": ""}, absent=("no-such-thing-4711", "flask", "werkzeug"), doubtful=("flask", "werkzeug", "jinja2", "blinker", "itsdangerous", "markupsafe"), editable="my-space==0.1.0", complete=None, **UV_FREEZE)
case("space-poetry-lock", "poetry's lock does not fit the project any more, it is made anew", """
FROM python:3.11
WORKDIR /app
RUN pip install --no-cache-dir poetry==1.8.5 && poetry config virtualenvs.create false
COPY pyproject.toml ./
RUN poetry lock --no-interaction && sed -i 's/8.1.0/8.1.7/' pyproject.toml
RUN poetry install --no-root --only main --no-interaction --no-ansi || (poetry lock --no-update && poetry install --no-root --only main --no-ansi)
RUN pip uninstall -y poetry && pip install six==1.15.0
""", files={"pyproject.toml": POETRY_1}, complete=None, absent=("poetry",))
case("space-user-refused", "An environment where --user is refused, and the user's place by a variable", steps("python -m venv /opt/venv", "/opt/venv/bin/pip install --user six==1.15.0 || /opt/venv/bin/pip install six==1.15.0", "PIP_USER=yes /opt/venv/bin/pip install click==8.1.7 || /opt/venv/bin/pip install idna==3.4"), absent=("click",), complete=None, **OF_VENV)
case("space-base-changes", "The second build stands on another Python, nothing is cached", "", directory="/app", builds=(
    {"dockerfile": "FROM python:3.11\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nRUN pip install six==1.15.0\n", "files": {"requirements.txt": "idna==3.3\nclick==8.1.7\n"}}, {"dockerfile": "FROM python:3.12\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nRUN pip install six==1.15.0\n", "files": {"requirements.txt": "idna==3.4\n"}},
    {"dockerfile": "FROM python:3.12\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nRUN pip install six==1.15.0\n", "files": {"requirements.txt": "idna==3.4\n"}}))
case("space-standing-links", "Programs of an environment are linked to where PATH looks", steps("python -m venv /opt/venv && /opt/venv/bin/pip install six==1.15.0", "ln -sf /opt/venv/bin/pip /usr/local/bin/vpip && ln -sf /opt/venv/bin/python /usr/local/bin/vpython", "vpip install idna==3.4 && vpython -m pip install click==8.1.7", "pip install attrs==23.1.0"), absent=("attrs",), doubtful=("attrs", "idna", "click"), complete=None, **OF_VENV)
