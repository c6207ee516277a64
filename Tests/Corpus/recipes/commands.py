"""How steps spell their calls: prefixes, substitutions, standard input, here-documents, reports, lists in between."""

from .case import case
from .forge import pyproject, setup_py, wheels

START = "FROM python:{python}\nWORKDIR /app\n"


def steps(*commands, python="3.11", copy=False):
    return START.format(python=python) + ("COPY . .\n" if copy else "") + "\n".join(f"RUN {c}" for c in commands) + "\n"


case("global-options", "Options before the subcommand", steps(
    "pip --no-cache-dir --disable-pip-version-check install six==1.15.0", "python -m pip --no-input --timeout 60 install 'idna<3.8'", "pip --quiet install attrs"), complete=False, unknown=("attrs",))
case("prefixes", "Variables, env, timeout, nice and time before pip", steps(
    "CMAKE_ARGS=\"-DX=on -DY=off\" FORCE_CMAKE=1 pip install --no-cache-dir six==1.16.0", "env PIP_NO_CACHE_DIR=1 python3 -m pip install idna==3.6", "timeout 600 pip install attrs==23.1.0 && nice -n 5 pip install click==8.1.7",
    "export PIP_DEFAULT_TIMEOUT=100 && pip install --upgrade 'attrs<24'", python="3.12"))
case("inline-shells", "bash -c, sh -ec, su -c and nested quotes", steps(
    "bash -c \"pip install six==1.16.0 && pip install 'idna<3.8'\"", "/bin/bash -o pipefail -c 'pip install attrs==23.2.0 | cat'", "sh -exc 'pip install click==8.1.3; pip install -U click'", "bash -lc 'pip install -q rich'"),
     complete=False, unknown=("rich", "pygments"))
case("substitutions", "$(cat file), backticks, variables", steps(
    "pip install $(cat requirements.txt)", "pip install `echo six==1.15.0`", "export WANTED='click==8.1.7' && pip install \"$WANTED\" ${MORE:-idna==3.4}", copy=True), files={"requirements.txt": "attrs==23.1.0 rich<14\n"})
case("standard-input", "Requirements from a pipe", steps(
    "grep -v torch requirements.txt | pip install -r /dev/stdin", "cat more.txt | xargs -n 1 pip install --no-cache-dir", "sed 's/==.*//' more.txt > loose.txt && pip install -U -r loose.txt", copy=True),
     files={"requirements.txt": "torch==99\nsix==1.15.0\nattrs\n", "more.txt": "click==8.0.0\nidna==3.4\n"}, absent=("torch",))
case("while-read", "A loop that reads lines and forgives failures", steps(
    "while read p; do pip install \"$p\" || echo \"skipping $p\"; done < requirements.txt", "for p in $(cat more.txt); do pip install --no-cache-dir $p || true; done", copy=True),
     files={"requirements.txt": "six==1.15.0\nno-such-thing-4711\nattrs==23.1.0\n", "more.txt": "click==8.1.7\nidna==999\n"}, absent=("no-such-thing-4711",))
case("report", "An installation that prints its report as JSON", steps("pip install --report - six==1.16.0 click", "pip install --report report.json attrs && cat report.json"))
case("inspect-and-show", "pip inspect, show, check, debug, index, config and cache between the installs", steps(
    "pip install requests==2.31.0", "pip check && pip show -f idna requests | head -20", "pip list --outdated --format=columns || true", "pip inspect | head -40; pip config list; pip cache dir", "pip list --format=json", "pip install -U idna==3.7"), complete=None)
case("list-of-another", "A list of another environment", steps(
    "pip install six==1.16.0 rich", "python -m venv /opt/tool && /opt/tool/bin/pip install click==8.0.0 && /opt/tool/bin/pip list && /opt/tool/bin/pip freeze", "pip install attrs==23.1.0"), complete=None, absent=("click",))
