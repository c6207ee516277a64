"""Drawn by chance from what Dockerfiles are made of: nobody chose what meets what."""

from .case import case
from .forge import wheels
from .spaces import BASE_2025, DEBIAN, steps

OF_VENV = {"freeze": "/opt/venv/bin/python -m pip freeze --all", "interpreter": "/opt/venv/bin/python", "seeded": ("pip", "setuptools", "wheel")}

case("drawn-cached-environment", "The second build finds the environment cached; a plain pip and the environment's own, by its path, install into it", """
FROM python:3.10-slim
WORKDIR /code
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY requirements.txt .
RUN grep -v '^#' requirements.txt | pip install -r /dev/stdin
RUN /opt/venv/bin/pip install --no-cache-dir 'cachetools>=4.2.4' decorator==5.1.1
""", builds=({"files": {"requirements.txt": "no-such-thing-4711\n"}, "succeeds": False}, {"files": {"requirements.txt": "# base\nsix\nidna==3.4\n"}}), shown=(1,), complete=False, directory="/code", **OF_VENV)
case("drawn-advice-after", "The environment's pip, called by its path, names itself pip: so a plain pip means it too", """
FROM python:3.11-slim
WORKDIR /app
RUN python3 -m venv /opt/venv
ENV VIRTUAL_ENV=/opt/venv PATH=/opt/venv/bin:$PATH
COPY . .
RUN cd /app && /opt/venv/bin/pip install 'rich<=13.7.1' more_itertools==10.1.0 -c constraints.txt && pip install -r requirements.txt
RUN pip install --no-cache-dir "python_dateutil==2.8.2" && pip uninstall -y six && pip install six==1.16.0
""", files={"constraints.txt": "idna<3.7\nclick<8.1.7\n", "requirements.txt": "tabulate\ntqdm==4.66.2\n"}, first_packages=("pip==24.0", "setuptools==65.5.1", "wheel==0.45.1"), **OF_VENV)
case("drawn-advice-other", "The environment's pip finds another pip on the way and names its interpreter; the plain one is the system's", """
FROM python:3.9
WORKDIR /app
RUN python -m venv /opt/venv
RUN /opt/venv/bin/pip install -U pip==21.2.4 && /opt/venv/bin/pip install six==1.15.0
RUN pip install idna==3.4 && /opt/venv/bin/pip install attrs==23.1.0
""", first_packages=("pip==21.2.4", "setuptools==58.1.0", "wheel==0.45.1"), complete=None, absent=("idna",), doubtful=("idna",), **OF_VENV)
case("drawn-plain-list", "A plain freeze names what the environment alone has; then a plain pip installs", """
FROM python:3.12
WORKDIR /usr/src/app
RUN python3 -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
RUN set +e; /opt/venv/bin/pip install --upgrade pip wheel && command -v pip && python -m pip freeze && pip install -U cachetools && uname -s
RUN pip3 install --no-cache-dir termcolor==2.4.0 --root-user-action=ignore
""", **OF_VENV)
case("drawn-saved-wheels", "wheel and download save several files before the install behind them, one file is missing", steps(
    "pip3.12 wheel -w /tmp/wheels starlette==0.27.0 cachetools==4.2.4 && pip3.12 install /tmp/wheels/* 2>&1", "pip install -r missing.txt --no-deps -v; pip download -d /tmp/dl Markdown==3.5 termcolor && pip install --no-index --find-links /tmp/dl termcolor Markdown", python="3.12"), complete=None)
case("drawn-silent-conditions", "freeze of nothing before an install that need not run, xargs -r without a name, show with its words thrown away", steps(
    "pip freeze --local || python3 -m pip install -r requirements.txt --dry-run", "pip install six==1.16.0 idna", "(python -m pip freeze | grep -i platformdirs | xargs -r python -m pip uninstall -y || echo failed)",
    "if ! pip3 show idna > /dev/null 2>&1; then pip install idna==3.3; fi", "pip freeze > /tmp/before.txt; pip3 install --upgrade 'idna<3.8' | tee /tmp/log", python="3.13"))
case("drawn-json-form", "RUN in its JSON form: a shell's script with quotes and commas, a script of the repository, an installer alone", "FROM python:3.11\nWORKDIR /app\nCOPY . .\n"
     "RUN [\"/bin/bash\", \"-c\", \"pip install six==1.15.0 'idna>=3,<3.7' && pip install \\\"attrs>=22,<24\\\" || echo failed\"]\n"
     "RUN [\"python\", \"-m\", \"pip\", \"install\", \"more_itertools>=10,<11\"]\nRUN [\"sh\", \"-ec\", \"pip uninstall -y six; pip install --no-cache-dir -r requirements.txt\"]\n", files={"requirements.txt": "zipp==3.17.0\n"}, absent=("six",))
