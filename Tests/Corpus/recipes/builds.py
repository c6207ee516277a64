"""What the builder adds: cached steps, stages, mixed output, several logs, installs when the app starts."""

from .case import case
from .forge import wheels

APT = "RUN apt-get update && apt-get install -y --no-install-recommends build-essential git ffmpeg && rm -rf /var/lib/apt/lists/*"
APP = f"FROM python:3.11\n{APT}\nWORKDIR /app\nRUN pip install --no-cache-dir requests==2.31.0 flask\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\n"
TWICE = ({"files": {"requirements.txt": "rich\n", "app.py": "1"}}, {"files": {"requirements.txt": "rich\nhttpx<0.28\nclick<8.2\n", "app.py": "2"}})

case("cached-gap", "A cached step whose output is in no log at hand", APP, builds=TWICE, shown=(1,), composed=(APT,), complete=False, unknown=("flask", "requests"))
case("cached-remembered", "The same with the earlier log: the cached step's packages are known from there", APP, builds=TWICE, composed=(APT,))
case("cached-all", "Everything cached: nothing but the first log tells", APP, builds=(TWICE[0], {"files": {**TWICE[0]["files"], "app.py": "2"}}), composed=(APT,))
case("cached-all-alone", "Everything cached, and the first log is not at hand", APP, builds=(TWICE[0], {"files": {**TWICE[0]["files"], "app.py": "2"}}), shown=(1,), composed=(APT,), complete=False)
case("cached-after-failure", "The failed build's successful steps are cached in the next", "FROM python:3.10\nWORKDIR /app\nRUN pip install requests==2.30.0\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n",
     builds=({"files": {"requirements.txt": "rich==999\n"}, "succeeds": False}, {"files": {"requirements.txt": "attrs\n"}}), absent=("rich",))
case("cached-other-files", "The cached step stands under a requirements file that has changed and changed back", "FROM python:3.11\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY app.py .\n",
     builds=({"files": {"requirements.txt": "click==8.0.0\n", "app.py": "1"}}, {"files": {"requirements.txt": "click==8.1.0\nsix\n", "app.py": "1"}}, {"files": {"requirements.txt": "click==8.0.0\n", "app.py": "2"}}),
     complete=None, absent=("six",))
case("three-builds", "Three successful builds after each other; the last one counts", APP, builds=(*TWICE, {"files": {"requirements.txt": "attrs==23.1.0\n", "app.py": "3"}}), composed=(APT,), absent=("rich", "httpx"))
case("three-builds-one-file", "The same three in one file", APP, builds=(*TWICE, {"files": {"requirements.txt": "attrs==23.1.0\n", "app.py": "3"}}), composed=(APT,), joined=True, absent=("rich", "httpx"))

