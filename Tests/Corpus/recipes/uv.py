"""uv: every minor version, and what its commands print."""

from .case import case
from .forge import pyproject

SYSTEM = """
FROM python:3.11-slim
WORKDIR /app
RUN pip install --no-cache-dir uv=={version}
COPY requirements.txt .
RUN uv pip install --system {options}-r requirements.txt
RUN uv pip install --system {options}'werkzeug<3' 'click==8.1.0'
RUN uv pip install --system {options}--upgrade werkzeug
"""
MODERN = "flask==3.0.0\nhttpx\n# yaml\npyyaml>=6\n"

for version, options in (("0.1.45", ""), ("0.2.37", "--no-cache "), ("0.3.5", ""), ("0.4.30", "--no-cache "), ("0.5.31", ""), ("0.6.17", "--no-cache-dir "), ("0.7.22", ""),
                         ("0.8.24", "--no-cache "), ("0.9.30", ""), ("0.10.12", ""), ("0.11.33", "--no-cache "), ("0.12.24", ""), ("0.13.9", "--no-cache ")):
    case(f"uv-{version.rsplit('.', 1)[0]}", f"uv {version}: install, downgrade, upgrade", SYSTEM.format(version=version, options=options), files={"requirements.txt": MODERN})

START = "FROM python:{python}\nRUN pip install --no-cache-dir uv=={version}\nWORKDIR /app\n"


def steps(*commands, python="3.11", version="0.13.9"):
    return START.format(python=python, version=version) + "\n".join(f"RUN {c}" for c in commands) + "\n"


PROJECT = {"pyproject.toml": pyproject("my-space", "0.1.0", ("click==8.1.7", "rich", "httpx<0.28")), "my_space.py": ""}
VENV = {"freeze": "uv pip freeze --python /app/.venv", "interpreter": "/app/.venv/bin/python", "complete": None}

case("uv-changes", "Reinstall (~), upgrade (- and +), uninstall, sync", steps(
    "uv pip install --system requests==2.30.0 six==1.15.0", "uv pip install --system --reinstall six==1.15.0", "uv pip install --system -U six requests", "uv pip uninstall --system six", "uv pip install --system idna==3.4 --no-deps"), absent=("six",))
case("uv-sync-file", "uv pip sync removes what the file does not name", steps(
    "uv pip install --system requests==2.30.0 rich", "printf 'click==8.1.7\\nsix==1.16.0\\n' > lock.txt && uv pip sync --system lock.txt"), absent=("requests", "rich"), freeze="uv pip freeze --system", complete=None)
case("uv-satisfied", "Nothing to do: uv prints no package", steps("uv pip install --system six==1.16.0 click==8.1.7", "uv pip install --system six click", "uv pip install --system 'click>=8' idna"))
case("uv-quiet", "uv -q prints nothing", steps("uv pip install --system idna==3.4", "uv pip install -q --system flask"), complete=False, unknown=("flask", "werkzeug"))
case("uv-environment", "UV_SYSTEM_PYTHON instead of the option", START.format(python="3.12", version="0.9.30") + "ENV UV_SYSTEM_PYTHON=1\nRUN uv pip install requests==2.32.0\nRUN uv pip install -U pip\n")
case("uv-venv", "uv venv and uv pip install into it", steps("uv venv && uv pip install click==8.1.7 rich", "uv pip install -U 'pygments<2.18'"), **VENV)
case("uv-venv-elsewhere", "A virtual environment by --python", steps("uv venv /opt/env", "uv pip install --python /opt/env/bin/python httpx==0.27.0", "uv pip install --system six"),
     freeze="uv pip freeze --python /opt/env", interpreter="/opt/env/bin/python", complete=None, absent=("six",), doubtful=("six",))
case("uv-project", "uv sync makes its own virtual environment", START.format(python="3.11", version="0.13.9") + "COPY . .\nRUN uv sync\n", files=PROJECT, editable="my-space==0.1.0", **VENV)
case("uv-project-two-steps", "Dependencies first, then the project", START.format(python="3.12", version="0.8.24") + "COPY pyproject.toml .\nRUN uv lock && uv sync --frozen --no-install-project --no-editable\nCOPY . .\nRUN uv sync --frozen --no-editable\n", files=PROJECT, **VENV)
case("uv-project-system", "uv sync into the image's own Python: what the lock does not name goes", START.format(python="3.11", version="0.9.30") + "RUN pip install six==1.15.0\nENV UV_PROJECT_ENVIRONMENT=/usr/local\nCOPY . .\nRUN uv sync --no-install-project\n",
     files=PROJECT, absent=("six",), freeze="python -c \"import importlib.metadata as m; print('\\n'.join(sorted(d.metadata['Name']+'=='+d.version for d in m.distributions())))\"", complete=None)