case("quiet-then-freeze", "Quiet installs, then the freeze is printed: it settles everything", steps(
    "pip install -q flask==3.0.0", "pip install -qq 'requests<2.32' && pip freeze"))
case("quiet-then-list", "Quiet installs, pip list's table, then one more", steps(
    "pip install -q flask==3.0.0", "pip list", "pip install idna==3.7"))
case("freeze-then-quiet", "A freeze, and a quiet install behind it", steps("pip install flask==3.0.0", "pip freeze", "pip install -q -U 'click<8.1.5'"), complete=False, doubtful=("click",))
case("freeze-filtered", "A freeze through grep, head and into a file shows only a part", steps(
    "pip install -q flask==3.0.0", "pip freeze | grep -i flask", "pip list | grep -E 'Jinja|click'", "pip freeze > lock.txt && head -2 lock.txt"), complete=False)
case("cat-requirements", "A step prints a requirements file: what it names is not what is installed", steps(
    "cat requirements.txt", "pip install -r requirements.txt && cat other.txt", copy=True), files={"requirements.txt": "attrs==23.1.0\nsix==1.16.0\nclick>=8\n", "other.txt": "attrs==22.1.0\nnumpy==1.0\nsix==1.10.0\n"}, absent=("numpy",))
case("python-script-installs", "A Python script in the step calls pip", steps(
    "python install.py", "python -c \"import subprocess, sys; subprocess.check_call([sys.executable, '-m', 'pip', 'install', 'idna==3.6'])\"", "python -c 'import pip._internal.cli.main as m; raise SystemExit(m.main([\"install\", \"attrs==23.1.0\"]))'", copy=True),
     files={"install.py": "import subprocess, sys\nfor p in ('six==1.15.0', 'click==8.1.7'):\n    subprocess.run([sys.executable, '-m', 'pip', 'install', p], check=True)\n"}, complete=None)
case("uninstall-by-file", "Uninstalls by a file, by a freeze, and several names over versions", steps(
    "pip install requests==2.31.0 click==8.1.7 six", "pip uninstall -y -r gone.txt", "pip freeze | grep -i certifi | xargs pip uninstall -y", "pip install -U pip && pip uninstall --yes click idna || true", copy=True),
     files={"gone.txt": "six\nurllib3\n"}, absent=("six", "urllib3", "certifi", "click", "idna"))
case("setuptools-moves", "setuptools and wheel change, go and come back, on a Python that freezes them", steps(
    "pip install -U pip setuptools==70.0.0 wheel==0.43.0", "pip install six 'setuptools<70'", "pip uninstall -y wheel", python="3.12"))
case("setuptools-old-python", "The same on a Python that does not freeze them", steps(
    "pip install -U pip==24.0 setuptools==68.0.0 wheel", "pip install six 'setuptools<66'", python="3.10"))
case("output-streams", "2>/dev/null, 2>&1, |& tee, > >(tee): still printed; &> and >& are not", steps(
    "pip install six==1.16.0 2>/dev/null", "pip install idna==3.6 2>&1", "bash -c 'pip install attrs==23.1.0 |& tee /tmp/log'", "bash -c 'pip install click==8.1.7 &> /tmp/log2'"), complete=False, unknown=("click",))
case("pipe-tail-many", "2>&1 | tail -n 5 keeps the last line, head does not", steps(
    "pip install requests==2.31.0 2>&1 | tail -n 5", "pip install attrs==23.1.0 | tail -n 3 | cat", "pip install rich 2>&1 | head -n 2 || true"), complete=False)
case("echoes", "set -x traces of installs, some of which did not run", steps(
    "set -ex && if [ -f none ]; then pip install rich==1; fi && pip install six==1.16.0 && echo 'pip install click==8'", "set -x; pip install idna==3.6 || pip install idna==3.5; false || true"), absent=("rich", "click"))
