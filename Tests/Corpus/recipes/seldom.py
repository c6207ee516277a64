"""Seldom ways of well-known installers: uv's exact installs, streams and projects of its own, pip in loops of every kind, stages that hand on less usual things."""

from .case import case
from .forge import pyproject, setup_py, wheels
from .installers import POETRY_1, POETRY_2

START = "FROM python:{python}\nWORKDIR /app\n"
PROJECT = {"pyproject.toml": pyproject("my-space", "0.1.0", ("click==8.1.7", "httpx<0.28")) + '\n[project.optional-dependencies]\nweb = ["six==1.16.0"]\n', "my_space.py": "", "README.md": ""}
VENV = {"freeze": "uv pip freeze --python /app/.venv", "interpreter": "/app/.venv/bin/python"}


def steps(*commands, python="3.11", copy=False):
    lines = "\n".join(c if c.startswith(("ENV ", "COPY ", "WORKDIR ", "USER ", "ARG ", "FROM ")) else f"RUN {c}" for c in commands)
    return START.format(python=python) + ("COPY . .\n" if copy else "") + lines + "\n"


def uv(*commands, version="0.9.30", **options):
    return steps(f"pip install --no-cache-dir uv=={version}", *commands, **options)


case("uv-exact", "uv pip install --exact, --reinstall, --no-build, by a group of two environments", uv("uv pip install --system click==8.0.0 rich==13.7.0 six==1.15.0", "uv venv /opt/v && uv pip install --python /opt/v/bin/python --exact 'httpx<0.28' idna==3.4", "uv pip install --python /opt/v --exact idna==3.4 click==8.1.7", "uv pip install --system --reinstall --no-deps click"),
     freeze="uv pip freeze --system", complete=None)
case("uv-streams", "uv export, compile and sync through pipes", uv("uv export --no-dev --no-hashes --no-emit-project -q | uv pip install --system -r -", "echo 'six==1.15.0' | uv pip compile - | uv pip install --system -r -", "uv pip freeze --system > lock.txt && sed -i 's/click==.*/click==8.1.3/' lock.txt && uv pip sync --system lock.txt", copy=True), files=PROJECT, complete=None, freeze="uv pip freeze --system")
case("uv-init", "uv init, add with extras, groups and a script", uv("uv init --no-readme --python 3.11 space && cd space && uv add 'requests[socks]<2.32' && uv add --group web six==1.16.0 && uv remove --group web six", "cd space && uv lock --check && uv sync --all-groups && uv tree"), complete=None, absent=("six",), freeze="uv pip freeze --python /app/space/.venv", interpreter="/app/space/.venv/bin/python")
case("uv-environments", "UV_PROJECT_ENVIRONMENT elsewhere, UV_LINK_MODE, UV_COMPILE_BYTECODE, --active", uv("ENV UV_PROJECT_ENVIRONMENT=/opt/venv UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 PATH=/opt/venv/bin:$PATH", "uv sync --no-dev --extra web --no-install-project", "uv sync --no-dev", "VIRTUAL_ENV=/opt/venv uv pip install idna==3.4", copy=True), files=PROJECT, editable="my-space==0.1.0", absent=("six",), complete=None, freeze="uv pip freeze --python /opt/venv", interpreter="/opt/venv/bin/python")
case("uv-upgrades", "uv lock --upgrade-package, sync --upgrade, --reinstall-package, --refresh", uv("uv sync", "uv lock --upgrade-package idna && uv sync --reinstall-package click", "uv sync -U --refresh && uv sync --no-install-package httpx --inexact", copy=True), files=PROJECT, editable="my-space==0.1.0", complete=None, **VENV)
case("uv-old-1", "uv 0.1: venv, pip sync, uninstall", uv("uv venv .venv", "printf 'six==1.15.0\\nidna==3.3\\nclick==8.1.0\\n' > r.txt && uv pip sync r.txt", "printf 'six==1.16.0\\nidna==3.3\\n' > r.txt && uv pip sync r.txt && uv pip uninstall idna && uv pip list && uv pip freeze", version="0.1.24"), complete=None, absent=("click", "idna"), freeze="uv pip freeze", interpreter="/app/.venv/bin/python")
case("uv-old-2", "uv 0.2 and 0.3: tools, run, editable", uv("uv pip install --system -e . six==1.15.0", "pip install uv==0.3.5 && uv tool install pycowsay && uv pip install --system -U six", "uv run --with rich python -c 'import rich' || true", version="0.2.37", copy=True), files=PROJECT, complete=None)
case("uv-retry", "uv in a loop until it works, behind a dead index", uv("for i in 1 2; do UV_HTTP_RETRIES=0 uv pip install --system --index-url http://127.0.0.1:9/simple six==1.15.0 && break || true; done; uv pip install --system six==1.16.0", "uv pip install --system idna==3.4 || uv pip install --system idna==3.3 && uv pip install --system click==8.1.7"))
case("uv-pip-mixed", "uv and pip in one step, the one quiet, the other not", uv("uv pip install --system -q six==1.15.0 && pip install idna==3.4 && uv pip install --system click==8.1.7", "pip install -q rich==13.7.0 && uv pip install --system attrs==23.1.0 && pip freeze"), complete=None)
case("loops", "Loops over files, here-strings, arrays and arguments", steps("for f in a.txt b.txt; do pip install --no-cache-dir -r \"$f\"; done", "bash -c 'P=(six==1.16.0 idna==3.4); for p in \"${P[@]}\"; do pip install \"$p\"; done'", "bash -c 'while read -r p; do [ -n \"$p\" ] && pip install $p; done <<< $(cat c.txt)'", "find . -name 'd*.txt' -exec pip install -r {} \\;", copy=True),
     files={"a.txt": "six==1.15.0\n", "b.txt": "click==8.1.0\nidna<3.4\n", "c.txt": "attrs==23.1.0\n", "d.txt": "markupsafe==2.1.3\n"})
