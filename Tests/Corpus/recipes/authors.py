"""What authors of Spaces do besides: odd requirements files, several tools at once, repairs of what went wrong, starts that install."""

from .case import case
from .forge import pyproject, setup_py, wheels
from .spaces import BASE_2025, BASE_2026, OF_DEBIAN, OF_VENV, UV_FREEZE, debian, steps, uv
from .starts import IMAGE

case("author-sdk-local", "A Streamlit Space whose requirements name folders, wheels and archives of its own repository", BASE_2026.format(python="3.11", sdk="cachetools", spaces="six"), directory="/app", complete=None,
     files={"requirements.txt": "./vendor/lib\n./wheels/lib_two-0.3.0-py3-none-any.whl\nlib-one @ file:///app/wheels/lib_one-0.1.0-py3-none-any.whl\n-e ./tools\nidna==3.4\n", **wheels(("lib-two", "0.3.0", ("lib-one",)), ("lib-one", "0.1.0")), "vendor/lib/pyproject.toml": pyproject("vendored-lib", "2.0.0", ("click",)), "vendor/lib/vendored_lib.py": "", "tools/setup.py": setup_py("own-tools", "0.0.1", ("attrs<24",)), "tools/own_tools.py": ""})
case("author-sdk-hashes", "Hashes for some requirements end the platform's call; without them it goes through", BASE_2026.format(python="3.12", sdk="cachetools", spaces="six"), directory="/app",
     builds=({"files": {"requirements.txt": "six==1.16.0 --hash=sha256:8abb2f1d86890a2dfb989f9a77cfcfd3e47c2a354b01111771326f8aa26e0254\nidna==3.4\n"}, "succeeds": False}, {"files": {"requirements.txt": "six==1.16.0 --hash=sha256:0000000000000000000000000000000000000000000000000000000000000000\n"}, "succeeds": False}, {"files": {"requirements.txt": "six==1.16.0\nidna==3.4\n"}}), absent=())