case("uv-add", "uv add and uv remove change project and environment", START.format(python="3.11", version="0.13.9") + "RUN uv init --bare --name my-space\nRUN uv add six==1.15.0 requests\nRUN uv add 'six>=1.16'\nRUN uv remove requests\n", absent=("requests",), **VENV)
case("uv-stages", "uv sync in a first stage, the environment copied", """
FROM python:3.12 AS builder
RUN pip install uv==0.10.12
WORKDIR /app
COPY . /app/env
WORKDIR /app/env
RUN if [ -f uv.lock ]; then         uv sync --frozen --no-install-project --no-editable;     else         uv sync --no-install-project --no-editable;     fi
RUN if [ -f uv.lock ]; then         uv sync --frozen --no-editable;     else         uv sync --no-editable;     fi
FROM python:3.12-slim
WORKDIR /app
COPY --from=builder /app/env/.venv /app/.venv
COPY --from=builder /app/env /app/env
""", files=PROJECT, freeze="/usr/local/bin/python -m pip --python /app/.venv/bin/python freeze", interpreter="/app/.venv/bin/python", complete=None, absent=("uv",))
case("uv-compile", "uv pip compile prints a resolution, which is not an install", steps("printf 'flask\\n' > in.txt && uv pip compile in.txt -o out.txt", "uv pip install --system six && echo requests | uv pip compile -"), absent=("flask", "requests", "werkzeug"))
case("uv-dry-run", "--dry-run would install", steps("uv pip install --system click==8.1.0", "uv pip install --system --dry-run -U click rich", version="0.12.24"), absent=("rich",))
case("uv-target", "--target and --prefix elsewhere", steps("uv pip install --system six", "uv pip install --target /opt/elsewhere attrs click==7.0", "uv pip install --prefix /opt/prefix idna"), absent=("attrs", "click", "idna"))
case("uv-tool", "uv tool install and uvx use environments of their own", steps("uv pip install --system six==1.16.0", "uv tool install pycowsay", "uvx pycowsay hello"), absent=("pycowsay",))
case("uv-sources", "Repositories and addresses with uv", steps("uv pip install --system 'tiny-lib @ git+https://github.com/example/tiny-lib@v0.1.0'", "uv pip install --system @FILES@/tiny_tool-1.4.0-py3-none-any.whl", "uv pip install --system --upgrade git+https://github.com/example/tiny-lib"))
case("uv-editable", "An editable project into the image's Python", START.format(python="3.11", version="0.13.9") + "COPY . .\nRUN uv pip install --system -e .\n", files=PROJECT)
case("uv-fails", "uv finds no solution; a fallback follows", steps("uv pip install --system 'click==8.1.0' 'click>8.1.5' || uv pip install --system click==8.1.5"))
case("uv-fails-for-good", "uv finds no solution and the build fails", steps("pip install six", "uv pip install --system 'flask==3.0.0' 'werkzeug<2'"), builds=({"succeeds": False},), complete=False, absent=("flask", "werkzeug"))
case("uv-build", "A source archive that uv builds", steps("uv pip install --system --no-cache docopt==0.6.2 @FILES@/tiny-source-0.3.1.tar.gz"))
case("uv-verbose", "uv -v prints its own log", steps("uv pip install --system --verbose six==1.16.0", version="0.11.33"))
case("uv-odd-names", "Names and versions that need normalising", steps("uv pip install --system ruamel.yaml zope.interface jaraco.functools Flask_Cors PyYAML", "uv pip install --system @FILES@/epochal-1!2.0-py3-none-any.whl 'torchling==2.1.2+cu118' --extra-index-url @FILES@/simple --index-strategy unsafe-best-match"))
case("uv-over-pip", "pip and uv take turns in the same site-packages", steps("pip install requests==2.28.0", "uv pip install --system requests==2.31.0 'urllib3<2'", "pip install -U urllib3", "uv pip uninstall --system charset-normalizer"), absent=("charset-normalizer",))
