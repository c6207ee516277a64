"""One plain shape or two for each generation of pip: what it prints has changed with nearly every one."""

from .case import case

PLAIN = """
FROM python:{python}
WORKDIR /app
COPY requirements.txt requirements.txt
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
"""

UPGRADED = """
FROM python:{python}
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --upgrade pip=={pip}
RUN pip install --no-cache-dir -r requirements.txt
RUN pip install --no-cache-dir --upgrade "{more}"
COPY . .
"""

WEB = "flask==1.1.4\nrequests>=2.20\nmarkupsafe<2.1\n"
MODERN = "# web\nflask\nhttpx[http2]\npyyaml>=5  # configuration\n"


def first(pip, setuptools=None, wheel=None):
    return tuple(f"{n}=={v}" for n, v in (("pip", pip), ("setuptools", setuptools), ("wheel", wheel)) if v)


case("pip-9", "pip 9.0.3 on Python 3.6, one requirements file", PLAIN.replace("WORKDIR", "ENV PIP_INDEX_URL=@INDEX@\nWORKDIR").format(python="3.6"),
     files={"requirements.txt": WEB}, first_packages=first("9.0.3", "40.6.2", "0.32.3"))
case("pip-10-upgrade", "pip 10.0.1 on Python 3.6; a later step upgrades a package", UPGRADED.format(python="3.6", pip="10.0.1", more="werkzeug<1.1"),
     files={"requirements.txt": "flask==1.0\nwerkzeug==0.14.1\n"})
case("pip-18", "pip 18.1 on Python 3.6", PLAIN.format(python="3.6"),
     files={"requirements.txt": WEB}, first_packages=first("18.1", "40.6.2", "0.32.3"))
case("pip-19", "pip 19.3.1 on Python 3.7, with a source archive", UPGRADED.format(python="3.7", pip="19.3.1", more="idna<3"),
     files={"requirements.txt": "requests==2.25.1\nfuture==0.18.2\n"})
case("pip-20.0", "pip 20.0.2: the old resolver leaves a conflict and says so", UPGRADED.format(python="3.8", pip="20.0.2", more="urllib3==2.0.7"),
     files={"requirements.txt": "requests==2.28.2\nbotocore==1.29.0\n"})
case("pip-20.3", "pip 20.3.4: the first of the new resolver, tries several versions", UPGRADED.format(python="3.8", pip="20.3.4", more="click"),
     files={"requirements.txt": "boto3<1.27\nurllib3<1.26\nflask==1.1.4\nmarkupsafe<2.1\n"})
case("pip-21", "pip 21.3.1 on Python 3.9", UPGRADED.format(python="3.9", pip="21.3.1", more="jinja2"), files={"requirements.txt": WEB})
case("pip-22.0", "pip 22.0.4 on Python 3.9", PLAIN.format(python="3.9"), files={"requirements.txt": MODERN}, first_packages=first("22.0.4", "58.1.0", "0.37.1"))
case("pip-22.3", "pip 22.3.1 on Python 3.10, the platform's own of 2023", UPGRADED.format(python="3.10", pip="22.3.1", more="click<8.1"), files={"requirements.txt": MODERN})
case("pip-23.0", "pip 23.0.1, as python:3.8-3.10 images bring it", PLAIN.format(python="3.10"), files={"requirements.txt": MODERN})
case("pip-23.3", "pip 23.3.2", UPGRADED.format(python="3.11", pip="23.3.2", more="idna==3.3"), files={"requirements.txt": MODERN})
case("pip-24.0", "pip 24.0, as python:3.11 images bring it", PLAIN.format(python="3.11-slim"), files={"requirements.txt": MODERN})
case("pip-24.3", "pip 24.3.1 on Python 3.12", UPGRADED.format(python="3.12", pip="24.3.1", more="anyio<4.5"), files={"requirements.txt": MODERN})
case("pip-25.0", "pip 25.0.1 on Python 3.12", PLAIN.format(python="3.12-slim"), files={"requirements.txt": MODERN})
case("pip-25.3", "pip 25.3 on Python 3.13", PLAIN.format(python="3.13"), files={"requirements.txt": MODERN})
case("pip-26", "pip upgraded to the newest first", """
FROM python:3.13
RUN pip install --no-cache-dir pip -U && pip install --no-cache-dir rich "click<8.2" "h11<0.15"
WORKDIR /app
COPY requirements.txt /app/
RUN pip install --no-cache-dir -r requirements.txt "uvicorn>=0.14.0" "websockets>=10.4"
COPY . .
""", files={"requirements.txt": MODERN})