case("requirements-pipes", "Requirements through grep, sed, awk, head, python and tee", steps("cat requirements.txt | grep -v '^#' | grep -v torch | pip install -r /dev/stdin", "awk -F'==' '{print $1}' more.txt | xargs pip install", "head -1 more.txt | tee used.txt | xargs -I{} pip install --upgrade {}", "pip install $(grep -v '^#' requirements.txt | grep -v torch | tr '\\n' ' ')", "python -c \"print('markupsafe==2.1.3')\" | pip install -r /dev/stdin", copy=True),
     files={"requirements.txt": "# all\ntorch==99\nsix==1.15.0\nclick<8.2\n", "more.txt": "idna==3.4\nattrs==23.1.0\n"}, absent=("torch",))
case("one-by-one", "A list that is installed one by one, failures are written down", steps("failed=''; for p in $(cat requirements.txt); do pip install --no-cache-dir \"$p\" || failed=\"$failed $p\"; done; echo \"Failed:$failed\"", "pip install --no-cache-dir -r requirements.txt || (sed -i '/nothing/d' requirements.txt && pip install -r requirements.txt)", copy=True),
     files={"requirements.txt": "six==1.15.0\nnothing-of-the-kind-4711==1\nidna==3.4\nclick==0.0.999\n"}, builds=({"succeeds": False},), complete=False, absent=("nothing-of-the-kind-4711",))
case("one-by-one-kept", "The same where the failures are forgiven", steps("failed=''; for p in $(cat requirements.txt); do pip install --no-cache-dir \"$p\" || failed=\"$failed $p\"; done; echo \"Failed:$failed\"", "sed -i '/nothing/d;/999/d' requirements.txt && pip install -r requirements.txt", copy=True),
     files={"requirements.txt": "six==1.15.0\nnothing-of-the-kind-4711==1\nidna==3.4\nclick==0.0.999\n"}, absent=("nothing-of-the-kind-4711", "click"))
case("set-e-traces", "set -eux with variables, functions, loops and subshells", steps("set -eux; V=8.1.7; for p in six==1.15.0 \"click==$V\"; do pip install --no-cache-dir \"$p\"; done; ( cd /tmp && pip install idna==3.4 ); pip --version", "bash -euxo pipefail -c 'pip install attrs==23.1.0 2>&1 | tee /tmp/l; python -m pip check'"))
case("background", "pip in the background, its output in a file that is printed", steps("pip install six==1.16.0 > /tmp/a.log 2>&1 & pip install --no-cache-dir idna==3.4; wait; cat /tmp/a.log", "nohup pip install click==8.1.7 > /tmp/b.log; tail -3 /tmp/b.log"), complete=None)
case("editable-many", "Several editable projects of one repository, with extras and a file", steps("pip install -e libs/one -e 'libs/two[web]'", "pip install -r requirements.txt", "pip uninstall -y lib-two && pip install --no-deps ./libs/two", copy=True),
     files={"libs/one/pyproject.toml": pyproject("lib-one", "0.1.0", ("six==1.15.0",)), "libs/one/lib_one.py": "", "libs/two/pyproject.toml": pyproject("lib-two", "0.2.0", ("lib-one",)) + '\n[project.optional-dependencies]\nweb = ["idna==3.4"]\n', "libs/two/lib_two.py": "", "requirements.txt": "-e ./libs/one\nattrs==23.1.0\n--editable libs/three\n", "libs/three/setup.py": setup_py("lib-three", "3.0", ("lib-one",)), "libs/three/lib_three.py": ""})
