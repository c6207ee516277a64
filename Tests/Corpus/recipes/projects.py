"""Project commands: uv sync and its groups, uv run, uv tool, poetry, pdm, pipenv, hatch, pip-sync."""

from .case import case
from .forge import pyproject
from .installers import POETRY_1, POETRY_2

UV = "FROM python:{python}\nCOPY --from=ghcr.io/astral-sh/uv:{version} /uv /uvx /bin/\nWORKDIR /app\n"
GROUPS = (pyproject("my-space", "0.1.0", ("click==8.1.7", "httpx<0.28")) + '\n[project.optional-dependencies]\nextra = ["attrs==23.1.0"]\n\n[dependency-groups]\ndev = ["iniconfig==2.0.0"]\ndocs = ["rich==13.7.0"]\n')
PROJECT = {"pyproject.toml": GROUPS, "my_space.py": "", "README.md": ""}
VENV = {"freeze": "uv pip freeze --python /app/.venv", "interpreter": "/app/.venv/bin/python"}


def uv(*commands, python="3.11", version="0.9.30", copy=True):
    """uv comes from its image, as most Dockerfiles have it; here it is in the base."""
    lines = "\n".join(c if c.startswith(("ENV ", "COPY ", "WORKDIR ", "USER ")) else f"RUN {c}" for c in commands)
    return UV.format(python=python, version=version) + ("COPY . .\n" if copy else "") + lines + "\n"


def first(version="0.9.30", pip="24.0"):
    return (f"pip=={pip}", f"uv=={version}")


case("uv-sync-no-dev", "uv sync without and with groups", uv("uv sync --no-dev", "uv sync --no-dev --group docs --extra extra"), files=PROJECT, editable="my-space==0.1.0", absent=("iniconfig",), first_packages=first(), **VENV)
case("uv-sync-locked", "Locked and frozen, bytecode compiled, no project", uv("uv lock", "--mount=type=cache,target=/root/.cache/uv     uv sync --frozen --no-install-project --no-dev --compile-bytecode", "--mount=type=cache,target=/root/.cache/uv     uv sync --locked --no-dev"),
     files=PROJECT, editable="my-space==0.1.0", absent=("iniconfig",), first_packages=first("0.8.24"), **{**VENV})
case("uv-sync-quiet", "uv sync -q shows nothing", uv("uv sync -q"), files=PROJECT, editable="my-space==0.1.0", complete=False, first_packages=first(), **VENV)
case("uv-sync-removes", "uv sync takes away what the last one brought", uv("uv sync --all-groups --all-extras", "uv sync --no-dev --no-progress"), files=PROJECT, editable="my-space==0.1.0", absent=("iniconfig", "rich", "attrs"), first_packages=first("0.10.12"), **VENV)
case("uv-run", "uv run makes the environment; --with is for the moment", uv("uv run --no-dev python -c 'import httpx'", "uv run --with rich --no-dev python -c 'import rich'"), files=PROJECT, editable="my-space==0.1.0", absent=("rich", "iniconfig"), first_packages=first(), complete=None, **VENV)
case("uv-pip-project", "uv pip install of a project file and of the project with an extra", uv("uv pip install --system -r pyproject.toml", "uv pip install --system '.[extra]' --no-cache", "uv pip install --system -e . --no-deps"), files=PROJECT, first_packages=first("0.12.24"))
case("uv-export", "uv export into a file, and through a pipe", uv("uv export --no-hashes --no-dev --no-emit-project -o requirements.txt", "uv pip install --system -r requirements.txt", "printf 'six==1.15.0\\n' | uv pip install --system -r -"), files=PROJECT, absent=("iniconfig",), first_packages=first("0.11.33"))
case("uv-breaks-system", "--python with the system's path, --break-system-packages, variables", uv("uv pip install --python /usr/local/bin/python six==1.15.0", "UV_SYSTEM_PYTHON=1 uv pip install idna==3.4", "uv pip install --python $(which python3) attrs==23.1.0", "uv pip install --system --break-system-packages -U six", copy=False), first_packages=first("0.7.22"))
case("uv-venv-variable", "VIRTUAL_ENV and PATH in ENV", uv("uv venv /opt/venv", "ENV VIRTUAL_ENV=/opt/venv PATH=/opt/venv/bin:$PATH", "uv pip install click==8.1.7 rich", "uv pip uninstall rich", "uv pip install --upgrade click 'idna<4'", copy=False), absent=("rich",),
     freeze="uv pip freeze --python /opt/venv", interpreter="/opt/venv/bin/python", first_packages=first())
