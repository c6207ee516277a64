"""The less usual options and commands of uv, poetry, pip and pipenv: colours, verbosity, dry runs, groups, packages alone, several at once."""

from .case import case
from .forge import pyproject, setup_py, wheels
from .installers import POETRY_1, POETRY_2

START = "FROM python:{python}\nWORKDIR /app\n"
GROUPS = pyproject("my-space", "0.1.0", ("click==8.1.7",)) + '\n[project.optional-dependencies]\nextra = ["attrs==23.1.0"]\n\n[dependency-groups]\ndev = ["iniconfig==2.0.0"]\ndocs = ["idna==3.4"]\n'
VENV = {"freeze": "uv pip freeze --python /app/.venv", "interpreter": "/app/.venv/bin/python", "complete": None}


def steps(*commands, python="3.11", copy=False):
    lines = "\n".join(c if c.startswith(("ENV ", "COPY ", "WORKDIR ", "USER ")) else f"RUN {c}" for c in commands)
    return START.format(python=python) + ("COPY . .\n" if copy else "") + lines + "\n"


case("uv-colours", "uv in colours, without progress, with packages upgraded and reinstalled one by one", steps(
    "pip install uv==0.11.33", "uv pip install --system --color always click==8.0.0 six==1.15.0 idna==3.3", "uv pip install --system --color always --no-progress -P click --reinstall-package six click six",
    "uv pip install --system --upgrade-package idna 'idna<3.5' --no-deps", "uv pip uninstall --system -y six || uv pip uninstall --system six"), absent=("six",), complete=None)
case("uv-groups", "uv sync of one group, uv pip install of a group, only what the lock names", steps(
    "pip install uv==0.12.24", "uv sync --only-group docs", "uv sync --group docs --extra extra --no-editable", "uv sync --inexact --no-dev", "uv pip install --group dev", copy=True), files={"pyproject.toml": GROUPS, "my_space.py": ""}, editable="my-space==0.1.0", **VENV)
case("uv-dry-sync", "uv sync and uv pip sync that only say what they would do", steps(
    "pip install uv==0.9.30", "uv sync --dry-run --no-dev", "uv sync --no-dev", "uv sync --dry-run --all-groups --all-extras", "printf 'six==1.16.0\\n' > lock.txt && uv pip sync --dry-run lock.txt && uv add --no-sync six==1.15.0 && uv lock --upgrade --dry-run", copy=True),
     files={"pyproject.toml": GROUPS, "my_space.py": ""}, editable="my-space==0.1.0", absent=("iniconfig", "idna", "attrs"), **VENV)
case("uv-from-files", "uv with constraints, overrides, two files, an archive and a folder", steps(
    "pip install uv==0.8.24", "uv pip install --system -c constraints.txt --override overrides.txt -r a.txt -r b.txt", "uv pip install --system wheels/lib_one-0.1.0-py3-none-any.whl ./lib", "uv pip install --system --find-links wheels --no-index lib-two==0.3.0", "uv pip list --system --format=freeze && uv pip show click && uv pip check --system && uv pip tree --system", copy=True),
     files={**wheels(("lib-one", "0.1.0"), ("lib-two", "0.3.0", ("lib-one",))), "lib/pyproject.toml": pyproject("lib-three", "0.4.0", ("six",)), "lib/lib_three.py": "", "a.txt": "click\nrich==13.7.0\n", "b.txt": "idna>=3\n", "constraints.txt": "click==8.1.3\n", "overrides.txt": "pygments==2.17.2\n"}, complete=None)
case("uv-lenient", "uv pip install in loops and behind failures", steps(
    "pip install uv==0.10.12", "for p in click==8.0.0 no-such-thing-4711 idna==3.4; do uv pip install --system $p || echo skipped; done", "uv pip install --system click==8.1.7 -q && uv pip install --system markupsafe==2.1.3", "uv pip install --system six==999 && uv pip install --system attrs; uv pip install --system six==1.16.0", copy=True), complete=None, absent=("attrs", "no-such-thing-4711"))
case("uv-and-pip-in-venv", "uv makes the environment, pip by its path and by activation fills it too", steps(
    "pip install uv==0.9.30", "uv venv --seed /opt/venv", "/opt/venv/bin/pip install click==8.0.0", ". /opt/venv/bin/activate && uv pip install idna==3.4 && pip install -U click==8.1.7", "VIRTUAL_ENV=/opt/venv uv pip install six==1.16.0"),
     freeze="/opt/venv/bin/python -m pip freeze --all", interpreter="/opt/venv/bin/python", complete=None, seeded=("setuptools", "wheel", "pip"))