STAGES = """
FROM python:3.11 AS builder
WORKDIR /app
RUN python -m venv /opt/venv
RUN /opt/venv/bin/pip install --no-cache-dir flask==3.0.0 rich
FROM python:3.11-slim
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY . .
"""
VENV = {"freeze": "/opt/venv/bin/python -m pip freeze --all", "interpreter": "/opt/venv/bin/python", "seeded": ("pip", "setuptools")}
case("stages-venv", "The virtual environment of a first stage is copied", STAGES, files={"app.py": ""}, complete=None, **VENV)
case("stages-venv-mixed", "The same with the stages' output mixed and headers repeated", STAGES.replace("COPY --from", "RUN pip install six==1.15.0\nCOPY --from"), files={"app.py": ""}, interleave=7, complete=None, **VENV)
case("stages-prefix", "pip install --prefix in a first stage, copied over /usr/local", """
FROM python:3.10 AS builder
COPY requirements.txt .
RUN pip install --no-cache-dir --prefix=/install -r requirements.txt
FROM python:3.10-slim
COPY --from=builder /install /usr/local
WORKDIR /app
RUN pip install six
""", files={"requirements.txt": "click==8.1.0\nrequests==2.29.0\n"}, complete=None)
case("stages-target", "pip install --target in a first stage, copied into site-packages", """
FROM python:3.12 AS builder
RUN pip install --target=/packages click==8.1.0 attrs
FROM python:3.12-slim
WORKDIR /app
COPY --from=builder /packages /usr/local/lib/python3.12/site-packages
RUN pip install rich==13.7.0
""", complete=None)
case("stages-wheels", "Wheels are made in a first stage and installed in the second", """
FROM python:3.10 AS builder
WORKDIR /wheels
RUN pip install build==1.0.0
RUN pip wheel --no-cache-dir --wheel-dir /wheels httpx==0.27.0
FROM python:3.10-slim
WORKDIR /app
COPY --from=builder /wheels /wheels
RUN pip install --no-cache-dir --no-index --find-links /wheels httpx
""", complete=None, doubtful=("build", "pyproject-hooks", "packaging", "tomli", "importlib-metadata", "zipp"))
case("stages-site-packages", "site-packages of a first stage are copied over the last one's", """
FROM python:3.11 AS builder
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
FROM python:3.11-slim
WORKDIR /app
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
COPY . .
""", files={"requirements.txt": "flask==3.0.0\nrequests\n"}, complete=None)
case("stages-user-site", "The user site of a first stage is copied", """
FROM python:3.10 AS builder
RUN pip install --no-cache-dir --user click==8.1.0 rich
FROM python:3.10-slim
WORKDIR /app
COPY --from=builder /root/.local /root/.local
ENV PATH=/root/.local/bin:$PATH
RUN pip install six==1.16.0
""", complete=None)
case("stages-shared", "Both stages stand on a third one", """
FROM python:3.11 AS base
WORKDIR /app
RUN pip install requests==2.31.0
FROM base AS assets
RUN pip install attrs==22.1.0 requests==2.20.0 && echo made > /app/asset
FROM base
RUN pip install click==8.1.7
COPY --from=assets /app/asset /app/asset
""", complete=None, doubtful=("attrs", "requests", "idna", "chardet", "urllib3", "charset-normalizer", "certifi"))
case("stages-mixed", "Two stages print at once; every switch repeats the step's header", """
FROM python:3.11 AS assets
WORKDIR /assets
RUN pip install jinja2==3.1.2 && pip uninstall -y markupsafe
FROM python:3.11-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
RUN pip install --upgrade 'urllib3<2'
COPY --from=assets /assets /app/assets
""", files={"requirements.txt": "requests\nrich\nflask\n"}, interleave=3, complete=None, doubtful=("markupsafe", "jinja2"))
case("stages-mixed-again", "Mixed in another order, with an environment of uv in one stage", """
FROM python:3.12 AS front
WORKDIR /front
RUN pip install mkdocs-material-extensions==1.3 colorama==0.4.6
FROM python:3.12-slim
WORKDIR /app
RUN pip install uv==0.8.24
RUN uv pip install --system httpx==0.27.2 click==8.1.8
RUN uv pip install --system -U httpx
COPY --from=front /front /app/front
""", interleave=11, complete=None, doubtful=("colorama", "mkdocs-material-extensions"))

RUNS = "FROM python:3.11\nWORKDIR /app\nRUN pip install --no-cache-dir requests==2.31.0 six==1.15.0\nCOPY . .\n"
STARTER = "import subprocess, sys\nsubprocess.run([sys.executable, '-m', 'pip', 'install', {arguments}], check=True)\nprint('* Running on local URL:  http://0.0.0.0:7860', flush=True)\n"
case("run-install", "The app installs with pip when it starts", RUNS, files={"app.py": STARTER.format(arguments="'six==1.16.0', 'rich'")}, run=("python app.py",))
case("run-install-twice", "Two starts: each begins from the image", RUNS, files={"app.py": "", "a.py": STARTER.format(arguments="'attrs'"), "b.py": STARTER.format(arguments="'click==8.1.0'")},
     run=("python a.py", "python b.py"), absent=("attrs",))
case("run-install-quiet", "The app installs quietly: the log shows nothing of it", RUNS, files={"app.py": STARTER.format(arguments="'-q', '-r', 'more.txt'"), "more.txt": "rich\n"}, run=("python app.py",), complete=None)
case("run-freeze", "The app prints its own freeze; the build's log is not at hand", RUNS, files={"app.py": "import subprocess, sys\nprint('environment:')\nsubprocess.run([sys.executable, '-m', 'pip', 'freeze', '--all'])\nprint('starting')\n"},
     run=("python -u app.py",), shown=(), complete=None)
case("run-fails", "The app dies for want of a module after its build succeeded", RUNS, files={"app.py": "import requests, flask\n"}, run=("python app.py",), absent=("flask",))
case("run-user-install", "The app's user installs into a site of its own", RUNS.replace("COPY . .", "RUN useradd -m -u 1000 user\nCOPY . .\nUSER user"), files={"app.py": STARTER.format(arguments="'click==8.0.1', 'six==1.17.0'")}, run=("python app.py",), run_user="user")
case("no-install", "An image without a single install", "FROM python:3.12\nWORKDIR /app\nCOPY . .\nRUN python -c 'print(1)'\n", files={"app.py": ""}, complete=None)
case("wheels-copied-over", "A package copied straight into site-packages: no installer shows it", "FROM python:3.12\nRUN pip install six==1.16.0\nCOPY wheels/ /wheels/\nRUN python -m zipfile -e /wheels/stowaway-3.0-py3-none-any.whl /usr/local/lib/python3.12/site-packages\n",
     files=wheels(("stowaway", "3.0")), complete=None, directory="/")