BASE_2023 = """
FROM python:3.10
RUN useradd -m -u 1000 user
RUN pip install --no-cache-dir pip==22.3.1 &&     pip install --no-cache-dir         datasets         "huggingface-hub>=0.12.1" "protobuf<4" "click<8.1" "pydantic~=1.0"
WORKDIR /home/user/app
RUN --mount=target=pre-requirements.txt,source=pre-requirements.txt 	pip install --no-cache-dir -r pre-requirements.txt
RUN --mount=target=requirements.txt,source=requirements.txt 	pip install --no-cache-dir -r requirements.txt
RUN pip install --no-cache-dir {platform}
COPY --link --chown=1000 ./ /home/user/app
"""
case("platform-2023", "The platform's layout of 2023: base packages, pre-requirements, requirements and the platform's own as separate layers",
     BASE_2023.format(platform="        gradio==3.28.0"),
     files={"requirements.txt": "numpy<2\nrequests==2.31.0\n", "pre-requirements.txt": "setuptools<70\n"}, directory="/home/user/app")
case("platform-2023-redirected", "The platform's line of autumn 2023: unquoted, so the shell sends pip's output to a file named =0.14.0",
     BASE_2023.format(platform="\tgradio[oauth]==3.47.1 \tuvicorn>=0.14.0 \tspaces==0.16.1"), complete=False,
     files={"requirements.txt": "requests==2.31.0\n", "pre-requirements.txt": "idna<3.7\n"}, directory="/home/user/app",
     unknown=("uvicorn", "gradio-client", "starlette"),
     # printed in an earlier step, changed again by the one that nobody sees
     doubtful=("numpy", "pydantic", "pydantic-core"))
case("platform-2025", "The platform's layout of 2025: pip upgraded, base packages, requirements, then the platform's own; a freeze that is not printed", """
FROM python:3.10
WORKDIR /home/user/app
RUN pip install --no-cache-dir pip -U && 	pip install --no-cache-dir 	datasets 	"huggingface-hub>=0.19" "hf-transfer>=0.1.4" "protobuf<4" "click<8.1" "pydantic==2.10.6"
RUN --mount=target=/tmp/requirements.txt,source=requirements.txt     pip install --no-cache-dir -r /tmp/requirements.txt
RUN pip install --no-cache-dir 	gradio[oauth,mcp]==5.45.0 	"uvicorn>=0.14.0" 	spaces
COPY --link --chown=1000 ./ /home/user/app
RUN pip freeze > /tmp/freeze.txt
COPY --from=pipfreeze --link --chown=1000 /tmp/freeze.txt /tmp/freeze.txt
""", files={"requirements.txt": "numpy<2.3\npydantic>=2.11\nemail-validator\n"}, directory="/home/user/app")
case("platform-2026", "The platform's layout of 2026: one pip call for the Space's requirements and the platform's own", """
FROM python:3.13
RUN pip install --no-cache-dir pip -U &&     pip install --no-cache-dir     datasets     "huggingface-hub>=0.30" "hf-transfer>=0.1.4" "protobuf<4" "click<8.1"
WORKDIR /app
RUN --mount=target=/tmp/requirements.txt,source=requirements.txt     pip install --no-cache-dir -r /tmp/requirements.txt     gradio[oauth]==5.49.1     "uvicorn>=0.14.0" "websockets>=10.4"     spaces
RUN mkdir -p /home/user && ( [ -e /home/user/app ] || ln -s /app/ /home/user/app ) || true
COPY --link ./ /app
RUN mkdir -p /pipfreeze
RUN pip freeze > /pipfreeze/freeze.txt
COPY --from=pipfreeze --link /pipfreeze/ /pipfreeze/
""", files={"requirements.txt": "# the model's side\nscipy\nemail-validator==2.2.0\n"})
case("user-site", "A Docker Space that switches to a user: pip falls back to the user's site", """
FROM python:3.9
RUN useradd -m -u 1000 user
USER user
ENV PATH="/home/user/.local/bin:$PATH"
WORKDIR /app
COPY --chown=user ./requirements.txt requirements.txt
RUN pip install --no-cache-dir --upgrade -r requirements.txt
COPY --chown=user . /app
""", files={"requirements.txt": "fastapi\nuvicorn[standard]\n"}, run_user="user")
case("user-site-over-system", "Root installs, then a user upgrades one of the packages for himself: the user's version is the one that is imported", """
FROM python:3.10
RUN pip install --no-cache-dir requests==2.28.0 click==8.0.4
RUN useradd -m -u 1000 user
USER user
WORKDIR /home/user/app
RUN pip install --no-cache-dir --user "click>=8.1" rich
""", run_user="user", directory="/home/user/app")
