"""Spaces as most of them are: the platform's own builds and the Docker templates, with the packages that people really use."""

from .case import case
from .spaces import BASE_2025, BASE_2026

# What pyenv prints and leaves behind; the interpreter itself is the tree's.
PYENV = """#!/bin/sh
place=/home/user/.pyenv/versions/3.10.13
[ "$1" = install ] || exit 0
echo 'Downloading Python-3.10.13.tar.xz...'
echo '-> https://www.python.org/ftp/python/3.10.13/Python-3.10.13.tar.xz'
echo 'Installing Python-3.10.13...'
mkdir -p $place && cp -a /usr/local/bin /usr/local/lib /usr/local/include $place/
sed -i "1s,^#!/usr/local/bin/,#!$place/bin/," $place/bin/pip*
echo "Installed Python-3.10.13 to $place"
"""
ZERO_2024 = """
FROM ubuntu:22.04
RUN apt-get update && apt-get install -y     git     make build-essential libssl-dev zlib1g-dev     libbz2-dev libreadline-dev libsqlite3-dev wget curl llvm     libncursesw5-dev xz-utils tk-dev libxml2-dev libxmlsec1-dev libffi-dev liblzma-dev     ffmpeg libsm6 libxext6 cmake libgl1-mesa-glx     && rm -rf /var/lib/apt/lists/*     && git lfs install
RUN useradd -m -u 1000 user
COPY pyenv /usr/local/bin/pyenv
RUN chmod +x /usr/local/bin/pyenv
USER user
ENV HOME=/home/user PATH=/home/user/.pyenv/versions/3.10.13/bin:/home/user/.pyenv/shims:/home/user/.pyenv/bin:$PATH
RUN curl https://pyenv.run | bash
WORKDIR /home/user/app
RUN pyenv install 3.10 && 	pyenv global 3.10 && 	pyenv rehash
RUN pip install --no-cache-dir --upgrade pip==22.3.1 setuptools wheel && 	pip install --no-cache-dir 	datasets 	"huggingface-hub>=0.19" "hf-transfer>=0.1.4" "protobuf<4" "click<8.1" "pydantic~=1.0"
RUN --mount=target=/tmp/requirements.txt,source=requirements.txt 	pip install --no-cache-dir -r /tmp/requirements.txt
RUN pip install --no-cache-dir 	gradio[oauth]==4.39.0 	"uvicorn>=0.14.0" 	spaces
COPY --link --chown=1000 ./ /home/user/app
RUN pip freeze > /tmp/freeze.txt
COPY --from=pipfreeze --link --chown=1000 /tmp/freeze.txt /tmp/freeze.txt
"""
case("everyday-zerogpu", "ZeroGPU of 2024: the interpreter by pyenv below the user's home, gradio 4 and spaces over numpy 1", ZERO_2024, run_user="user", directory="/home/user/app",
     composed=tuple(line for line in ZERO_2024.split("\n") if line.startswith(("RUN apt-get", "RUN curl"))),
     freeze="/home/user/.pyenv/versions/3.10.13/bin/python -m pip freeze --all", interpreter="/home/user/.pyenv/versions/3.10.13/bin/python", freeze_variables={"HOME": "/home/user"}, complete=None, seeded=("pip", "setuptools", "wheel"),
     files={"pyenv": PYENV, "requirements.txt": "numpy<2\ntransformers==4.43.3\ntokenizers>=0.19,<0.20\neinops\nsentencepiece\npydantic==2.8.2\n"})
case("everyday-gradio-2026", "A chat Space of 2026: one call with a commit, a wheel by its address, extras, markers and gradio 6", BASE_2026.format(python="3.13", sdk="gradio[oauth,mcp]==6.0.2", spaces="spaces"), directory="/app",
     files={"requirements.txt": "# models\ntransformers>=4.57,<5\nhuggingface-hub[cli]\nhttpx[http2]>=0.27.1\nnumpy>=2; python_version >= '3.12'\nnumpy<2; python_version < '3.12'\ngit+https://github.com/example/tiny-app.git@main\nhttps://github.com/example/releases/download/nothing-1.0-py3-none-any.whl ; sys_platform == 'win32'\ntiny-tool @ @FILES@/tiny_tool-1.4.0-py3-none-any.whl\naudioop-lts; python_version >= '3.13'\n"})