case("stages-requirements", "poetry writes requirements in a first stage, pip installs them in the last", """
FROM python:3.11 AS requirements
WORKDIR /tmp
RUN pip install poetry==1.8.5 poetry-plugin-export==1.8.0
COPY pyproject.toml /tmp/
RUN poetry export -f requirements.txt --output requirements.txt --without-hashes
FROM python:3.11-slim
WORKDIR /code
COPY --from=requirements /tmp/requirements.txt /code/requirements.txt
RUN pip install --no-cache-dir --upgrade -r /code/requirements.txt
""", files={"pyproject.toml": POETRY_1}, directory="/code", complete=None, absent=("poetry",))
case("stages-pip-target-path", "--target in a first stage, PYTHONPATH in the second", """
FROM python:3.11 AS deps
COPY requirements.txt .
RUN pip install --no-cache-dir --target=/deps -r requirements.txt
FROM python:3.11-slim
COPY --from=deps /deps /deps
ENV PYTHONPATH=/deps
WORKDIR /app
RUN pip install six==1.16.0 && pip list --path /deps
""", files={"requirements.txt": "click==8.1.0\nidna==3.4\n"}, complete=None, doubtful=("click", "idna"))
case("stages-freeze-handed-on", "A first stage's freeze is the last one's requirements", """
FROM python:3.11 AS resolve
WORKDIR /work
RUN pip install --no-cache-dir 'httpx<0.28' six==1.15.0 && pip freeze > /work/lock.txt && cat /work/lock.txt
FROM python:3.11-slim
COPY --from=resolve /work/lock.txt /lock.txt
WORKDIR /app
RUN pip install --no-cache-dir -r /lock.txt && pip check
""", complete=None)
case("start-many-words", "The app installs by functions of pip, quietly and aloud, and reports in its own words", START.format(python="3.11") + "RUN pip install requests==2.31.0\nCOPY . .\n", files={"app.py": """import subprocess, sys
def install(p):
    try: __import__(p.split('==')[0])
    except ImportError:
        print(f'[setup] {p} is missing, installing it', flush=True)
        subprocess.check_call([sys.executable, '-m', 'pip', 'install', '--no-cache-dir', '--disable-pip-version-check', '--root-user-action=ignore', p])
        print(f'[setup] {p} installed', flush=True)
for p in ('six==1.16.0', 'idna', 'click==8.1.7'): install(p)
print('Running on http://0.0.0.0:7860', flush=True)
"""}, run=("python -u app.py",))
case("start-upgrades", "The app upgrades what it was built with, as many Spaces do in their first lines", START.format(python="3.10") + "RUN pip install requests==2.28.0 'urllib3<2' six==1.15.0\nCOPY . .\n", files={"app.py": """import os
os.system('pip install --upgrade requests')
os.system('pip install -q --upgrade pip')
os.system('pip uninstall six -y')
os.system('pip install urllib3==2.2.0')
print('ready')
"""}, run=("python -u app.py",), complete=None, absent=("six",))
case("start-git", "The app clones a repository and installs it", START.format(python="3.11") + "RUN pip install six==1.16.0\nCOPY . .\n", files={"app.py": "import os\nos.system('git clone -q https://github.com/example/tiny-app /tmp/tiny-app && cd /tmp/tiny-app && pip install .')\nos.system('pip install git+https://github.com/example/tiny-lib@v0.2.0')\n"}, run=("python -u app.py",), complete=None)
case("pip-20.1", "pip 20.1 and 20.2 with the feature of the new resolver", steps("pip install pip==20.1.1", "pip install requests==2.24.0 'idna<2.9'", "pip install -U pip==20.2.4", "pip install --use-feature=2020-resolver flask==1.1.2 'markupsafe<2.1' 'itsdangerous<2.1'", "pip install urllib3==1.24 || pip install urllib3==1.24", python="3.8"), complete=None)
case("pip-21-legacy", "pip 21 with the old resolver and in-tree builds", steps("pip install pip==21.1.3", "pip install --use-deprecated=legacy-resolver requests==2.25.1 urllib3==1.26.0 chardet==3.0.4", "pip install --use-feature=in-tree-build ./lib", "pip install --use-deprecated=legacy-resolver 'idna<2.9' 'requests>=2.26'", python="3.8", copy=True), files={"lib/setup.py": setup_py("lib-one", "0.4.0", ("six",)), "lib/lib_one.py": ""}, complete=None)
case("pip-24-1", "pip 24.1 to 24.3: what it refuses, --no-build-isolation, -e of a folder", steps("pip install pip==24.1.2", "pip install 'click<8.2' six==1.15.0", "pip install pip==24.3.1 setuptools==70.0.0 && pip install --no-build-isolation -e ./lib", "pip install --no-deps -U six idna", copy=True), files={"lib/setup.py": setup_py("lib-one", "0.4.0", ("six",)), "lib/lib_one.py": ""})

