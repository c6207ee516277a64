"""Commands that ask for what is there already, take away what the one before brought, or work beside another environment."""

from .case import case

LEGACY = {"setup.py": "from setuptools import setup\nsetup(name='Legacy_App', version='0.3', packages=['lg'], install_requires=['six', 'idna==3.4'])\n", "lg/__init__.py": ""}

case("found-twice", "A step asks twice for what an earlier one installed, and again to upgrade it", """
FROM python:3.11
RUN pip install --no-cache-dir requests
RUN pip install --no-cache-dir requests idna && pip install -U --no-cache-dir requests; pip install requests
""")
case("uv-added-removed", "uv adds packages to a project and removes one of them, in one step", """
FROM python:3.12
RUN pip install uv==0.9.30
WORKDIR /app
RUN uv init --bare . && uv add idna==3.5 && uv add click && uv remove click
RUN uv add six==1.15.0 && uv add six==1.16.0 tabulate && uv remove tabulate
""", freeze="uv pip freeze -p /app/.venv")
case("uv-early-uninstall", "uv 0.1 upgrades and uninstalls in one step: it counts what it uninstalls, not what it replaces", """
FROM python:3.11
RUN pip install --no-cache-dir uv==0.1.45
RUN uv pip install --system --no-cache idna==3.4 flask six
RUN uv pip install --system --no-cache -U idna && uv pip uninstall --system blinker six && uv pip install --system --no-cache idna==3.6
""")
case("pip-older-in-chain", "A pip that does not mind root takes the place of one that does, in one step with what it installs", """
FROM python:3.9
RUN pip install --no-cache-dir pip==20.2.4 && pip install --no-cache-dir requests==2.27.1 && pip install --no-cache-dir six
RUN pip install --no-cache-dir click==8.0.4 && pip install --no-cache-dir pip==22.3.1 && pip install --no-cache-dir tabulate
""")
case("setup-from-folder", "Without wheel, setup.py itself installs a folder: pip keeps no record of where it came from", """
FROM python:3.9
RUN pip uninstall -y wheel
COPY . /app
RUN pip install --no-cache-dir docopt && cd /app && pip install --no-cache-dir .
""", files=LEGACY)
case("environment-newer-pip", "An environment that gets a newer pip first, and everything else by PATH", """
FROM python:3.11
RUN python3 -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -U pip
ENV PATH=/opt/venv/bin:$PATH
RUN pip install --no-cache-dir requests==2.31.0
RUN pip install --no-cache-dir flask
""", freeze="/opt/venv/bin/python -m pip freeze --all", interpreter="/opt/venv/bin/python")
case("environments-of-a-size", "Two environments with other releases of the same packages", """
FROM python:3.11
RUN python -m venv /venvs/a && python -m venv /venvs/b
RUN /venvs/a/bin/pip install --no-cache-dir idna==3.4 six==1.16.0 && /venvs/b/bin/pip install --no-cache-dir idna==3.6 six==1.16.0
ENV PATH=/venvs/b/bin:$PATH
""", freeze="/venvs/b/bin/python -m pip freeze --all", interpreter="/venvs/b/bin/python", complete=None)
case("environment-then-image", "An environment by its path, and then the image's own Python", """
FROM python:3.11
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir idna==3.4 six
RUN pip install --no-cache-dir click==8.1.7 tabulate
""", freeze="/venv/bin/python -m pip freeze --all", interpreter="/venv/bin/python", complete=None, doubtful=("click", "tabulate"))
case("list-stopped", "Lists that a pipe stops early, and files that read like pip", """
FROM python:3.11
RUN pip install --no-cache-dir requests==2.31.0 && pip list | head -3 && pip show -f requests | head -20
COPY notes.txt .
RUN pip install --no-cache-dir six && cat notes.txt
RUN echo "Successfully installed foo-1.0" && pip install --no-cache-dir tabulate
""", files={"notes.txt": "Collecting foo==1.0\nSuccessfully installed foo-1.0 bar-2.0\n"}, complete=None, absent=("foo", "bar"))
case("quiet-removal", "Quiet removals by name, of what is there and of what is not", """
FROM python:3.11
RUN pip install --no-cache-dir requests rich
RUN pip uninstall -y -q mdurl idna && pip uninstall -y -q nothing-there
""")
