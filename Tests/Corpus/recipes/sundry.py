"""What stands around the installers in Dockerfiles of every kind: shells that decorate output, runners of tasks, records of pip, stages that hand on."""

from .case import case
from .forge import pyproject, setup_py, wheels, source_archive
from .installers import POETRY_1, POETRY_2

START = "FROM python:{python}\nWORKDIR /app\n"
WORDS = ("ENV ", "COPY ", "WORKDIR ", "USER ", "ARG ", "FROM ")
PROJECT = {"pyproject.toml": pyproject("my-space", "0.1.0", ("click==8.1.7", "httpx<0.28")) + '\n[project.optional-dependencies]\nweb = ["six==1.16.0"]\n\n[dependency-groups]\ndev = ["iniconfig==2.0.0"]\ndocs = ["rich==13.7.0"]\n', "my_space.py": "", "README.md": ""}
VENV = {"freeze": "uv pip freeze --python /app/.venv", "interpreter": "/app/.venv/bin/python"}


def steps(*commands, python="3.11", copy=False):
    lines = "\n".join(c if c.startswith(WORDS) else f"RUN {c}" for c in commands)
    return START.format(python=python) + ("COPY . .\n" if copy else "") + lines + "\n"


def uv(*commands, version="0.9.30", **options):
    return steps(f"pip install --no-cache-dir uv=={version}", *commands, **options)


case("lines-prefixed", "A pipe puts a word before each line of pip, or sets it in", steps(
    "pip install six==1.15.0 2>&1 | while IFS= read -r l; do echo \"[pip] $l\"; done", "pip install idna==3.4 | sed 's/^/    /'", "pip install -U six==1.16.0 click==8.1.7 2>&1 | awk '{print \"  | \" $0}'", "pip install attrs==23.1.0"), complete=None)
case("lines-timed", "A pipe puts the time before each line of pip", steps(
    "pip install six==1.15.0 2>&1 | while IFS= read -r l; do echo \"$(date +%H:%M:%S) $l\"; done", "pip install -U six==1.16.0 2>&1 | awk '{print strftime(\"%Y-%m-%d %H:%M:%S\"), $0; fflush()}'", "pip install idna==3.4"), complete=None)
case("log-of-pip", "pip's own record, written by --log and printed", steps("pip install --log /tmp/pip.log six==1.15.0 idna==3.4", "pip install -q --log /tmp/quiet.log click==8.1.7 && cat /tmp/quiet.log", "PIP_LOG=/tmp/more.log pip install -U six && tail -n 20 /tmp/more.log"), complete=None)
case("shell-builtins", "eval, command, exec, set --, until, case and if !", steps(
    "eval \"pip install six==1.15.0\"", "command pip install idna==3.4 && exec pip install attrs==23.1.0", "set -- click==8.1.7 markupsafe==2.1.3; pip install --no-cache-dir \"$@\"", "until pip install packaging==23.2; do sleep 1; done",
    "case \"$(uname -m)\" in x86_64) pip install six==1.16.0 ;; *) pip install six==1.14.0 ;; esac", "if ! pip install no-such-thing-4711; then pip install rich==13.7.0; fi"), absent=("no-such-thing-4711",))
case("shell-launchers", "flock, stdbuf, taskset, ionice, setsid, nohup, env -i, env -u, chrt before pip", steps(
    "flock /tmp/lock pip install six==1.15.0", "stdbuf -oL -eL pip install idna==3.4", "taskset -c 0 ionice -c 3 pip install attrs==23.1.0", "setsid -w pip install click==8.1.7", "env -i $(env) pip install packaging==23.2", "env -u PIP_X PIP_NO_CACHE_DIR=off pip install -U six==1.16.0"))
case("quiet-by-file", "A pip.conf that makes pip quiet: no trace in the commands", steps("ENV PIP_CONFIG_FILE=/etc/pip.conf", "COPY pip.conf /etc/pip.conf", "pip install six==1.15.0", "pip install 'requests<2.32'"), files={"pip.conf": "[global]\nquiet = 1\n"}, complete=False)
case("requirement-by-variable", "PIP_REQUIREMENT, PIP_CONSTRAINT, PIP_NO_DEPS, PIP_DRY_RUN before pip", steps("PIP_CONSTRAINT=c.txt pip install six idna", "PIP_NO_DEPS=1 pip install flask==3.0.0 || true", "PIP_DRY_RUN=1 pip install rich==13.7.0", "PIP_REQUIREMENT=r.txt pip install click==8.1.7 || pip install click==8.1.7", copy=True),
     files={"c.txt": "six==1.15.0\nidna==3.4\n", "r.txt": "attrs==23.1.0\n"}, absent=("rich",))