case("uv-venv-seed", "uv venv --seed, then pip inside it", uv("uv venv --seed .venv && . .venv/bin/activate && uv pip install click==8.1.7", ".venv/bin/pip install six==1.15.0", ".venv/bin/python -m pip install --upgrade six", copy=False), complete=None, seeded=("pip",),
     **VENV, first_packages=first())
case("uv-verbose-sync", "uv sync -v", uv("uv sync -v --no-dev"), files=PROJECT, editable="my-space==0.1.0", first_packages=first("0.13.9"), complete=None, **VENV)
case("uv-tools", "uv tool install, uvx and uv build beside the system's packages", uv("uv pip install --system six==1.16.0", "uv tool install pycowsay && uv tool install ruff==0.4.0 --with attrs", "uv build --wheel && uv pip install --system dist/*.whl"), files=PROJECT, absent=("pycowsay", "ruff", "attrs"), first_packages=first())
case("uv-old-sync", "uv 0.4: sync and pip in turns", uv("uv sync --no-dev", "uv pip install six==1.15.0", "uv pip install -U six", version="0.4.30"), files={**PROJECT, "pyproject.toml": pyproject("my-space", "0.1.0", ("click==8.1.7",))}, editable="my-space==0.1.0", first_packages=first("0.4.30"), **VENV)
case("uv-add-more", "uv add with groups, versions, a repository and a file", uv("uv add 'six==1.15.0' 'attrs>=23'", "uv add --dev iniconfig==2.0.0", "uv add -r more.txt", "uv add git+https://github.com/example/tiny-lib@v0.1.0", "uv remove attrs --no-sync && uv sync"),
     files={**PROJECT, "pyproject.toml": pyproject("my-space", "0.1.0", ()), "more.txt": "idna==3.4\n"}, editable="my-space==0.1.0", absent=("attrs",), first_packages=first(), **VENV)
case("uv-workspace", "Two members of a workspace", uv("uv sync --all-packages", python="3.12"), files={"pyproject.toml": pyproject("root-space", "0.1.0", ("member-one",)) + '\n[tool.uv.workspace]\nmembers = ["members/*"]\n\n[tool.uv.sources]\nmember-one = { workspace = true }\n', "root_space.py": "",
     "members/one/pyproject.toml": pyproject("member-one", "0.2.0", ("six==1.16.0",)), "members/one/member_one.py": "", "members/two/pyproject.toml": pyproject("member-two", "0.3.0", ("idna",)), "members/two/member_two.py": ""},
     first_packages=first(), complete=None, freeze="uv pip freeze --python /app/.venv --exclude-editable; printf 'member-one @ file:///app/members/one\\nmember-two @ file:///app/members/two\\nroot-space @ file:///app\\n'", interpreter="/app/.venv/bin/python")
case("uv-target-copied", "uv --target in a first stage, copied into site-packages", "FROM python:3.11 AS builder\nWORKDIR /build\nRUN uv pip install --target /packages click==8.1.0 attrs\nFROM python:3.11-slim\nWORKDIR /app\nCOPY --from=builder /packages /usr/local/lib/python3.11/site-packages\nRUN pip install rich==13.7.0\n",
     first_packages=first(), complete=None)

SYSTEM_POETRY = "FROM python:{python}\nENV POETRY_VIRTUALENVS_CREATE=false\nWORKDIR /app\nRUN pip install --no-cache-dir poetry=={version}\nCOPY . .\n"
case("poetry-env-variable", "ENV keeps poetry from making an environment; the project itself is installed", SYSTEM_POETRY.format(python="3.11", version="1.8.5") + "RUN poetry install --only main --no-interaction --no-ansi\nRUN poetry run pip install six==1.15.0\n",
     files={"pyproject.toml": POETRY_1, "my_space.py": "", "README.md": ""}, absent=("iniconfig",), complete=None)
case("poetry-sync", "poetry install --sync, add, remove, update in the system's Python", SYSTEM_POETRY.format(python="3.12", version="2.1.4") + "RUN poetry install --no-root --no-interaction\nRUN poetry add attrs==23.1.0 'six@1.15.0'\nRUN poetry add --lock idna && poetry update six && poetry remove attrs\n",
     files={"pyproject.toml": POETRY_2}, absent=("attrs",), complete=None)
