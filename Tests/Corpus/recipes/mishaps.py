"""What goes wrong half-way, is taken back or finds nothing to do; lists and checks in every format; other programs that talk like installers."""

from .case import case
from .forge import pyproject, setup_py, wheels

START = "FROM python:{python}\nWORKDIR /app\n"
# Fails while it is put in place, whatever was there before.
BREAKS = "import sys\nif any(w in sys.argv for w in ('install', 'bdist_wheel')):\n    raise SystemExit('error: no compiler here')"


def steps(*commands, python="3.11", copy=False):
    lines = "\n".join(c if c.startswith(("ENV ", "COPY ", "WORKDIR ", "USER ")) else f"RUN {c}" for c in commands)
    return START.format(python=python) + ("COPY . .\n" if copy else "") + lines + "\n"


case("rolled-back", "The new release cannot be put in place, pip takes the old one back, the step goes on", steps(
    "pip install pip==22.3.1", "pip install --no-index --find-links wheels lib-one==0.1.0", "pip install --no-build-isolation --no-deps ./lib || echo 'keeping the old one'", "pip install six==1.16.0", python="3.9", copy=True),
     files={**wheels(("lib-one", "0.1.0")), "lib/setup.py": setup_py("lib-one", "0.2.0", body=BREAKS), "lib/lib_one.py": ""})
case("rolled-back-several", "Three packages change, the second breaks: the first stays new, the second old, the third untouched", steps(
    "pip install pip==21.3.1", "pip install six==1.15.0 idna==3.3 && pip install --no-index --find-links wheels lib-one==0.1.0",
    "pip install --no-build-isolation six==1.16.0 ./lib idna==3.4 || true", "pip install attrs==23.1.0", python="3.9", copy=True),
     files={**wheels(("lib-one", "0.1.0")), "lib/setup.py": setup_py("lib-one", "0.2.0", body=BREAKS), "lib/lib_one.py": ""}, complete=None)
case("same-wheel-again", "A wheel that is there already in the same version", steps(
    "pip install --no-index ./wheels/lib_one-0.1.0-py3-none-any.whl", "pip install --no-index ./wheels/lib_one-0.1.0-py3-none-any.whl", "pip install wheels/*.whl six==1.16.0", copy=True),
     files=wheels(("lib-one", "0.1.0"), ("lib-two", "0.3.0", ("lib-one",))))
case("same-wheel-forced", "--force-reinstall and --ignore-installed of wheels that are there", steps(
    "pip install --no-index ./wheels/lib_one-0.1.0-py3-none-any.whl", "pip install --force-reinstall --no-deps ./wheels/lib_one-0.1.0-py3-none-any.whl", "pip install --ignore-installed six==1.16.0 && pip install --ignore-installed six==1.15.0", "pip install -U --no-deps six", copy=True),
     files=wheels(("lib-one", "0.1.0")), complete=None)
BACKEND = pyproject("lib-one", "0.1.0").replace('requires = ["setuptools>=61"]', 'requires = ["setuptools<69"]')
for level in ("-v", "-vv"):
    case(f"backend-dependencies{level}", f"{level} with build and backend dependencies, which pip installs for the moment", steps(
        "pip install click==8.1.0", f"pip install {level} ./lib 'six==1.15.0'", "pip install idna==3.4", python="3.11", copy=True), files={"lib/pyproject.toml": BACKEND, "lib/lib_one.py": ""})
case("backend-dependencies-26", "pip 26 -v: the same in its newest words", steps(
    "pip install -U pip==26.0", "pip install -v ./lib 'six==1.15.0'", "pip install --use-feature=inprocess-build-deps -v --force-reinstall --no-deps ./lib || pip install idna==3.3", "pip install idna==3.4", python="3.13", copy=True), files={"lib/pyproject.toml": BACKEND, "lib/lib_one.py": ""})
case("list-verbose", "Quiet installs, then pip list -v", steps("pip install -q flask==3.0.0", "pip list -v", "pip install idna==3.7"))
case("list-editable", "Quiet installs with an editable project, then pip list and pip freeze", steps(
    "pip install -q -e ./lib click==8.1.0", "pip list", "pip install -q six==1.16.0 && pip freeze", copy=True), files={"lib/pyproject.toml": pyproject("lib-one", "0.1.0"), "lib/lib_one.py": ""})
case("list-formats", "pip list as freeze, json and legacy columns", steps(
    "pip install -q six==1.16.0 idna==3.4", "pip list --format=freeze", "pip install -q attrs==23.1.0 && pip list --format json", "pip install click==8.1.7", "pip list --format=columns --disable-pip-version-check"))
case("uv-freeze-editable", "uv pip freeze with an editable project in the middle", steps(
    "pip install uv==0.9.30", "uv pip install -q --system -e ./lib click==8.1.0 six==1.16.0", "uv pip freeze --system", copy=True), files={"lib/pyproject.toml": pyproject("lib-one", "0.1.0"), "lib/lib_one.py": ""}, complete=None)