case("constraint-address", "Constraints with addresses and repositories", steps("pip install -c constraints.txt tiny-tool six", "pip install -c more.txt tiny-lib idna", copy=True), files={"constraints.txt": "tiny-tool @ @FILES@/tiny_tool-1.4.0-py3-none-any.whl\nsix==1.15.0\n", "more.txt": "tiny-lib @ git+https://github.com/example/tiny-lib@v0.2.0\n"}, complete=None)
case("markers-and-continuations", "Markers that do not fit, continued lines, comments, empty includes, options in between", steps("pip install --no-cache-dir -r requirements.txt", "pip install -r requirements.txt -r more.txt", copy=True),
     files={"requirements.txt": "# web\nclick \\\n  >=8.0, \\\n  <8.2\nsix==1.15.0 ; python_version >= '3'   # old\npywin32==306 ; sys_platform == 'win32'\ntorchling==2 ; platform_machine == 'riscv64'\n\n-r empty.txt\nidna[nothing] ~= 3.4 ; extra != 'x'\n", "empty.txt": "# nothing\n", "more.txt": "attrs==23.1.0; python_version<'4'\ncolorama==0.4.6; os_name=='nt'\nsix==1.15.0\n"}, absent=("pywin32", "torchling", "colorama"))
case("installer-module", "build makes a wheel, python -m installer puts it in place without a word", steps("pip install build==1.0.3 installer==0.7.0", "python -m build --wheel -o /dist . && python -m installer /dist/*.whl", "pip install idna==3.4", copy=True), files={"pyproject.toml": pyproject("my-space", "1.2.3", ()), "my_space.py": ""}, complete=False)
case("unzipped-wheel", "Wheels that are unpacked or copied by hand", steps("pip download --no-deps six==1.16.0 -d /w && python -m zipfile -e /w/six-1.16.0-py2.py3-none-any.whl /usr/local/lib/python3.11/site-packages", "pip install --target /deps click==8.1.7 && cp -r /deps/* /usr/local/lib/python3.11/site-packages/", "pip install idna==3.4"), complete=False)
case("root-then-copied", "--root and --prefix elsewhere, copied over the interpreter's place in the same stage", steps("pip install --root /stage six==1.15.0 && cp -a /stage/usr/local/. /usr/local/", "pip install --prefix /opt/p --ignore-installed click==8.1.7 && cp -a /opt/p/. /usr/local/", "pip install idna==3.4"), complete=None)
case("ansible", "A playbook installs by pip, and shows only what changed", steps("pip install --no-cache-dir ansible-core==2.16.6", "ansible-playbook -i localhost, -c local site.yml", "pip install idna==3.4", copy=True),
     files={"site.yml": "- hosts: localhost\n  gather_facts: false\n  vars:\n    ansible_python_interpreter: /usr/local/bin/python\n  tasks:\n    - name: install click\n      pip:\n        name: click==8.1.7\n    - name: install from file\n      pip:\n        requirements: /app/r.txt\n", "r.txt": "six==1.15.0\n"}, complete=False, freeze_variables={"HOME": "/root"})
case("task-runners", "invoke, poe, doit and a Procfile's runner call pip", steps("pip install --no-cache-dir invoke==2.2.0 doit==0.36.0 honcho==1.1.0", "invoke setup", "invoke hidden", "doit", "honcho run pip install attrs==23.1.0", copy=True),
     files={"tasks.py": "from invoke import task\n@task\ndef setup(c):\n    c.run('pip install six==1.15.0', echo=True)\n@task\ndef hidden(c):\n    c.run('pip install click==8.1.7', hide=True)\n", "dodo.py": "def task_install():\n    return {'actions': ['pip install idna==3.4'], 'verbosity': 2}\n"}, complete=False)
case("pip-chill", "Programs that list a part of what is there as a freeze does", steps("pip install -q pip-chill==1.0.3 flask==3.0.0 setuptools==69.0.0", "pip-chill", "pip-chill --no-version", "pip install idna==3.4"), complete=False)
case("pip-licenses", "Tables with names and versions that are not pip list's", steps("pip install pip-licenses==4.4.0 six==1.15.0", "pip-licenses", "pip-licenses --format=plain-vertical || true", "pip install -U six==1.16.0", "pip-licenses --format=markdown --packages six"), complete=None)
case("metadata-script", "Python prints what is there by itself", steps("pip install -q six==1.15.0 'flask<3'", "python -c \"import importlib.metadata as m; print('\\n'.join(sorted(d.metadata['Name']+'=='+d.version for d in m.distributions())))\"", "python -c \"import six, flask; print('six', six.__version__); print('Installed:', 'flask==2.0')\"", "pip install idna==3.4"), complete=None)
case("list-by-awk", "Lists through awk, sort, tail, tee, column and sed", steps("pip install -q flask==3.0.0", "pip list | tail -n +3 | awk '{print $1\"==\"$2}'", "pip freeze | sort -rf | tee /tmp/f", "pip freeze | sed 's/==.*//'", "pip list --not-required; pip list --exclude flask", "pip install -q click==8.1.3; pip freeze --all | tee freeze.txt"), complete=None)
case("no-user", "A user without a site of his own, and one that may not write", "FROM python:3.11\nWORKDIR /app\nRUN pip install six==1.15.0 && mkdir -p /home/user && chown 1000 /home/user /app\nUSER user\nENV HOME=/home/user\nRUN pip install --no-user click==8.1.7 || true\nRUN pip install idna==3.4\nRUN PYTHONNOUSERSITE=1 pip install attrs==23.1.0 || python -m venv /app/venv && /app/venv/bin/pip install attrs==23.1.0\nRUN pip uninstall -y six || true\n",
     run_user="user", freeze_variables={"HOME": "/home/user"}, absent=("click",), complete=None, doubtful=("attrs",))