case("poetry-quiet", "poetry install -q", SYSTEM_POETRY.format(python="3.11", version="1.8.5") + "RUN poetry install -q --no-root --only main\n", files={"pyproject.toml": POETRY_1}, complete=False)
case("poetry-sources", "poetry with paths, one of them for development", SYSTEM_POETRY.format(python="3.11", version="1.8.5") + "RUN poetry install --no-root --no-interaction --no-ansi\n",
     files={"pyproject.toml": POETRY_1.replace('httpx = "^0.27"', 'lib-one = {path = "lib"}\nlib-two = {path = "two", develop = true}').replace("python = ", "six = \"1.16.0\"\npython = "),
            "lib/pyproject.toml": pyproject("lib-one", "0.9.0"), "lib/lib_one.py": "", "two/pyproject.toml": pyproject("lib-two", "0.8.0"), "two/lib_two.py": ""}, complete=None)
case("poetry-own-venv", "poetry makes an environment in its cache; pip inside it by poetry run", "FROM python:3.11\nWORKDIR /app\nCOPY pyproject.toml ./\nRUN pip install --no-cache-dir poetry==1.8.5\nRUN poetry install --no-root --without dev\nRUN poetry run pip install six==1.15.0\nRUN poetry run pip install -U six\n",
     files={"pyproject.toml": POETRY_1}, freeze="python -m pip --python $(poetry env info -e) freeze", interpreter="$(poetry env info -e)", complete=None, absent=("poetry", "iniconfig"))
case("poetry-in-tool-venv", "poetry lives in an environment of its own and installs into the image's Python", "FROM python:3.11\nWORKDIR /app\nRUN python -m venv /opt/poetry-venv && /opt/poetry-venv/bin/pip install -U pip setuptools && /opt/poetry-venv/bin/pip install poetry==1.8.5\nENV PATH=\"${PATH}:/opt/poetry-venv/bin\" POETRY_VIRTUALENVS_CREATE=false\nCOPY pyproject.toml ./\nRUN poetry install --no-root --no-cache --only=main\n",
     files={"pyproject.toml": POETRY_1}, complete=None, absent=("poetry", "iniconfig"))

PDM = '[project]\nname = "my-space"\nversion = "0.1.0"\nrequires-python = ">=3.10"\ndependencies = ["click==8.1.0", "httpx<0.28"]\n\n[dependency-groups]\ndev = ["iniconfig==2.0.0"]\n\n[tool.pdm]\ndistribution = false\n\n[[tool.pdm.source]]\nname = "pypi"\nurl = "@INDEX@"\nverify_ssl = true\n'
case("pdm", "pdm makes a virtual environment", "FROM python:3.11\nWORKDIR /app\nRUN pip install --no-cache-dir pdm==2.22.4 'hishel<0.1'\nCOPY . .\nRUN pdm install --prod --no-editable\nRUN pdm add six==1.15.0\nRUN pdm add -v 'attrs<24' && pdm remove six\n",
     files={"pyproject.toml": PDM}, complete=None, freeze="python -m pip --python /app/.venv/bin/python freeze", interpreter="/app/.venv/bin/python", absent=("pdm", "iniconfig", "six"))
case("pdm-system", "pdm into the image's Python", "FROM python:3.12\nWORKDIR /app\nRUN pip install --no-cache-dir pdm==2.20.1 'hishel<0.1' && pdm config python.use_venv false\nCOPY . .\nRUN pdm lock\nRUN pdm sync --prod --no-self -g -p .\n",
     files={"pyproject.toml": PDM}, complete=None, absent=("iniconfig",))
case("pipenv-venv", "pipenv makes an environment of its own and says nothing of versions", "FROM python:3.11\nENV PIPENV_VENV_IN_PROJECT=1\nWORKDIR /app\nRUN pip install pipenv==2024.4.1\nCOPY . .\nRUN pipenv install --skip-lock\nRUN pipenv run pip install six==1.15.0\n",
     files={"Pipfile": "[[source]]\nurl = \"@INDEX@\"\nverify_ssl = true\nname = \"index\"\n\n[packages]\nclick = \"==8.1.0\"\nidna = \"*\"\n"}, complete=False, freeze="python -m pip --python /app/.venv/bin/python freeze", interpreter="/app/.venv/bin/python", absent=("pipenv",))
case("pipenv-requirements", "pipenv writes the requirements that pip installs", "FROM python:3.11\nWORKDIR /app\nRUN pip install pipenv==2024.4.1\nCOPY . .\nRUN pipenv lock && pipenv requirements > requirements.txt && pip install -r requirements.txt\n",
     files={"Pipfile": "[[source]]\nurl = \"@INDEX@\"\nverify_ssl = true\nname = \"index\"\n\n[packages]\nclick = \"==8.1.0\"\nsix = \"*\"\n"})