case("everyday-gradio-2025", "Four commits of 2025: it works, another pin, a pin that conflicts, and at last without it", BASE_2025.format(python="3.10", sdk="gradio[oauth]==5.33.0", spaces="spaces"), directory="/home/user/app",
     builds=({"files": {"pre-requirements.txt": "wheel\n", "requirements.txt": "pandas\nmatplotlib==3.9.2\npydub\n"}}, {"files": {"pre-requirements.txt": "wheel\n", "requirements.txt": "pandas<2.2\nmatplotlib==3.9.2\npydub\nffmpy==0.4.0\n"}},
             {"files": {"pre-requirements.txt": "wheel\n", "requirements.txt": "pandas<2.2\nnumpy==1.20\nmatplotlib==3.9.2\n"}, "succeeds": False}, {"files": {"pre-requirements.txt": "wheel\n", "requirements.txt": "pandas<2.2\nmatplotlib==3.8.4\nnumpy<2\n"}}))
case("everyday-fastapi", "The Docker template with FastAPI as a user, and a second commit that adds a package", """
FROM python:3.9
RUN useradd -m -u 1000 user
USER user
ENV HOME=/home/user PATH=/home/user/.local/bin:$PATH
WORKDIR /home/user/app
COPY --chown=user ./requirements.txt requirements.txt
RUN pip install --no-cache-dir --upgrade -r requirements.txt
COPY --chown=user . /home/user/app
""", run_user="user", directory="/home/user/app", freeze_variables={"HOME": "/home/user"},
     builds=({"files": {"requirements.txt": "fastapi\nuvicorn[standard]\nrequests==2.31.0\njinja2\n"}}, {"files": {"requirements.txt": "fastapi==0.110.0\nuvicorn[standard]==0.27.1\nrequests\njinja2\npython-multipart\nonnxruntime==1.18.1\n"}}))
POETRY = "[tool.poetry]\nname = \"my-space\"\nversion = \"0.1.0\"\ndescription = \"\"\nauthors = []\npackage-mode = false\n\n[tool.poetry.dependencies]\npython = \"^3.11\"\nfastapi = \"^0.115\"\nuvicorn = {extras = [\"standard\"], version = \"^0.34\"}\npandas = \"2.2.3\"\n\n[tool.poetry.group.dev.dependencies]\npytest = \"*\"\n\n[[tool.poetry.source]]\nname = \"index\"\nurl = \"@INDEX@\"\npriority = \"primary\"\n"
case("everyday-poetry-stages", "poetry in a builder with the environment in the project, which the runtime image gets", """
FROM python:3.11 AS builder
RUN pip install --no-cache-dir poetry==1.8.5 'virtualenv<20.30'
ENV POETRY_NO_INTERACTION=1 POETRY_VIRTUALENVS_IN_PROJECT=1 POETRY_VIRTUALENVS_CREATE=1 POETRY_CACHE_DIR=/tmp/poetry_cache
WORKDIR /app
COPY pyproject.toml ./
RUN touch README.md
RUN poetry lock && poetry install --without dev --no-root && rm -rf $POETRY_CACHE_DIR
FROM python:3.11-slim AS runtime
ENV VIRTUAL_ENV=/app/.venv PATH="/app/.venv/bin:$PATH"
COPY --from=builder /app/.venv /app/.venv
WORKDIR /app
COPY . .
""", files={"pyproject.toml": POETRY}, freeze="/usr/local/bin/python -m pip --python /app/.venv/bin/python freeze", interpreter="/app/.venv/bin/python", seeded=("pip", "setuptools", "wheel"), complete=None)
case("everyday-base-with-packages", "An image that brings packages of its own: what no step touches nobody knows", """
FROM jupyter/minimal-notebook:3.11
WORKDIR /home/jovyan
RUN pip install --no-cache-dir --upgrade pip && pip install --no-cache-dir -r https://github.com/example/releases/download/none.txt || echo "no list"
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
""", first_packages=("pip==24.0", "setuptools==69.5.1", "requests==2.31.0", "numpy==1.26.4", "traitlets==5.14.3"), directory="/home/jovyan", complete=None,
     files={"requirements.txt": "gradio-client==1.3.0\nnumpy\nrequests>=2.32\n"})
