"""Stages of every kind, users, environments, layouts of other platforms, long logs of several builds."""

from .case import case
from .forge import pyproject, wheels

VENV = {"freeze": "/opt/venv/bin/python -m pip freeze --all", "interpreter": "/opt/venv/bin/python", "seeded": ("pip", "setuptools")}

case("stages-whole-prefix", "/usr/local of a first stage copied whole", """
FROM python:3.11 AS builder
WORKDIR /build
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
FROM python:3.11-slim AS final
WORKDIR /app
COPY --from=builder /usr/local /usr/local
RUN pip install --no-cache-dir attrs==23.1.0
COPY . .
""", files={"requirements.txt": "six==1.15.0\nclick==8.1.7\n"}, complete=None)
case("stages-numbered", "A stage by its number, the user site copied to another user", """
FROM python:3.10
RUN pip install --user --no-cache-dir click==8.1.0 six==1.15.0
FROM python:3.10-slim
RUN useradd -m -u 1000 user
COPY --from=0 --chown=1000:1000 /root/.local /home/user/.local
USER user
ENV PATH=/home/user/.local/bin:$PATH
WORKDIR /home/user/app
RUN pip install --user six==1.16.0
""", run_user="user", directory="/home/user/app", complete=None, freeze_variables={"HOME": "/home/user"})
case("stages-wheel-files", "Wheels from a first stage, installed by a pattern", """
FROM python:3.11 AS wheels
WORKDIR /src
COPY requirements.txt .
RUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt
FROM python:3.11-slim
WORKDIR /app
COPY --from=wheels /wheels /wheels
RUN pip install --no-cache-dir /wheels/* && rm -rf /wheels
""", files={"requirements.txt": "requests==2.31.0\nclick==8.1.7\n"}, complete=None)
case("stages-tests", "A stage for tests that the image does not stand on", """
FROM python:3.11 AS base
WORKDIR /app
RUN pip install --no-cache-dir click==8.1.7
FROM base AS test
RUN pip install pytest==8.0.0 attrs==22.1.0
COPY app.py .
RUN python app.py > /tmp/result
FROM base AS final
COPY --from=test /tmp/result /tmp/result
RUN pip install six==1.16.0
""", files={"app.py": "print(1)\n"}, complete=None, doubtful=("pytest", "attrs", "iniconfig", "packaging", "pluggy"))
case("stages-two-pythons", "The first stage stands on another Python", """
FROM python:3.9 AS tools
WORKDIR /tools
RUN pip install six==1.15.0
RUN echo made > /tools/made
FROM python:3.12-slim
WORKDIR /app
COPY --from=tools /tools /app/tools
RUN pip install idna==3.6 click==8.1.7
""", complete=None, doubtful=("six",))
case("stages-chain", "Each stage stands on the one before", """
FROM python:3.11 AS base
WORKDIR /app
RUN pip install --no-cache-dir six==1.15.0
FROM base AS middle
RUN pip install --no-cache-dir idna==3.4
FROM middle AS last
RUN pip install --no-cache-dir --upgrade six attrs==23.1.0
COPY . .
""", files={"app.py": ""}, complete=None)
case("stages-venv-slim", "python -m venv with its own pip, --prefix and PATH, copied; three lines for it", """
FROM python:3.12 AS compile
WORKDIR /build
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY requirements.txt .
RUN pip install -U pip wheel && pip install -r requirements.txt
FROM python:3.12-slim AS runtime
WORKDIR /app
COPY --from=compile /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY . .
RUN pip install --no-deps six==1.16.0
""", files={"requirements.txt": "click==8.1.7\nhttpx<0.28\n"}, complete=None, **VENV)
case("stages-three-mixed", "Three stages print at once", """
FROM python:3.11 AS one
WORKDIR /one
RUN pip install idna==3.1 && echo x > /one/x
FROM python:3.11 AS two
WORKDIR /two
RUN pip install six==1.12.0 idna==3.2 && echo y > /two/y
FROM python:3.11-slim
WORKDIR /app
RUN pip install --no-cache-dir requests==2.31.0 click==8.1.7
COPY --from=one /one /app/one
COPY --from=two /two /app/two
RUN pip install --no-cache-dir attrs==23.1.0
""", interleave=5, complete=None, doubtful=("six", "idna"))
case("venv-system-site", "An environment that sees the system's packages", """
FROM python:3.11
WORKDIR /app
RUN pip install six==1.15.0
RUN python -m venv --system-site-packages /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
RUN pip install click==8.1.7
RUN pip install --upgrade six
""", complete=None, **VENV)
case("venv-recreated", "The environment is made anew: what it held is gone", """
FROM python:3.11
WORKDIR /app
RUN python -m venv /opt/venv && /opt/venv/bin/pip install attrs==22.1.0
RUN rm -rf /opt/venv && python -m venv /opt/venv
RUN /opt/venv/bin/pip install click==8.1.7
""", complete=None, absent=("attrs",), **VENV)
case("venv-virtualenv", "virtualenv instead of venv, activated in each step", """
FROM python:3.10
WORKDIR /app
RUN pip install virtualenv==20.25.0
RUN virtualenv -p python3 /opt/venv
SHELL-IGNORED x
RUN . /opt/venv/bin/activate && pip install click==8.1.7
RUN . /opt/venv/bin/activate && pip install --no-cache-dir -r requirements.txt || pip install six==1.16.0
""".replace("SHELL-IGNORED x\n", ""), complete=None, freeze="/opt/venv/bin/python -m pip freeze --all", interpreter="/opt/venv/bin/python", seeded=("pip", "setuptools", "wheel"))
case("user-then-root", "A user installs, root installs on top, the user again", """
FROM python:3.11
RUN useradd -m -u 1000 user
USER user
WORKDIR /home/user/app
RUN pip install six==1.15.0
USER root
RUN pip install click==8.1.7 six==1.16.0
USER user
RUN pip install --upgrade idna==3.6
""", run_user="user", directory="/home/user/app", complete=None, doubtful=("six",))
case("several-pythons", "python3.11 -m pip beside a second Python's pip that the app does not use", """
FROM python:3.11
WORKDIR /app
RUN python3.11 -m pip install --no-cache-dir click==8.1.7
RUN python3 -m pip install --no-cache-dir --ignore-installed six==1.16.0
""")
case("docker-template", "The template of a Docker Space", """
FROM python:3.10
WORKDIR /code
COPY ./requirements.txt /code/requirements.txt
RUN pip install --no-cache-dir --upgrade -r /code/requirements.txt
RUN useradd -m -u 1000 user
USER user
ENV HOME=/home/user 	PATH=/home/user/.local/bin:$PATH
WORKDIR $HOME/app
COPY --chown=user . $HOME/app
""", files={"requirements.txt": "fastapi==0.74.*\nrequests==2.27.*\nuvicorn[standard]==0.17.*\n"}, directory="/code")
ZERO = """
FROM python:3.10
WORKDIR /home/user/app
RUN --mount=target=/root/packages.txt,source=packages.txt apt-get --version > /dev/null && cat /root/packages.txt
RUN pip install --no-cache-dir pip -U && 	pip install --no-cache-dir 	"huggingface-hub>=0.19,<0.30" "protobuf<4" "click<8.1" datasets==2.18.0
RUN --mount=target=/tmp/pre-requirements.txt,source=pre-requirements.txt     pip install --no-cache-dir -r /tmp/pre-requirements.txt
RUN --mount=target=/tmp/requirements.txt,source=requirements.txt     pip install --no-cache-dir -r /tmp/requirements.txt
RUN pip install --no-cache-dir 	gradio[oauth]==4.44.1 	"uvicorn>=0.14.0" 	spaces
COPY --link --chown=1000 ./ /home/user/app
RUN pip freeze > /tmp/freeze.txt
COPY --from=pipfreeze --link --chown=1000 /tmp/freeze.txt /tmp/freeze.txt
"""
case("platform-2024", "The platform's layout of 2024 with pre-requirements, twice: the requirements change, the base is cached", ZERO,
     files={"packages.txt": "\n", "pre-requirements.txt": "setuptools<71\n"}, builds=({"files": {"requirements.txt": "numpy<2\n"}}, {"files": {"requirements.txt": "numpy<2\npydantic==2.8.2\n"}}), directory="/home/user/app")