case("zip-sources", "Source archives as zip and bz2, by path and by address", steps("cd lib && tar cjf /tmp/lib-one-0.4.0.tar.bz2 -C .. lib && pip install /tmp/lib-one-0.4.0.tar.bz2", "python -c \"import shutil; shutil.make_archive('/tmp/two', 'zip', '.', 'two')\" && pip install /tmp/two.zip", "pip install @FILES@/tiny-source-0.3.1.tar.gz", copy=True),
     files={"lib/setup.py": setup_py("lib-one", "0.4.0", ("six==1.15.0",)), "lib/lib_one.py": "", "two/pyproject.toml": pyproject("lib-two", "0.2.0", ("idna==3.4",)), "two/lib_two.py": ""}, complete=None)
case("compiled", "A project with an extension in C, with what the compiler says", steps("ENV C_INCLUDE_PATH=/usr/local/include/python3.11", "pip install -v ./ext", "pip install setuptools==69.0.0 && cd ext && python setup.py build_ext --inplace && pip install -v --no-build-isolation -e .", "pip install six==1.15.0", copy=True),
     files={"ext/setup.py": "from setuptools import setup, Extension\nsetup(name='ext-one', version='0.3.0', ext_modules=[Extension('ext_one', ['ext.c'])], install_requires=['idna==3.4'])\n", "ext/ext.c": "#include <Python.h>\nstatic int unused(void) { int x; return 1; }\nstatic struct PyModuleDef m = {PyModuleDef_HEAD_INIT, \"ext_one\", 0, -1, 0};\nPyMODINIT_FUNC PyInit_ext_one(void) { return PyModule_Create(&m); }\n"}, complete=None)