case("uv-list-editable", "uv pip list with an editable project", steps(
    "pip install uv==0.9.30", "uv pip install -q --system -e ./lib click==8.1.0 six==1.16.0", "uv pip list --system", copy=True), files={"lib/pyproject.toml": pyproject("lib-one", "0.1.0"), "lib/lib_one.py": ""}, complete=None)
case("freeze-editable-git", "pip freeze with editable checkouts: with a remote, without one, without a repository", steps(
    "git config --global user.name a && git config --global user.email a@example.com && git config --global init.defaultBranch main && cd lib && git init -q && git add . && git commit -q -m one", "pip install -q -e ./lib -e ./plain six==1.16.0 && pip install -q -e 'git+https://github.com/example/tiny-lib@v0.2.0#egg=tiny-lib' click==8.1.7", "pip freeze", copy=True),
     files={"lib/pyproject.toml": pyproject("lib-one", "0.1.0"), "lib/lib_one.py": "", "plain/pyproject.toml": pyproject("plain-two", "0.2.0"), "plain/plain_two.py": ""}, complete=None)
case("check-conflicts", "Conflicts that installs of several eras and pip check report", steps(
    "pip install pip==20.3.4", "pip install requests==2.25.1", "pip install --use-deprecated=legacy-resolver urllib3==2.0.7 idna==3.4 || true", "pip check || true", "pip install chardet==5.0.0", "pip install -U pip==24.0 && pip check || true", "pip uninstall -y chardet && pip check || true", python="3.8"), absent=("chardet",))
case("no-dependencies", "uv sync of a project that needs nothing, twice; uv pip install of nothing", steps(
    "pip install uv==0.9.30", "uv sync", "uv sync --no-install-project", "uv pip install -r empty.txt || true", copy=True), files={"pyproject.toml": "[project]\nname = \"my-space\"\nversion = \"0.1.0\"\nrequires-python = \">=3.9\"\ndependencies = []\n", "empty.txt": ""}, complete=None)
case("other-python-by-path", "A virtual environment by PATH, then the system's own Python by its path", steps(
    "python -m venv /opt/venv", "ENV PATH=/opt/venv/bin:$PATH VIRTUAL_ENV=/opt/venv", "pip install click==8.1.0 six", "pip install click", "/usr/local/bin/python -m pip install attrs==23.1.0", "pip install idna==3.4"),
     freeze="/opt/venv/bin/python -m pip freeze", interpreter="/opt/venv/bin/python", complete=None, absent=("attrs",), doubtful=("attrs",))
case("no-color-and-time", "--no-color, --log, --isolated, --retries, PIP_NO_INPUT, time", steps(
    "pip --no-color --log /tmp/pip.log install six==1.16.0", "pip install --isolated --retries 3 --timeout 10 idna==3.4", "time pip install --no-input attrs==23.1.0", "LC_ALL=C LANG=C pip install click==8.1.7 rich==13.7.0", "PYTHONIOENCODING=latin-1 PYTHONUTF8=0 pip install --progress-bar ascii markupsafe==2.1.3 || PYTHONIOENCODING=latin-1 pip install markupsafe==2.1.3"))
case("downgrades", "Down, up and sideways: one package in many versions", steps(
    "pip install idna==3.7", "pip install idna==3.6", "pip install 'idna<3.5'", "pip install -U idna==3.7 && pip install 'idna==2.10'", "pip uninstall -y idna && pip install idna==3.3", "pip install requests==2.31.0", "pip install -U --upgrade-strategy eager 'requests<2.32'", "pip install --force-reinstall --no-deps idna==3.4"))
case("names-normalised", "One package under many spellings", steps(
    "pip install PyYAML==6.0.1 ruamel_yaml==0.18.5 Zope.Interface==6.1", "pip install 'pyyaml==6.0.2' zope-interface==6.2", "pip uninstall -y RUAMEL.YAML", "pip install Jaraco_Functools==4.0.0 'JARACO.FUNCTOOLS[x]==4.0.1'  || pip install jaraco.functools==4.0.1"), absent=("ruamel-yaml",))
case("versions-of-every-kind", "Epochs, post, dev, local and pre-releases that replace each other", steps(
    "pip install --no-index --find-links wheels 'lib-one==1!2.0'", "pip install --no-index --find-links wheels 'lib-one==2.0.post1'", "pip install --no-index --find-links wheels --pre lib-one==3.0.dev4", "pip install --no-index --find-links wheels 'lib-one==3.0+cpu'", "pip install --no-index --find-links wheels lib-one==3.0+cu118 lib-two", copy=True),
     files=wheels(("lib-one", "1!2.0"), ("lib-one", "2.0.post1"), ("lib-one", "3.0.dev4"), ("lib-one", "3.0+cpu"), ("lib-one", "3.0+cu118"), ("lib-two", "2024.1.1a1.post2.dev3+local.7")))