case("author-egg-fragments", "Addresses with #egg=, #subdirectory=, extras in the egg, a branch, and an archive of GitHub's", steps("pip install 'git+https://github.com/example/mono.git@v1#egg=mono-two&subdirectory=packages/two'", "pip install 'mono-one @ git+https://github.com/example/mono@main#subdirectory=packages/one' 'git+https://github.com/example/tiny-lib@v0.1.0#egg=tiny-lib[nothing]'", "pip install -U 'git+https://github.com/example/tiny-lib#egg=tiny_lib' '@FILES@/tiny_tool-1.4.0-py3-none-any.whl#sha256=' || pip install --upgrade git+https://github.com/example/tiny-lib.git@v0.2.0"), complete=None)
case("author-ipython", "A notebook's cells: %pip, !pip and get_ipython, run by ipython in a step and at the start", steps("pip install --no-cache-dir ipython==8.12.3 'traitlets<6'", "ipython -c '%pip install six==1.15.0'", "ipython -c '!pip install -q idna==3.3'", "ipython cells.ipy", copy=True), files={"cells.ipy": "%pip install click==8.1.7 idna==3.4\n!pip uninstall -y six\nget_ipython().system('pip install attrs==23.1.0')\nprint('done')\n"}, absent=(), complete=None)
case("author-first-request", "The app installs when the first request comes, among its access log", IMAGE, files={"app.py": """import subprocess, sys, time
print('INFO:     Started server process [1]\\nINFO:     Waiting for application startup.\\nINFO:     Application startup complete.\\nINFO:     Uvicorn running on http://0.0.0.0:7860 (Press CTRL+C to quit)', flush=True)
print('INFO:     10.16.0.1:40120 - "GET / HTTP/1.1" 200 OK', flush=True)
print('[2026-03-04 10:00:01] loading backend "fast" on demand', flush=True)
p = subprocess.Popen([sys.executable, '-m', 'pip', 'install', 'attrs==23.1.0', 'six==1.16.0'])
for n in range(12):
    time.sleep(0.15); print(f'INFO:     10.16.0.{n}:40121 - "GET /queue/join?x={n} HTTP/1.1" 200 OK', flush=True)
p.wait()
print('INFO:     10.16.0.1:40120 - "POST /run HTTP/1.1" 200 OK', flush=True)
"""}, run=("python -u app.py",), complete=None)
case("author-login-shell", "bash -lc with an environment that its profile activates, source, conda-like wrappers", steps("python -m venv /opt/venv && echo '. /opt/venv/bin/activate' >> /root/.profile", "bash -lc 'pip install --no-cache-dir six==1.15.0'", "bash -lc \"source /opt/venv/bin/activate && pip install idna==3.4 && which pip\"", "pip install --no-cache-dir click==8.1.7", "ENV BASH_ENV=/opt/venv/bin/activate", "bash -c 'pip install attrs==23.1.0'"), complete=None, doubtful=("click",), absent=("click",), **OF_VENV)
case("author-uv-inexact", "uv sync over an environment that pip's requirements filled, kept by --inexact, then exact", uv("uv venv && uv pip install six==1.15.0 attrs==23.1.0", "uv sync --inexact --no-install-project --all-extras", "uv pip install idna==3.3", "uv sync --no-default-groups --no-install-project --inexact --group tools"), files={"pyproject.toml": pyproject("my-space", "0.1.0", ("click==8.1.7", "idna")) + '\n[project.optional-dependencies]\nweb = ["itsdangerous==2.1.2"]\n\n[dependency-groups]\ndev = ["iniconfig==2.0.0"]\ntools = ["packaging==23.2"]\n', "my_space.py": "", "README.md": ""}, complete=None, **UV_FREEZE)
case("author-user-over-system", "The user's site over the system's: upgraded, taken away again, upgraded by python -m pip", """
FROM python:3.11
RUN pip install --no-cache-dir six==1.15.0 idna==3.3 click==8.0.4
RUN useradd -m -u 1000 user
USER user
ENV HOME=/home/user PATH=/home/user/.local/bin:$PATH
WORKDIR /home/user/app
RUN pip install --user --upgrade six idna==3.4
RUN pip uninstall -y six && python -m pip list
RUN pip install --no-cache-dir 'click>8.1,<8.2' && python -m pip install -U six==1.16.0 --no-warn-script-location
""", run_user="user", directory="/home/user/app", freeze_variables={"HOME": "/home/user"}, complete=None)
case("author-chain", "Install, uninstall and reinstall in one step, with pip replaced in the middle", steps("pip install six==1.15.0 && pip uninstall -y six && pip install --upgrade pip==24.0 && pip install six==1.16.0 idna==3.3 && python -m pip install -U pip && pip install 'idna>=3.4,<3.5' && pip uninstall -y six idna && pip install idna==3.4", "pip install click==8.1.7 && pip install click==8.1.3 && pip install 'click>=8.1.7' --no-deps"), complete=None)
case("author-stage-site", "Only site-packages of the builder, over the last stage's own packages", """
FROM python:3.11 AS builder
COPY requirements.txt .
RUN pip install --no-cache-dir --upgrade pip setuptools==70.0.0 && pip install --no-cache-dir -r requirements.txt
FROM python:3.11-slim
WORKDIR /app
RUN pip install --no-cache-dir idna==3.3 attrs==23.1.0
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
RUN pip install --no-cache-dir --no-deps click==8.1.3
""", files={"requirements.txt": "six==1.15.0\nclick==8.1.7\nidna==3.4\n"}, complete=None)