case("platform-streamlit", "The platform's layout for Streamlit", """
FROM python:3.12
RUN pip install --no-cache-dir pip -U &&     pip install --no-cache-dir     "huggingface-hub>=0.30" "hf-transfer>=0.1.4" "protobuf<4" "click<8.1" datasets==2.18.0
WORKDIR /app
RUN --mount=target=/tmp/requirements.txt,source=requirements.txt     pip install --no-cache-dir -r /tmp/requirements.txt     streamlit==1.37.1     "uvicorn>=0.14.0" "websockets>=10.4"     spaces
COPY --link ./ /app
RUN mkdir -p /pipfreeze
RUN pip freeze > /pipfreeze/freeze.txt
COPY --from=pipfreeze --link /pipfreeze/ /pipfreeze/
""", files={"requirements.txt": "altair<5\n"})
case("failed-twice", "Two failures and then success, in one file; the last build has what the failures left cached", "FROM python:3.11\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY more.txt .\nRUN pip install -r more.txt\n",
     builds=({"files": {"requirements.txt": "six==1.15.0\n", "more.txt": "idna==999\n"}, "succeeds": False}, {"files": {"requirements.txt": "six==1.15.0\n", "more.txt": "attrs==23.1.0\nclick==0.0.0.1\n"}, "succeeds": False},
             {"files": {"requirements.txt": "six==1.15.0\n", "more.txt": "click==8.1.7\n"}}), joined=True, absent=("idna", "attrs"))
case("cached-middle", "The first step is cached, the second runs again, the third follows", "FROM python:3.12\nWORKDIR /app\nRUN pip install --no-cache-dir -U pip\nCOPY a.txt .\nRUN pip install -r a.txt\nCOPY b.txt .\nRUN pip install -r b.txt\n",
     builds=({"files": {"a.txt": "six==1.15.0\n", "b.txt": "idna==3.4\n"}}, {"files": {"a.txt": "six==1.15.0\n", "b.txt": "idna==3.6\n"}}, {"files": {"a.txt": "six==1.16.0\n", "b.txt": "idna==3.6\n"}}), absent=())
case("here-document", "A step whose commands stand in a here-document", "FROM python:3.11\nWORKDIR /app\nRUN pip install six==1.16.0\nRUN pip install idna==3.6 && true\n")