case("drawn-second-advice", "The start installs twice aloud and once into a file, of which the advice alone is heard", "FROM python:3.8\nWORKDIR /app\nCOPY . .\nRUN pip install Jinja2==3.1.3\n",
     files={"app.py": "import os, subprocess, sys\nsubprocess.run([sys.executable, '-m', 'pip', 'install', 'Jinja2', '--no-cache-dir'])\nos.system('pip install gunicorn>=21.2.0')\nprint('* Running on local URL:  http://0.0.0.0:7860', flush=True)\n",
                          "start.sh": "set -e\npip install PLUGGY==1.3.0\nexec python -u app.py\n"}, first_packages=("pip==19.3.1", "setuptools==57.5.0", "wheel==0.45.1"), run=("sh start.sh",), complete=False, doubtful=("gunicorn", "packaging"))
case("drawn-old-pip-platform", "The platform's base step replaces a pip that does not mind root by one that does", BASE_2025.format(python="3.9", sdk="starlette==0.32.0", spaces="tqdm"), directory="/home/user/app",
     files={"pre-requirements.txt": "wheel\n", "requirements.txt": "Filelock~=3.13.1\nemoji==2.8.0\n"}, first_packages=("pip==20.2.4", "setuptools==58.1.0", "wheel==0.45.1"))
case("drawn-apt-triggers", "apt processes triggers before an environment of its Python's is filled", DEBIAN.format(debian="12", packages="python3 python3-venv ca-certificates") +
     "RUN python3 -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -U pip\nCOPY . .\nRUN timeout -k 5 300 /opt/venv/bin/pip install -r requirements.txt ./wheels/house_lib-1.2.0-py3-none-any.whl\nRUN { /opt/venv/bin/pip3 install \"Werkzeug==3.0.1\"; }\n",
     files={"requirements.txt": "termcolor>=2.4.0,<3\nidna~=3.4\n", **wheels(("house-lib", "1.2.0"))}, complete=True, **OF_VENV)
case("drawn-found-in-copied", "The last stage's pip finds in the copied environment what its builder put there; both print at once", """
FROM python:3.10 AS builder
WORKDIR /build
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN /opt/venv/bin/python -m pip install -r requirements.txt
RUN /opt/venv/bin/pip install 'starlette<=0.32.0' "six>=1.16.0"
FROM python:3.10-slim AS runtime
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN ls && /opt/venv/bin/pip install --no-cache-dir click filelock tabulate
""", files={"requirements.txt": "filelock==3.12.4\ncertifi>=2024.2.2,<2025\nGUNICORN\n"}, complete=None, **OF_VENV)
case("drawn-filtered-beside", "What a filter leaves of one run, and the next fails to install for a user that its environment does not know", steps(
    "python -m venv /opt/venv && /opt/venv/bin/pip install zipp==3.17.0", "ENV PATH=/opt/venv/bin:$PATH",
    "pip install \"attrs==23.2.0\" \"cachetools >= 5.3.2, < 6\" tqdm | grep -v Collecting && /opt/venv/bin/pip install six --no-cache-dir --upgrade --user || true", python="3.13"), complete=None, absent=("six",), **OF_VENV)
case("drawn-silent-file", "Quiet runs replace what others installed aloud, and take away", steps(
    "pip install itsdangerous==2.1.2 Jinja2==3.1.2 urllib3==1.26.18", "pip install -q --no-cache-dir -r requirements.txt", "pip install click==8.1.7", "pip3 uninstall -y urllib3 >/dev/null 2>&1", copy=True), files={"requirements.txt": "flask>=2.3.3\nitsdangerous>=2.2\nJinja2>3.1.2\n"},
     complete=False, unknown=("itsdangerous", "jinja2"))
case("drawn-scripted-tool", "A script has uv install a tool and a package", steps("pip install --no-cache-dir uv==0.6.17", "chmod +x tools.sh && ./tools.sh", copy=True),
     files={"tools.sh": "#!/bin/bash\nset -e\nuv tool install pycowsay\nuv pip install --system idna==3.4\n"}, complete=None, absent=("pycowsay",))