CACHED_STAGES = """
FROM python:3.11 AS builder
WORKDIR /build
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.0.0 six==1.15.0
FROM python:3.11-slim
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install -r requirements.txt
"""
CHANGED_REQUIREMENTS = {"files": {"requirements.txt": "idna==3.4\n"}, "builds": ({"files": {"requirements.txt": "idna==3.3\nclick==8.1.3\n"}}, {})}
case("cached-stages", "The first stage is cached, the second runs again", CACHED_STAGES, **CHANGED_REQUIREMENTS, complete=None, freeze="/opt/venv/bin/python -m pip freeze --all", interpreter="/opt/venv/bin/python", seeded=("pip", "setuptools"))
case("cached-stages-alone", "The same where only the second log is at hand", CACHED_STAGES, **CHANGED_REQUIREMENTS, shown=(1,), complete=False, freeze="/opt/venv/bin/python -m pip freeze --all", interpreter="/opt/venv/bin/python", seeded=("pip", "setuptools"))
case("stages-only-some", "Single packages of a first stage's site-packages are copied", """
FROM python:3.11 AS builder
RUN pip install --no-cache-dir click==8.1.7 six==1.15.0 idna==3.4
FROM python:3.11-slim
WORKDIR /app
COPY --from=builder /usr/local/lib/python3.11/site-packages/idna /usr/local/lib/python3.11/site-packages/idna
COPY --from=builder /usr/local/lib/python3.11/site-packages/idna-3.4.dist-info /usr/local/lib/python3.11/site-packages/idna-3.4.dist-info
RUN pip install attrs==23.1.0
""", complete=None, doubtful=("click", "six"))
case("stages-uv-then-pip", "uv fills an environment in a first stage, the last one's pip and uv add to it", """
FROM python:3.12 AS build
WORKDIR /app
RUN pip install uv==0.9.30
COPY . .
RUN uv sync --no-dev --no-install-project
FROM python:3.12-slim
WORKDIR /app
COPY --from=build /app/.venv /app/.venv
ENV PATH=/app/.venv/bin:$PATH VIRTUAL_ENV=/app/.venv
COPY . .
RUN pip install uv==0.9.30 && uv pip install six==1.15.0 && uv pip uninstall httpx
""", files=PROJECT, complete=None, absent=("iniconfig", "httpx"), doubtful=("uv",), freeze="/usr/local/bin/uv pip freeze --python /app/.venv", interpreter="/app/.venv/bin/python")
case("uv-script", "uv add, lock, sync, export and tree of a script with requirements of its own", uv("uv add --script s.py six==1.15.0 && uv lock --script s.py", "uv sync --script s.py", "uv tree --script s.py; uv export --script s.py", "uv pip install --system idna==3.4", copy=True), files={"s.py": "# /// script\n# dependencies=['click==8.1.7']\n# ///\nprint(1)\n"}, absent=("six", "click"), complete=None)
case("uv-pylock", "uv exports pylock.toml, and installs from it; a sync from standard input", uv("uv export -q --no-dev --no-emit-project --format pylock.toml -o pylock.toml && uv pip install --system -r pylock.toml", "uv pip sync --system pylock.toml", "pip install uv==0.9.30 && printf 'six==1.15.0\\nclick==8.1.3\\nuv==0.9.30\\n' | uv pip sync --system -", copy=True), files=PROJECT, complete=None, freeze="uv pip freeze --system")
case("uv-strict", "uv pip install --strict, check, show, tree, and resolutions of several kinds", uv("uv pip install --system --strict --no-deps flask==3.0.0 || true", "uv pip check --system || true", "uv pip install --system --resolution lowest-direct 'click>=8.0' 'idna>=3.3'", "uv pip tree --system; uv pip show --system click flask", "uv pip install --system --prerelease allow --only-binary :all: --index-strategy unsafe-best-match 'attrs<24'"), complete=None)
case("uv-uninstalls", "uv pip uninstall by file, of what is not there, and of everything", uv("uv pip install --system flask==3.0.0 six==1.15.0 idna==3.4", "uv pip uninstall --system -r gone.txt no-such-thing-4711", "uv pip freeze --system | grep -v '^uv=' | xargs uv pip uninstall --system", "uv pip install --system click==8.1.7", copy=True), files={"gone.txt": "six\nidna>=3\n"}, absent=("six", "idna", "flask", "no-such-thing-4711"), freeze="uv pip freeze --system")
case("uv-as-module", "python -m uv, uv by its path, uv's version and caches, UV_PYTHON and UV_CONSTRAINT", uv("python -m uv pip install --system six==1.15.0", "/usr/local/bin/uv --version && /usr/local/bin/uv --no-cache pip install --system idna==3.4", "ENV UV_PYTHON=/usr/local/bin/python UV_CONSTRAINT=/app/c.txt", "uv pip install click 'attrs'", "uv cache clean; uv cache dir; uv python list || true", copy=True), files={"c.txt": "click==8.1.3\n"}, complete=None)
case("uv-run-again", "uv run with extras, groups, --isolated, --no-project, --no-sync, --frozen", uv("uv sync --no-dev", "uv run --extra web python -c 'import six'", "uv run --group docs --no-dev python -c 'import rich'", "uv run --isolated --with attrs python -c 'import attr'; uv run --no-project --with idna==3.3 python -c 'import idna'; uv run --no-sync python -c 1; uv run --frozen --no-dev python -c 1", copy=True), files=PROJECT, editable="my-space==0.1.0", complete=None, absent=("attrs",), **VENV)
case("uv-workspace-parts", "uv sync of one member, then all but the members, then without a lock", uv("uv sync --package member-one", "uv sync --all-packages --no-install-workspace", "uv sync --no-install-project --inexact", copy=True, python="3.12"), files={"pyproject.toml": pyproject("root-space", "0.1.0", ("member-one",)) + '\n[tool.uv.workspace]\nmembers = ["members/*"]\n\n[tool.uv.sources]\nmember-one = { workspace = true }\n', "root_space.py": "",
     "members/one/pyproject.toml": pyproject("member-one", "0.2.0", ("six==1.16.0",)), "members/one/member_one.py": "", "members/two/pyproject.toml": pyproject("member-two", "0.3.0", ("idna==3.4",)), "members/two/member_two.py": ""},
     complete=None, freeze="uv pip freeze --python /app/.venv --exclude-editable; printf 'member-one @ file:///app/members/one\\n'", interpreter="/app/.venv/bin/python")
case("uv-path-sources", "A project with sources by path, by repository and by address, without links", uv("uv sync --no-dev --no-editable", "uv sync --no-dev", copy=True), files={"pyproject.toml": pyproject("my-space", "0.1.0", ("lib-one", "lib-two", "tiny-lib", "tiny-tool")) + '\n[tool.uv.sources]\nlib-one = { path = "lib" }\nlib-two = { path = "two", editable = true }\ntiny-lib = { git = "https://github.com/example/tiny-lib", tag = "v0.2.0" }\ntiny-tool = { url = "@FILES@/tiny_tool-1.4.0-py3-none-any.whl" }\n', "my_space.py": "",
     "lib/pyproject.toml": pyproject("lib-one", "0.9.0", ("six==1.15.0",)), "lib/lib_one.py": "", "two/pyproject.toml": pyproject("lib-two", "0.8.0"), "two/lib_two.py": ""}, complete=None, editable="my-space==0.1.0", freeze="uv pip freeze --python /app/.venv --exclude-editable; printf 'my-space @ file:///app\\nlib-two @ file:///app/two\\n'", interpreter="/app/.venv/bin/python")
case("uv-wheelhouse", "uv from a directory of wheels, by pattern, with local versions and pre-releases", uv("uv pip install --system --no-index --find-links wheels lib-one 'lib-two>=1.0rc1' lib.three", "uv pip install --system ./wheels/lib_one-0.2.0+cpu-py3-none-any.whl", "uv pip install --system more/*.whl && uv pip install --system --no-index -f wheels -U lib-one", copy=True),
     files={**wheels(("lib-one", "0.1.0"), ("lib-one", "0.2.0+cpu"), ("lib-two", "1.0rc1"), ("Lib.Three", "3!1.0.post2")), **wheels(("lib-four", "4.0"), ("lib-five", "5.0.dev3"), folder="more")}, complete=None)