for version, python, text, options in (("1.2.2", "3.10", POETRY_1, "--no-root"), ("1.6.1", "3.11", POETRY_1, "--no-root --no-ansi -v"), ("1.7.1", "3.11", POETRY_1, "--no-root --with dev"), ("2.0.1", "3.12", POETRY_2, "--no-root -vv"), ("2.3.2", "3.13", POETRY_2, "--no-root --no-ansi")):
    case(f"poetry-{version.rsplit('.', 1)[0]}", f"poetry {version} {options}", steps(
        f"pip install --no-cache-dir poetry=={version} 'virtualenv<20.30'", f"poetry config virtualenvs.create false && poetry install --no-interaction {options}", python=python, copy=True), files={"pyproject.toml": text}, complete=None)
case("poetry-changes", "poetry add, update, remove, dry runs and show", steps(
    "pip install --no-cache-dir poetry==1.8.5 'virtualenv<20.30'", "poetry config virtualenvs.create false && poetry install --no-root --dry-run", "poetry install --no-root --only main", "poetry add --dry-run rich && poetry add six==1.15.0", "poetry add six==1.16.0 && poetry update --dry-run", "poetry remove click && poetry show", copy=True),
     files={"pyproject.toml": POETRY_1}, complete=None)
case("pip-dry", "pip's dry runs, downloads, wheels and reports between real installs", steps(
    "pip install --dry-run rich==13.7.0", "pip download -d /tmp/d six==1.15.0 && pip download -d /tmp/d six==1.15.0", "pip install --no-index --find-links /tmp/d six", "pip wheel --no-deps -w /tmp/w idna==3.3 && pip wheel --no-deps -w /tmp/w idna==3.3 && pip install /tmp/w/idna-3.3-py3-none-any.whl", "pip install --dry-run --quiet --report - click==8.1.7 | head -3 && pip install --report /tmp/r.json click==8.0.0"), absent=("rich",))
case("pip-loud", "-v, -vv, -vvv, and --debug of installs, uninstalls and lists", steps(
    "pip install -v six==1.15.0 idna==3.3", "pip install -vv -U six", "pip uninstall -y -v idna", "pip install -vvv --no-deps click==8.1.7", "pip --verbose list && pip --debug install attrs==23.1.0"), absent=("idna",))
case("many-pythons-one-step", "Three Pythons' pips in one step, each with packages of its own", steps(
    "python -m venv /opt/a && python -m venv /opt/b && /opt/a/bin/pip install click==8.0.0 && /opt/b/bin/pip install click==8.1.0 && pip install click==8.1.7 rich==13.7.0 markupsafe==2.1.3 && /opt/a/bin/python -m pip install idna==3.4", "cd /opt/b && bin/pip install six==1.15.0 && ./bin/python -m pip install attrs==23.1.0"), complete=None, absent=("idna", "six", "attrs"), doubtful=("six", "attrs"))
case("editable-again", "An editable project that is installed as a wheel, and back", steps(
    "pip install -e ./lib", "pip install ./lib", "pip install --no-deps -e ./lib && pip install --upgrade --force-reinstall --no-deps ./lib", copy=True), files={"lib/pyproject.toml": pyproject("lib-one", "0.1.0", ("six==1.16.0",)), "lib/lib_one.py": ""}, complete=None)
case("stages-changed", "Two stages that install other versions of the same packages, mixed", """
FROM python:3.11 AS builder
WORKDIR /build
RUN python -m venv /opt/venv && /opt/venv/bin/pip install click==8.0.0 six==1.15.0
RUN /opt/venv/bin/pip install -U click==8.1.0 idna==3.3
FROM python:3.11-slim
WORKDIR /app
RUN pip install click==8.1.7 attrs==23.1.0
COPY --from=builder /opt/venv /opt/venv
RUN /opt/venv/bin/pip install idna==3.4
""", interleave=7, freeze="/opt/venv/bin/python -m pip freeze", interpreter="/opt/venv/bin/python", complete=None, seeded=("setuptools", "pip"), doubtful=("attrs",))
case("stages-three-pips", "Three stages, prefixes and users copied together, mixed", """
FROM python:3.11 AS one
RUN pip install --prefix=/one click==8.0.0 six==1.15.0
FROM python:3.11 AS two
RUN pip install --user idna==3.3 'attrs<23'
FROM python:3.11
WORKDIR /app
COPY --from=one /one /usr/local
COPY --from=two /root/.local /root/.local
RUN pip install -U idna==3.4
""", interleave=11, complete=None)