OF_VENV = {"freeze": "/opt/venv/bin/python -m pip freeze --all", "interpreter": "/opt/venv/bin/python", "seeded": ("pip", "setuptools"), "complete": None}
case("venv-uninstalls", "Taken away again from an environment: by its pip, by its Python, from a file, by --python, in one step with an install", steps(
    "python -m venv /opt/venv && /opt/venv/bin/pip install flask==3.0.0 six==1.15.0 idna==3.4 attrs==23.1.0 rich==13.7.0", "/opt/venv/bin/pip uninstall -y six", "/opt/venv/bin/python -m pip uninstall -y -r gone.txt",
    "pip --python /opt/venv uninstall -y rich && /opt/venv/bin/pip uninstall -y click && /opt/venv/bin/pip install click==8.1.7", copy=True), files={"gone.txt": "idna\nattrs\n"}, absent=("six", "idna", "attrs", "rich"), **OF_VENV)
case("subshells", "What a subshell activates ends with it", steps(
    "python -m venv /opt/venv", "(. /opt/venv/bin/activate && pip install click==8.1.7 six==1.15.0) && pip install idna==3.4", "( cd /opt/venv && bin/pip uninstall -y six ); pip install attrs==23.1.0; { . /opt/venv/bin/activate; pip install rich==13.7.0; }"), absent=("six", "idna", "attrs"), doubtful=("idna", "attrs"), **OF_VENV)
case("stages-uninstall", "The last stage takes away what came with the copied environment", """
FROM python:3.11 AS builder
WORKDIR /build
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.0.0 six==1.15.0 rich==13.7.0
FROM python:3.11-slim
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
RUN /opt/venv/bin/pip uninstall -y rich
RUN /opt/venv/bin/pip install six click==8.1.7 && /opt/venv/bin/pip uninstall -y six
RUN pip install uv==0.9.30 && uv pip uninstall --python /opt/venv click
""", absent=("rich", "six", "click"), doubtful=("uv",), **OF_VENV)
case("venv-by-path", "Packages of the system's Python first, then an environment that PATH names", steps(
    "pip install six==1.15.0 idna==3.3", "python -m venv /opt/venv", "ENV PATH=/opt/venv/bin:$PATH", "pip install click==8.1.7", "pip install attrs==23.1.0"), doubtful=("six", "idna"), **OF_VENV)
case("start-in-venv", "The app of an environment installs and uninstalls when it starts", "FROM python:3.11\nWORKDIR /app\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install six==1.15.0 click==8.1.7\nENV PATH=/opt/venv/bin:$PATH\nCOPY . .\n",
     files={"app.py": "import subprocess, sys\nfor a in (['install', 'idna==3.4'], ['uninstall', '-y', 'six'], ['install', '-U', 'click==8.1.8']): subprocess.run([sys.executable, '-m', 'pip', *a])\nprint('ready')\n"}, run=("/opt/venv/bin/python -u app.py",), absent=("six",), **OF_VENV)
case("poetry-uninstalls", "poetry run pip uninstall, poetry remove and poetry run python -m pip", "FROM python:3.11\nWORKDIR /app\nCOPY pyproject.toml ./\nRUN pip install --no-cache-dir poetry==1.8.5 'virtualenv<20.30'\nRUN poetry install --no-root --only main\nRUN poetry run pip install six==1.15.0 idna\nRUN poetry run pip uninstall -y six\nRUN poetry remove httpx && poetry run python -m pip install attrs==23.1.0\n",
     files={"pyproject.toml": POETRY_1}, freeze="python -m pip --python $(poetry env info -e) freeze", interpreter="$(poetry env info -e)", complete=None, absent=("poetry", "iniconfig", "six", "httpx"))
case("files-by-hand", "Packages whose files are taken by hand", steps("pip install six==1.15.0 idna==3.4 click==8.1.7", "rm -rf /usr/local/lib/python3.11/site-packages/idna /usr/local/lib/python3.11/site-packages/idna-3.4.dist-info", "rm -rf /usr/local/lib/python3.11/site-packages/click*", "pip install attrs==23.1.0"), absent=(), complete=False)