case("venv-kinds", "venv --copies, --without-pip, --upgrade-deps, --upgrade, --prompt, and an app's environment among them", steps("python -m venv --copies --prompt app /opt/venv", "python -m venv --upgrade-deps /opt/other && /opt/other/bin/pip install six==1.15.0", "/opt/venv/bin/python -m pip install -U pip==24.0 && /opt/venv/bin/pip install click==8.1.7", "python -m venv --upgrade /opt/venv", "/opt/venv/bin/pip install idna==3.4", python="3.11"), complete=None, absent=("six",), freeze="/opt/venv/bin/python -m pip freeze --all", interpreter="/opt/venv/bin/python", seeded=("setuptools",))
case("poetry-bundle", "poetry builds a wheel that pip installs, and bundles an environment", steps("pip install --no-cache-dir poetry==2.1.4 poetry-plugin-bundle==1.7.0", "poetry build -f wheel && pip install dist/*.whl", "poetry bundle venv /opt/venv --only main", copy=True, python="3.12"), files={"pyproject.toml": POETRY_2.replace("package-mode = false", 'packages = [{include = "my_space.py"}]'), "my_space.py": "", "README.md": ""}, complete=None, absent=())
case("poetry-1.3", "poetry 1.3 and 1.4 in one project: add, remove, --sync, --only", steps("pip install --no-cache-dir poetry==1.3.2 'virtualenv<20.22'", "ENV POETRY_VIRTUALENVS_IN_PROJECT=1", "poetry install --no-root --only main", "pip install --no-cache-dir poetry==1.4.2 && poetry add six==1.15.0 && poetry remove httpx", "poetry install --no-root --sync --only main && poetry run pip list", copy=True, python="3.10"), files={"pyproject.toml": POETRY_1}, complete=None, absent=("httpx",), freeze="python -m pip --python /app/.venv/bin/python freeze", interpreter="/app/.venv/bin/python", doubtful=("poetry",))
case("micropipenv", "micropipenv has pip install a lock", steps("pip install --no-cache-dir pipenv==2024.4.1 micropipenv==1.9.0 && pipenv lock", "micropipenv install --deploy || micropipenv install", "micropipenv requirements --no-hashes | tail -n 3", copy=True), files={"Pipfile": "[[source]]\nurl = \"@INDEX@\"\nverify_ssl = true\nname = \"index\"\n\n[packages]\nclick = \"==8.1.0\"\nidna = \"==3.4\"\n"}, complete=None)
case("pipenv-sync", "pipenv sync, update, uninstall and its environment's pip", steps("pip install --no-cache-dir pipenv==2024.4.1", "ENV PIPENV_VENV_IN_PROJECT=1", "pipenv lock && pipenv sync", "pipenv install six==1.15.0 && pipenv uninstall idna", "pipenv run pip freeze", copy=True), files={"Pipfile": "[[source]]\nurl = \"@INDEX@\"\nverify_ssl = true\nname = \"index\"\n\n[packages]\nclick = \"==8.1.0\"\nidna = \"==3.4\"\n"}, complete=None, absent=("pipenv",), freeze="python -m pip --python /app/.venv/bin/python freeze", interpreter="/app/.venv/bin/python")
case("pur", "pur raises the versions in a file, in words like an installer's", steps("pip install pur==7.3.2 six==1.15.0", "pur -r requirements.txt || true", "pip install idna==3.4", copy=True), files={"requirements.txt": "six==1.15.0\nidna==3.3\n"}, complete=None)
case("pip-9-more", "pip 9: upgrades, user site, editable, what is not there, lists in its old form", steps("ENV PIP_INDEX_URL=@INDEX@", "pip install pip==9.0.3", "pip install requests==2.18.4", "pip install -U requests==2.19.1 six==1.11.0", "pip install --user idna==2.7 ; pip uninstall -y six nothing-4711; pip list; pip list --format=columns", "pip install -e ./lib", "pip install no-such-thing-4711 || pip install idna==2.6", python="3.6", copy=True), files={"lib/setup.py": setup_py("lib-one", "0.4.0", ("click==6.7",)), "lib/lib_one.py": ""}, complete=None, absent=("six",))
case("gradio-4", "A Space's requirements of 2024 on a Docker Space: many packages, in one go", steps("pip install --no-cache-dir --upgrade pip", "pip install --no-cache-dir -r requirements.txt", "pip install --no-cache-dir 'huggingface-hub<0.26' --upgrade", copy=True, python="3.10"), files={"requirements.txt": "gradio==4.44.1\npydantic==2.10.6\npandas<2.3\n"})

DEBIAN = "FROM debian:{debian}\nENV DEBIAN_FRONTEND=noninteractive\n"
APT = "apt-get update && apt-get install -y --no-install-recommends {packages} && rm -rf /var/lib/apt/lists/*"
OF_DEBIAN = {"freeze": "python3 -m pip freeze --all", "interpreter": "python3"}
OF_VENV = {"freeze": "/opt/venv/bin/python -m pip freeze --all", "interpreter": "/opt/venv/bin/python", "seeded": ("pip", "setuptools"), "complete": None}