case("other-programs", "Programs that talk like pip: gem, cpanm, npm, cargo, R", steps(
    "pip install six==1.16.0", "echo 'Fetching rouge-4.1.0.gem' && echo 'Successfully installed rouge-4.1.0' && echo 'Parsing documentation for rouge-4.1.0' && echo 'Done installing documentation for rouge after 0 seconds' && echo '1 gem installed'", "sh -c \"printf 'added 57 packages in 3s\\n+ click@8.0.0\\n'\"", "pip install idna==3.4"), absent=("rouge", "click"))
case("uv-run-with", "uv run --with and uv tool install after a sync; uvx of a package that the project has in another version", steps(
    "pip install uv==0.9.30", "uv sync --no-dev", "uv run --with 'click==8.0.0' --no-dev python -c 'import click'", "uv tool install --with 'idna==3.3' pycowsay", "uvx --from 'pycowsay' pycowsay hi", "uv tool upgrade --all || true", "uv run --isolated --no-dev python -c 'import idna'", copy=True),
     files={"pyproject.toml": pyproject("my-space", "0.1.0", ("click==8.1.7", "idna==3.4")), "my_space.py": ""}, editable="my-space==0.1.0", absent=("pycowsay",),
     freeze="uv pip freeze --python /app/.venv", interpreter="/app/.venv/bin/python", complete=None)
case("uv-remade", "uv makes the environment again, and again with another Python's name", steps(
    "pip install uv==0.9.30", "uv venv /app/.venv && uv pip install click==8.0.0 rich", "uv venv --clear /app/.venv && uv pip install click==8.1.7", "uv pip install -r requirements.txt", copy=True), files={"requirements.txt": "idna==3.4\n"}, absent=("rich",),
     freeze="uv pip freeze --python /app/.venv", interpreter="/app/.venv/bin/python", complete=None)
case("poetry-self", "poetry lives by itself and gets a plugin; the project is elsewhere", steps(
    "python -m venv /opt/poetry && /opt/poetry/bin/pip install -q poetry==1.8.5", "/opt/poetry/bin/poetry self add poetry-plugin-export==1.8.0 || true", "pip install six==1.16.0"), complete=None, absent=("poetry", "poetry-plugin-export"))
case("spacy-like", "A program that calls pip with an address", steps(
    "pip install six==1.16.0", "python -m tool download", "pip install idna==3.4", copy=True), files={"tool.py": "import subprocess, sys\nsubprocess.run([sys.executable, '-m', 'pip', 'install', '@FILES@/tiny_tool-1.4.0-py3-none-any.whl', '--no-deps', '--quiet' if len(sys.argv) > 2 else '--no-cache-dir'], check=True)\nprint('\\u2714 Download and installation successful')\n"}, complete=None)
case("hatch", "hatch makes environments of its own", steps("pip install hatch==1.12.0 'click<8.2' 'virtualenv<20.30'", "hatch env create || true", "pip install six==1.16.0", copy=True),
     files={"pyproject.toml": pyproject("my-space", "0.1.0", ("idna==3.4",)), "my_space.py": ""}, complete=None)
case("foreign-words", "Lines of other languages and of no encoding at all between the installs", steps(
    "pip install six==1.16.0", "printf 'Установка пакетов… 完了しました \\377\\376 \\303\\050\\n' && pip install idna==3.4 && printf '正在安装 click==8.0.0\\n+ rich==1.0\\n'", "printf 'Successfully\\302\\240installed click-8.0.0\\n\\n\\033[1mcaf\\351\\033[0m\\n'; pip install attrs==23.1.0"), absent=("click", "rich"))
case("xargs-and-loops", "xargs with several at a time, nested loops, functions, arithmetic", steps(
    "cat requirements.txt | xargs -n 2 -t pip install", "xargs -a requirements.txt -I % sh -c 'pip install -U % || echo no %'", "i=0; until pip install idna==3.4 || [ $i -ge 3 ]; do i=$((i+1)); sleep 1; done", "retry() { \"$@\" || \"$@\"; }; retry pip install attrs==23.1.0", copy=True),
     files={"requirements.txt": "six==1.15.0\nclick==8.0.0\nmarkupsafe==2.1.1\n"}, complete=None)
case("and-after-failing", "&&, || and groups around failures", steps(
    "pip install no-such-thing-4711 && pip install click==8.0.0 || pip install click==8.1.0", "(pip install six==1.15.0 && false) || (true && pip install six==1.16.0)", "{ pip install idna==999 || :; } && pip install idna==3.4", "set +e; pip install attrs==999; pip install attrs==23.1.0", "if ! pip install rich==999; then pip install markupsafe==2.1.3; fi"), absent=("no-such-thing-4711", "rich"))
case("quiet-chain", "Quiet and loud ones in one step", steps(
    "pip install -q six==1.15.0 && pip install idna==3.4 && pip install -q 'attrs==23.1.0' && pip install click==8.1.7", "pip install -qqq markupsafe==2.1.1; pip install --quiet --quiet rich==13.7.0 || true"), complete=False, unknown=("six", "attrs", "markupsafe", "rich"))