case("author-userbase", "PYTHONUSERBASE on the disk that stays, filled by a step and again by the start", steps("pip install six==1.15.0", "ENV PYTHONUSERBASE=/data/.local PATH=/data/.local/bin:$PATH", "pip install --user idna==3.3 click==8.1.7", copy=True), files={"start.sh": "export PYTHONUSERBASE=/data/.local\npip install --user --upgrade idna==3.4\npython -c 'print(1)'\n"}, run=("sh start.sh",), run_variables={"PYTHONUSERBASE": "/data/.local"}, freeze_variables={"PYTHONUSERBASE": "/data/.local"}, complete=None)
case("author-path-file", "A .pth file makes a folder of packages seen, and one of a checkout", steps("pip install --target /opt/libs six==1.15.0 idna==3.4", "echo /opt/libs > /usr/local/lib/python3.11/site-packages/libs.pth", "pip install click==8.1.7 six==1.16.0", "pip list"), complete=None)
case("author-sdk-changed", "sdk_version changes: the requirements are cached, the SDK's call runs again and lowers what they brought", BASE_2025.format(python="3.10", sdk="gradio-client==1.3.0", spaces="six"), directory="/home/user/app",
     builds=({"files": {"pre-requirements.txt": "attrs==22.1.0\n", "requirements.txt": "websockets>=10\nattrs\nhttpx\n"}}, {"dockerfile": BASE_2025.format(python="3.10", sdk="gradio-client==0.8.1", spaces="'httpx<0.25'"), "files": {"pre-requirements.txt": "attrs==22.1.0\n", "requirements.txt": "websockets>=10\nattrs\nhttpx\n"}}))