def debian(*commands, debian="12", copy=False):
    return DEBIAN.format(debian=debian) + "WORKDIR /app\n" + ("COPY . .\n" if copy else "") + "\n".join(c if c.startswith(WORDS) else f"RUN {c}" for c in commands) + "\n"


case("debian-sudo", "Debian 12: sudo, su and runuser before pip", debian(APT.format(packages="python3 python3-pip sudo"), "useradd -m -u 1000 user", "sudo -H pip3 install --break-system-packages six==1.15.0", "sudo -H -u user pip3 install --break-system-packages --user idna==3.3 || true", "su -c 'pip3 install --break-system-packages click==8.1.7'", "runuser -u root -- pip3 install --break-system-packages -U six==1.16.0"), complete=None, doubtful=("idna",), **OF_DEBIAN)
case("debian-unmanaged", "Debian 12: the mark that keeps pip away is taken away", debian(APT.format(packages="python3 python3-pip python3-six"), "rm /usr/lib/python3*/EXTERNALLY-MANAGED && pip install click==8.1.7 six", "pip install -U six==1.15.0", "apt-get update -qq && apt-get install -y -qq python3-idna >/dev/null && pip install idna"), complete=None, **OF_DEBIAN)
case("debian-virtualenv", "Debian 12: virtualenv of apt, and another release of pip within", debian(APT.format(packages="python3 virtualenv python3-virtualenv"), "virtualenv -p python3 /opt/venv", "/opt/venv/bin/pip install pip==23.3.2 && /opt/venv/bin/pip install flask==3.0.0", "/opt/venv/bin/python -m pip install -q idna==3.4 && /opt/venv/bin/pip list"), **{**OF_VENV, "seeded": ("pip", "setuptools", "wheel")})
case("debian-13-sync", "Debian 13: uv sync over apt's Python, and uv into a folder for PYTHONPATH", debian(APT.format(packages="python3 python3-pip python3-venv"), "pip install --break-system-packages uv==0.9.30", "uv sync --no-dev --python /usr/bin/python3", "uv pip install --target /opt/lib six==1.15.0", debian="13", copy=True), files=PROJECT, editable="my-space==0.1.0", complete=None, absent=("iniconfig",), doubtful=("six",), **VENV)
case("place-by-command", "--target and --prefix that a command or a variable tells", steps("pip install --target=$(python -c 'import site; print(site.getsitepackages()[0])') six==1.15.0", "ENV PLACE=/opt/x", "pip install --prefix=$PLACE click==8.1.7", "pip install idna==3.4"), complete=None, doubtful=("click",))
case("venv-by-variable", "An environment whose path stands in a variable", steps("ENV VENV=/opt/venv", "python -m venv $VENV && $VENV/bin/pip install six==1.15.0", "\"${VENV}/bin/pip\" install idna==3.4", "pip install click==8.1.7", "ENV PATH=$VENV/bin:$PATH", "pip install attrs==23.1.0", "export P=/opt/other && python3 -m venv $P && $P/bin/pip install rich==13.7.0"), absent=("click", "rich"), doubtful=("click", "rich", "pygments", "markdown-it-py", "mdurl"), **OF_VENV)
case("pip-by-variable", "The installer itself stands in a variable", steps("ENV PIP=pip3", "$PIP install six==1.15.0", "I='python -m pip install --no-cache-dir'; $I idna==3.4 && $I click==8.1.7", "for py in python3 python; do $py -m pip install -U attrs==23.1.0; done", "alias p=pip; pip install -q rich==13.7.0 && pip show rich pygments"), complete=None)
case("uninstall-asks", "pip uninstall is answered by yes, echo and a here-string", steps("pip install six==1.15.0 idna==3.3 click==8.1.7 attrs==23.1.0", "yes | pip uninstall six", "echo y | python -m pip uninstall idna", "bash -c 'pip uninstall click <<< y'", "echo n | pip uninstall attrs"), absent=("six", "idna", "click"))
case("process-substitution", "Requirements from <( ), and standard error alone", steps("bash -c 'pip install -r <(grep -v torch requirements.txt)'", "bash -c 'pip install -r <(echo idna==3.4) -c <(echo attrs==23.1.0) attrs'", "pip install click==8.1.7 1>/dev/null", "pip install markupsafe==2.1.3 >&2", copy=True), files={"requirements.txt": "torch==99\nsix==1.15.0\n"}, complete=False, absent=("torch",))
case("show-settles", "Quiet installs, and what pip show says of them", steps("pip install -q six==1.15.0 idna==3.4", "pip show six idna", "pip install -q -U six && pip show -v six | head -4"), complete=None)
case("stages-mounted", "Wheels of a first stage that are mounted, not copied", """
FROM python:3.11 AS wheels
COPY requirements.txt .
RUN pip wheel --no-cache-dir -r requirements.txt -w /wheels
FROM python:3.11-slim
WORKDIR /app
RUN --mount=type=bind,from=wheels,source=/wheels,target=/wheels pip install --no-cache-dir --no-index --find-links=/wheels click idna
RUN pip install six==1.15.0
""", files={"requirements.txt": "click==8.1.7\nidna==3.4\nrich==13.7.0\n"}, absent=("rich",))
case("stages-cached-mixed", "Three stages, of which the first two are cached the second time", """
FROM python:3.11 AS base
WORKDIR /app
RUN pip install six==1.15.0
FROM base AS tools
RUN pip install rich==13.7.0 && python -m rich.palette > /palette.txt
FROM base
COPY --from=tools /palette.txt .
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY app.py .
""", files={"requirements.txt": "idna==3.4\n", "app.py": "1"}, builds=({"files": {"requirements.txt": "idna==3.3\nclick==8.1.3\n"}}, {}, {"files": {"app.py": "2"}}), complete=None, absent=("click",), doubtful=("rich", "markdown-it-py", "mdurl", "pygments"))
case("start-requirements", "The start script installs the requirements again, of which one has changed", START.format(python="3.11") + "COPY . .\nRUN pip install -r requirements.txt\n", files={"requirements.txt": "six==1.15.0\nidna==3.4\n", "start.sh": "set -e\necho 'click==8.1.7' >> requirements.txt\nsed -i 's/six.*/six==1.16.0/' requirements.txt\npip install -r requirements.txt\nexec python app.py\n", "app.py": "import logging; logging.basicConfig(level=logging.INFO, format='%(asctime)s %(levelname)s %(message)s'); logging.info('six==9.9'); logging.info('ready')\n"}, run=("sh start.sh",))
case("start-thread", "The app prints while pip works beside it", START.format(python="3.11") + "COPY . .\nRUN pip install six==1.15.0\n", files={"app.py": "import subprocess, sys, threading, time\nt = threading.Thread(target=lambda: subprocess.run([sys.executable, '-m', 'pip', 'install', 'idna==3.4', 'click==8.1.7']))\nt.start()\nfor n in range(40):\n    print('INFO: 127.0.0.1:%d - \"GET / HTTP/1.1\" 200 OK' % n, flush=True)\n    time.sleep(.1)\nt.join()\n"}, run=("python -u app.py",))
case("start-uv-pip", "The app calls uv pip, which is quiet once", START.format(python="3.11") + "RUN pip install uv==0.9.30 six==1.15.0\nCOPY . .\n", files={"app.py": "import subprocess\nsubprocess.run('uv pip install --system idna==3.4 six==1.16.0', shell=True)\nsubprocess.run('uv pip uninstall --system six', shell=True)\nsubprocess.run('uv pip install --system -q click==8.1.7', shell=True)\nsubprocess.run('uv pip list --system', shell=True)\n"}, run=("python -u app.py",), complete=None, absent=("six",))
case("start-sync", "The app starts by uv sync over an environment of the image", START.format(python="3.11") + "RUN pip install uv==0.9.30\nCOPY . .\nRUN uv sync --no-dev\n", files=PROJECT, run=("uv sync --no-dev --extra web --group docs && uv run --no-sync python -c 'print(1)'",), editable="my-space==0.1.0", complete=None, absent=("iniconfig",), **VENV)
case("pip-26-more", "pip of today: lock and install from it, dry runs, reports, groups, show", steps("pip install -U pip", "pip lock six==1.16.0 -o pylock.toml && pip install -r pylock.toml || pip install six==1.16.0", "pip install --dry-run rich && pip install --report - --quiet idna==3.4 > r.json; pip show six", "pip install --no-build-isolation 'click<8.2' ; pip install --upgrade-strategy eager -U six", python="3.13"), complete=None, absent=("rich",))
case("poetry-2.2", "poetry 2.2: extras, groups, sync, compile, self", steps("pip install --no-cache-dir poetry==2.2.1", "poetry config virtualenvs.create false", "poetry install --no-interaction --all-extras --only main --compile", "poetry install --with docs --no-root -E web && poetry sync --no-root --only main --dry-run", "poetry show --only main | head -3", copy=True, python="3.12"), files={"pyproject.toml": POETRY_2.replace("package-mode = false", 'packages = [{include = "my_space.py"}]\n\n[project.optional-dependencies]\nweb = ["six==1.16.0"]\n\n[tool.poetry.group.docs]\noptional = true\n\n[tool.poetry.group.docs.dependencies]\nidna = "*"\niniconfig = "2.0.0"'), "my_space.py": "", "README.md": ""}, complete=None)
case("two-projects", "Two projects' environments in one image, by uv and by poetry; the app is the first's", steps("pip install uv==0.9.30 poetry==2.1.4", "cd /app/one && uv sync", "cd /app/two && poetry config virtualenvs.in-project true && poetry install --no-root", "cd /app/one && uv pip install six==1.15.0", "uv pip install --project two -p two/.venv rich==13.7.0", copy=True), files={"one/pyproject.toml": pyproject("one-space", "0.1.0", ("idna==3.4",)), "one/one_space.py": "", "two/pyproject.toml": POETRY_2}, complete=None, freeze="uv pip freeze --python /app/one/.venv --exclude-editable; printf 'one-space @ file:///app/one\\n'", interpreter="/app/one/.venv/bin/python", doubtful=("click", "httpx", "anyio", "certifi", "h11", "httpcore", "sniffio", "typing-extensions", "rich", "pygments", "markdown-it-py", "mdurl", "idna", "poetry"))
case("json-lines", "Installers that answer in JSON", steps("pip install uv==0.13.9", "uv pip list --system --format json", "pip list --format json; pip inspect > /dev/null", "uv sync --no-dev --output-format json || uv sync --no-dev", "uv pip install --system six==1.15.0", copy=True), files=PROJECT, editable="my-space==0.1.0", complete=None, absent=("iniconfig",), doubtful=("six",), **VENV)

