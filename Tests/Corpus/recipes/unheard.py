"""What a quiet run was asked for, and what it leaves alone; installers that name little of what they do; starts and Dockerfiles of unusual shape."""

from .case import case
from .forge import pyproject, setup_py
from .tools import steps

OF_VENV = {"freeze": "/app/.venv/bin/python -m pip freeze --all || uv pip freeze --python /app/.venv", "interpreter": "/app/.venv/bin/python"}

case("unheard-pins", "Quiet runs that name exact versions: -q, >/dev/null, in a shell of its own, behind set -e; one that may fail, one through a pipe", steps(
    "pip install -q six==1.15.0", "pip install idna==3.4 attrs===23.1.0 > /dev/null", "set -ex; bash -ec 'pip install -qq click==8.1.3'; echo done", "pip install -q zipp==3.17.0 || true", "pip install tabulate==0.9.0 | grep -v x", copy=False),
     complete=False)
case("unheard-upgrades", "Quiet upgrades beside what others installed aloud: pip's -U replaces what it names", steps(
    "pip install --no-cache-dir cachetools==4.2.4 'filelock==3.12.4' 'tabulate~=0.9.0'", "pip install -qU wcwidth==0.2.12", "pip install -q --upgrade cachetools", copy=False, python="3.13"), complete=False, unknown=("cachetools",))
case("unheard-met", "Quiet runs that find in place what they were asked for, and one that does not", steps(
    "pip install Jinja2==3.1.3 'PLATFORMDIRS==4.1.0'", "pip install -q 'Jinja2~=3.1.2' platformdirs", "pip install -q 'platformdirs<=3.11.0'", "pip install markupsafe six==1.16.0", "pip install 'six>=1.10' >/dev/null 2>&1", copy=False),
     complete=False, unknown=("platformdirs",))
case("unheard-order", "Quiet and loud runs of one step, in both orders", steps(
    "pip install -q six==1.15.0 && pip install -U six", "pip install idna && pip install -q idna==3.4", "pip install -q click==8.1.3 && pip uninstall -q -y click", "pip install -q zipp==3.17.0 && pip install -qU zipp", copy=False), complete=False, absent=("click",))
case("unheard-index", "A quiet run with an index of its own, where the exact version is a local one", steps(
    "pip install -q --extra-index-url @FILES@/simple torchling==2.1.2", "pip install -q -f @FILES@/ six==1.15.0", "pip install idna==3.4", copy=False), complete=False)
case("unheard-uv", "uv's quiet runs: exact versions, an upgrade, which is one of everything that is needed", steps(
    "pip install uv==0.8.24", "uv pip install --system six==1.15.0 click==8.1.3", "uv pip install --system -q idna==3.4 'six>=1.15'", "uv pip install --system -q 'zipp==3.*'", copy=False), complete=False)
case("unheard-fallback", "An inner shell fails behind || true after pip has named exact versions", steps(
    "pip install click==8.0.0", "bash -c 'pip install -q click==8.1.7 no-such-thing-4711' || true", "sh -c 'pip install -q idna==3.4 && false' || echo failed", copy=False), complete=False)
case("unheard-metadata", "pdm exports for a pip that reads from a pipe; a quiet run in a shell of its own before a loud one", """
FROM python:3.10
WORKDIR /app
COPY . .
RUN sh -c "pip -q install --no-cache-dir 'packaging==24.0' platformdirs termcolor" ; python -m pip config list ; pip install --no-cache-dir -r requirements-dev.txt
""", files={"requirements-dev.txt": "python-dotenv==1.0.1\nsix==1.15.0\npackaging==24.0\n"}, complete=False)
case("unheard-seeds", "uv venv --seed lists the seeds and counts them nowhere", """
FROM python:3.11-slim
COPY --from=ghcr.io/astral-sh/uv:latest /uv /uvx /bin/
WORKDIR /app
COPY . .
RUN uv venv --seed
ENV VIRTUAL_ENV=/app/.venv PATH=/app/.venv/bin:$PATH
RUN uv pip install '.[web]'
RUN python -m pip install --no-cache-dir six==1.15.0
""", files={"pyproject.toml": pyproject("my-space", "0.1.0", ("click==8.1.7",)) + '\n[project.optional-dependencies]\nweb = ["tabulate==0.9.0"]\n', "my_space.py": "", "README.md": ""}, first_packages=("pip==24.0", "uv==0.9.30"),
     complete=None, **OF_VENV)
case("unheard-setup", "setup.py develop and install name what they link and what they find", steps(
    "pip install six==1.17.0 click==8.0.4", "python setup.py develop", "cd lib && python setup.py install", "pip install idna==3.4", python="3.10"), complete=False,
     files={"setup.py": setup_py("my-space", "0.1.0", ("six",)), "my_space.py": "", "lib/setup.py": setup_py("my-lib", "0.3.0"), "lib/my_lib.py": ""})
case("unheard-start-sync", "A quiet sync takes everything away, and the start puts a part of it back in place", """
FROM python:3.11-slim
WORKDIR /app
RUN pip install uv==0.8.24
COPY . .
RUN uv pip install --system httpx==0.27.0 six==1.15.0
RUN uv pip sync --system lock.txt > /dev/null
""", files={"lock.txt": "idna==3.4\nsix==1.16.0\n", "app.py": "import subprocess, sys\nsubprocess.check_call([sys.executable, '-m', 'pip', 'install', 'certifi==2024.2.2'])\nsubprocess.run('pip install -U platformdirs==4.1.0', shell=True)\nprint('* Running on local URL:  http://0.0.0.0:7860', flush=True)\n"},
     run=("python -u app.py",), complete=False, unknown=("six", "idna"))
case("unheard-pipenv-python", "pipenv chooses a Python and names it before its environment", """
FROM python:3.10
ENV PIPENV_VENV_IN_PROJECT=1
WORKDIR /app
RUN pip install pipenv==2022.10.25 'setuptools<70'
COPY . .
RUN pipenv lock && pipenv sync
""", files={"Pipfile": "[[source]]\nurl = \"@INDEX@\"\nverify_ssl = true\nname = \"index\"\n\n[packages]\nidna = \"==3.4\"\nitsdangerous = \"*\"\n"}, complete=False, doubtful=("pipenv",),
     freeze="python -m pip --python /app/.venv/bin/python freeze", interpreter="/app/.venv/bin/python", absent=("pipenv",))