case("author-same-steps", "Two stages with the very same steps, mixed, of which one changes its place", """
FROM python:3.11 AS api
WORKDIR /app
RUN pip install --no-cache-dir --upgrade pip==24.2
RUN pip install --no-cache-dir six==1.15.0 click
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
FROM python:3.11-slim
WORKDIR /srv
RUN pip install --no-cache-dir --upgrade pip==24.2
RUN pip install --no-cache-dir six==1.16.0 'click<8.2'
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY --from=api /app /app
""", interleave=5, files={"requirements.txt": "idna==3.4\n"}, complete=None, doubtful=("six", "click"))
case("author-pip-config", "pip config set: a folder, quiet, no dependencies, an index", steps("ENV PIP_CONFIG_FILE=/etc/pip.conf", "pip config --global set global.no-cache-dir false && pip config --global set global.no-deps true && pip install requests==2.31.0", "pip config --global unset global.no-deps; pip config --global set install.upgrade true; pip install idna six", "pip config --global set global.quiet 1 && pip install click==8.1.7", "pip install attrs==23.1.0", "pip config --global unset global.quiet && pip config list && pip install --no-deps certifi"), complete=None)
case("author-crash", "pip dies of an exception of its own, the step goes on; then of the disk's rights", steps("pip install six==1.15.0", "pip install --proxy foo://x --retries 0 idna==3.3 || pip install idna==3.4", "pip install -r missing.txt; pip install -c missing.txt six; pip install ./nothing-here; pip install click==8.1.7", "pip install --isolated --no-such-option x || pip install 'attrs==23.1.0'; true"))
case("author-env-tools", "Programs that tell the environment in their own words at the start", steps("pip install --no-cache-dir 'huggingface-hub[cli]<1' 'watermark==2.4.3' ipython==8.12.3", copy=True), files={"start.sh": "huggingface-cli env\npython -c \"import platform; print('Python', platform.python_version())\"\npython -c \"import watermark; print(watermark.watermark(packages='numpy,torch,idna,huggingface_hub', python=True))\"\npip show idna tqdm | head -30\npip inspect | head -5\npip check\n"}, run=("sh start.sh",), absent=("numpy", "torch"), complete=None)
case("author-target-here", "pip install -t . beside the app, and -t for another platform", steps("pip install --no-cache-dir six==1.15.0", "pip install --no-cache-dir -t . idna==3.4", "pip install --platform manylinux2014_x86_64 --python-version 3.9 --only-binary=:all: -t /layer markupsafe==2.1.3 click==8.1.7", "pip install -U six"), complete=None, doubtful=("idna",), absent=("markupsafe", "click"))
case("author-apt-after", "apt brings what pip has in another version, and takes it away", debian("python3 python3-pip", "PIP_BREAK_SYSTEM_PACKAGES=1 pip install --no-cache-dir requests==2.31.0 six", "apt-get update -qq && apt-get install -y --no-install-recommends python3-requests python3-six python3-idna", "ENV PIP_BREAK_SYSTEM_PACKAGES=1", "pip install -U idna && pip uninstall -y requests", "apt-get remove -y python3-six && apt-get autoremove -y"), complete=None, **OF_DEBIAN)
case("author-pythonpath-freeze", "PYTHONPATH names a folder of packages: pip itself sees them", """
FROM python:3.11
WORKDIR /app
RUN pip install --no-cache-dir click==8.1.7
RUN pip install --no-cache-dir --target /opt/deps six==1.15.0 idna==3.3
ENV PYTHONPATH=/opt/deps
RUN pip install --no-cache-dir six idna attrs==23.1.0
RUN pip install --no-cache-dir --upgrade idna==3.4
""", freeze_variables={"PYTHONPATH": "/opt/deps"}, complete=None)
case("author-start-poetry", "The start lets poetry bring the image's Python up to date", steps("pip install --no-cache-dir poetry==1.8.5 'virtualenv<20.30' six==1.15.0", "poetry config virtualenvs.create false", copy=True), files={"pyproject.toml": "[tool.poetry]\nname = \"my-space\"\nversion = \"0.1.0\"\ndescription = \"\"\nauthors = []\n\n[tool.poetry.dependencies]\npython = \"^3.9\"\nclick = \"8.1.0\"\nsix = \"1.16.0\"\n\n[[tool.poetry.source]]\nname = \"index\"\nurl = \"@INDEX@\"\n", "start.sh": "poetry install --no-root --no-interaction\npip install 'attrs<24'\npython -c 'print(1)'\n"}, run=("sh start.sh",), complete=None)
case("author-start-honcho", "A runner of processes puts names and times before what each prints, pip among them", steps("pip install --no-cache-dir honcho==1.1.0 six==1.15.0", copy=True), files={"Procfile": "web: sh -c 'pip install six==1.16.0 && sleep 1'\nworker: sh -c 'sleep 4; pip install idna==3.4; echo ready'\n"}, run=("honcho start --no-colour || true",), complete=None)