case("build-and-install", "build, then the wheel by a pattern", steps(
    "pip install build==1.0.3", "python -m build --wheel . && pip install dist/*.whl", copy=True), files={"pyproject.toml": pyproject("my-space", "1.2.3", ("six",)), "my_space.py": ""})
case("setup-develop", "setup.py develop and install, which say what they put where", steps(
    "pip install six==1.15.0", "cd lib && python setup.py develop", "cd tool && python setup.py install", python="3.9", copy=True),
     files={"lib/setup.py": setup_py("lib-one", "0.1.0", ("click==8.0.0",)), "lib/lib_one.py": "", "tool/setup.py": setup_py("tool-two", "0.2.0", ("six",)), "tool/tool_two.py": ""}, complete=None)
case("secret-mounts", "Cache and secret mounts before the command", START.format(python="3.11") + "COPY . .\n"
     "RUN --mount=type=cache,target=/root/.cache/pip pip install six==1.16.0\n"
     "RUN --mount=type=secret,id=HF_TOKEN,mode=0444,required=true pip install git+https://github.com/example/tiny-lib@v0.2.0\n"
     "RUN --mount=type=cache,target=/root/.cache --mount=type=secret,id=KEY,target=/run/key pip install --no-cache-dir -r requirements.txt\n", files={"requirements.txt": "attrs==23.1.0\n"})
case("exec-form", "RUN with a JSON array", START.format(python="3.11") + "COPY requirements.txt .\nRUN [\"pip\", \"install\", \"six==1.16.0\"]\nRUN [\"python\", \"-m\", \"pip\", \"install\", \"--no-cache-dir\", \"-r\", \"requirements.txt\"]\n",
     files={"requirements.txt": "attrs==23.1.0\n"})
case("legacy-versions", "Versions that PEP 440 does not know, with pip 22", steps(
    "pip install pip==22.3.1", "pip install --no-index --find-links wheels legacy-date===2004d oddly-named 2fast x", copy=True, python="3.9"),
     files=wheels(("legacy-date", "2004d"), ("oddly-named", "1.0-beta-fixed".replace("-", "_")), ("2fast", "0.1"), ("x", "1")), complete=None)
case("many-separators", "Names with several separators, digits at their ends, versions with every suffix", steps(
    "pip install --no-index --find-links wheels Foo.Bar-baz_qux foo-2-1 lib3 a1-b2-c3 post-dev dist-utils-24 pip-like", copy=True, python="3.12"),
     files=wheels(("Foo.Bar-baz_qux", "1.0.0.post1.dev2"), ("foo-2-1", "2.1.0"), ("lib3", "3"), ("a1-b2-c3", "4.5.6a7"), ("post-dev", "2026.1.post3+abc.5"), ("dist-utils-24", "24.1rc1"), ("pip-like", "0.0.0")))
case("conflict-old", "pip 19 says at once what it breaks, and goes on", steps(
    "pip install pip==19.3.1", "pip install requests==2.25.1", "pip install urllib3==2.0.7 idna==3.4", python="3.7"))
case("conflict-unresolvable", "ResolutionImpossible, a lenient second try", steps(
    "pip install 'flask==3.0.0' 'werkzeug<2' || pip install flask==2.3.3", python="3.11"))
case("already-in-place", "Upgrade of pip alone, and of what is up to date", steps("python3 -m pip install --upgrade pip", "pip install six==1.16.0", "pip install --upgrade pip six==1.16.0 --no-deps", "pip3 install --upgrade --upgrade-strategy only-if-needed six"))
case("extras", "Extras, and a requirement that differs only by them", steps(
    "pip install 'requests[socks,use-chardet-on-py3]==2.31.0'", "pip install 'httpx[http2]<0.28' 'requests[socks]'", python="3.12"))
case("wheel-then-star", "pip wheel into a directory, then every wheel in it", steps(
    "pip wheel -r requirements.txt -w /wheels", "pip install --no-cache /wheels/*", copy=True), files={"requirements.txt": "requests==2.31.0\n"})