case("venv-moved", "An environment that is moved, copied and reached by a link", steps("python -m venv /opt/venv && /opt/venv/bin/pip install six==1.15.0 idna==3.3", "mv /opt/venv /srv/venv", "/srv/venv/bin/python -m pip install -U idna==3.4", "ln -s /srv/venv /app/.venv && /app/.venv/bin/python -m pip install click==8.1.7"), freeze="/srv/venv/bin/python -m pip freeze --all", interpreter="/srv/venv/bin/python", seeded=("pip", "setuptools"), complete=None)
case("venv-from-within", "cd into an environment and activate it there, deactivate, export PATH", steps("python -m venv /opt/venv && cd /opt/venv && . bin/activate && pip install six==1.15.0", "bash -c 'cd /opt; source venv/bin/activate; pip install idna==3.4; deactivate; pip install attrs==23.1.0'", "export VIRTUAL_ENV=/opt/venv PATH=\"/opt/venv/bin:$PATH\"; pip install click==8.1.7"), absent=("attrs",), doubtful=("attrs",), **OF_VENV)
case("loops-that-end", "Loops that try until it works, groups that give up", steps("for i in 1 2 3; do pip install six==1.15.0 && break; sleep 1; done", "pip install idna==3.4 || { echo failed; exit 1; }", "n=0; while [ $n -lt 2 ]; do pip install \"markupsafe==2.1.$((n+1))\"; n=$((n+1)); done", "pip install attrs==23.1.0 & P=$!; pip download -q rich -d /w; wait $P"), absent=("rich",))
case("resolved-and-piped", "Compilers and exporters that feed pip through a pipe", steps("pip install uv==0.9.30 pip-tools==7.4.1 pip==25.0.1", "echo 'click<8.2' | uv pip compile -q - | pip install -r /dev/stdin", "echo 'six<1.17' > r.in && pip-compile -q --no-header -o - r.in | tee r.txt | pip install -r /dev/stdin", "pip list --outdated --format=json | python -c 'import json,sys; [print(p[\"name\"]) for p in json.load(sys.stdin) if p[\"name\"] in (\"six\", \"click\")]' | xargs -n 1 pip install -U"), complete=None)
case("stages-root-local", "A user's site of a first stage, more packages over it, then root's own", """
FROM python:3.11 AS build
RUN pip install --user --no-cache-dir six==1.15.0 idna==3.3
FROM python:3.11-slim
COPY --from=build /root/.local /root/.local
ENV PATH=/root/.local/bin:$PATH
WORKDIR /app
RUN pip install --user -U idna==3.4
RUN pip install click==8.1.7
""", complete=None)
case("stages-two-copies", "Two environments of two stages are copied to two places", """
FROM python:3.11 AS web
RUN python -m venv /venv && /venv/bin/pip install flask==3.0.0
FROM python:3.11 AS worker
RUN python -m venv /venv && /venv/bin/pip install six==1.15.0 idna==3.3
FROM python:3.11-slim
WORKDIR /app
COPY --from=web /venv /opt/web
COPY --from=worker /venv /opt/worker
RUN /opt/worker/bin/python -m pip install -U idna==3.4
""", complete=None, doubtful=("flask", "werkzeug", "jinja2", "markupsafe", "itsdangerous", "click", "blinker"), freeze="/opt/worker/bin/python -m pip freeze --all", interpreter="/opt/worker/bin/python", seeded=("pip", "setuptools"))
case("start-traceback", "The app installs, dies of what it lacks, and starts again", START.format(python="3.11") + "RUN pip install six==1.15.0 idna==3.3\nCOPY . .\n", files={"app.py": "import subprocess, sys\nsubprocess.run([sys.executable, '-m', 'pip', 'install', '-U', 'six'])\nsubprocess.run([sys.executable, '-m', 'pip', 'uninstall', '-y', 'idna'])\nimport idna\n"}, run=("python -u app.py; true", "python -u app.py; python -m pip install click==8.1.7; true"), absent=("idna",))
case("uv-venv-moved", "uv's environment with a relocatable flag, moved; a link to its Python", uv("uv venv --relocatable /opt/a && VIRTUAL_ENV=/opt/a uv pip install six==1.15.0", "mv /opt/a /opt/venv && uv pip install --python /opt/venv/bin/python idna==3.4", "UV_PROJECT_ENVIRONMENT=/opt/venv uv pip install -p /opt/venv -U six==1.16.0"), freeze="/usr/local/bin/uv pip freeze --python /opt/venv", interpreter="/opt/venv/bin/python", complete=None)