LOGGED = """import logging, subprocess, sys
logging.basicConfig(level=logging.INFO, format={format!r}, stream=sys.stdout)
log = logging.getLogger('setup')
def run(*words):
    p = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for line in p.stdout: log.info({line})
    p.wait(); log.info('exit %d', p.returncode)
log.info('preparing')
run(sys.executable, '-m', 'pip', 'install', 'six==1.16.0', 'attrs==23.1.0')
run(sys.executable, '-m', 'pip', 'uninstall', '-y', 'idna')
log.info('serving')
"""
case("author-start-logged", "The app hands each line of pip to its logger: time, level, name", IMAGE, files={"app.py": LOGGED.format(format="%(asctime)s - %(name)s - %(levelname)s - %(message)s", line="line.rstrip()")}, run=("python -u app.py",), absent=("idna",), complete=None)
case("author-start-logged-short", "The same in the short form of the logger, stripped", IMAGE, files={"app.py": LOGGED.format(format="%(levelname)s:%(name)s:%(message)s", line="line.strip()")}, run=("python -u app.py",), absent=("idna",), complete=None)
case("author-start-conflict", "The start's requirements conflict, then a part of them, then a repository over a release", IMAGE, files={"requirements.txt": "requests==2.31.0\nurllib3<1.21\nidna==3.4\n", "start.sh": "pip install -r requirements.txt\npip install 'idna==3.4' || true\npip uninstall -y six && pip install --no-deps git+https://github.com/example/tiny-lib.git@v0.1.0\npip install 'urllib3<2' no-such-thing-4711\npip check; python -c 'print(1)'\n"}, run=("sh start.sh",), absent=("six",), complete=None)
case("author-stage-cached-site", "The builder is cached, its site-packages are copied over what the last stage installs anew", """
FROM python:3.11 AS builder
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
FROM python:3.11-slim
WORKDIR /app
COPY pins.txt .
RUN pip install --no-cache-dir -r pins.txt
COPY --from=builder /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
RUN pip install --no-cache-dir six==1.16.0
""", files={"requirements.txt": "click==8.1.7\nidna==3.4\n"}, builds=({"files": {"pins.txt": "idna==3.3\n"}}, {"files": {"pins.txt": "idna==3.2\nattrs==23.1.0\n"}}), shown=(1,), complete=None)
case("author-pinned-tools", "The requirements pin pip, setuptools and wheel themselves, a later call lifts one of them", BASE_2026.format(python="3.10", sdk="cachetools", spaces="six"), directory="/app", files={"requirements.txt": "pip==24.2\nsetuptools==69.5.1\nwheel==0.43.0\nidna==3.4\n"}, complete=None)
case("author-pip-config-target", "pip config set target: everything goes elsewhere", steps("ENV PIP_CONFIG_FILE=/etc/pip.conf", "pip install six==1.15.0 && pip config --global set global.target /opt/libs", "pip install click==8.1.7 six==1.16.0", "pip config --global unset global.target && pip install idna==3.4"), absent=("click",), complete=None)
case("author-uv-toml", "uv.toml and pyproject's [tool.uv] say where and without what", uv("ENV UV_NO_CONFIG=0", "uv pip install six==1.15.0 idna==3.3", "uv pip install --no-config --system idna==3.4", "cd proj && uv sync && uv pip install click==8.1.7", python="3.11"), files={"uv.toml": "[pip]\nsystem = true\nno-deps = true\n", "proj/pyproject.toml": pyproject("my-space", "0.1.0", ("attrs==23.1.0",)) + "\n[tool.uv]\ndefault-groups = []\n\n[dependency-groups]\ndev = [\"iniconfig\"]\n", "proj/my_space.py": "", "proj/README.md": ""}, complete=None, doubtful=("attrs", "click", "my-space"), absent=())
case("author-failed-rest", "Three commits: works; the resolver finds nothing; the wheel cannot be built and the step forgives it", BASE_2026.format(python="3.12", sdk="cachetools", spaces="six"), directory="/app",
     builds=({"files": {"requirements.txt": "requests==2.31.0\nidna==3.4\n"}}, {"files": {"requirements.txt": "requests==2.31.0\nidna<2\nurllib3>2\n"}, "succeeds": False}, {"files": {"requirements.txt": "requests==2.31.0\n@FILES@/broken-source-0.1.0.tar.gz\n"}, "succeeds": False}))
case("author-start-logged-json", "The same as JSON, one object a line", IMAGE, files={"app.py": LOGGED.format(format='{"time": "%(asctime)s", "level": "%(levelname)s", "event": %(message)s}', line="__import__('json').dumps(line.rstrip())")}, run=("python -u app.py",), absent=("idna",), complete=None)
case("author-start-rich", "The same by a handler that sets times, levels and places beside it and breaks lines", IMAGE.replace("six==1.15.0", "six==1.15.0 rich==13.7.0"), files={"app.py": LOGGED.format(format="%(message)s", line="line.rstrip()").replace("logging.basicConfig(level=logging.INFO, format='%(message)s', stream=sys.stdout)", "from rich.logging import RichHandler\nlogging.basicConfig(level='INFO', format='%(message)s', datefmt='[%X]', handlers=[RichHandler()])")}, run=("python -u app.py",), complete=None)
