"""What pip's options and commands do to the result, or keep from it."""

from .case import case
from .forge import wheels

START = "FROM python:{python}\nWORKDIR /app\n"


def steps(*commands, python="3.10"):
    return START.format(python=python) + "\n".join(f"RUN {c}" for c in commands) + "\n"


case("upgrade-uninstall", "Several steps: install, upgrade, downgrade, uninstall", steps(
    "pip install --no-cache-dir requests==2.28.0 flask==2.2.0 six", "pip install --no-cache-dir --upgrade requests", "pip uninstall -y six flask",
    "pip install --no-cache-dir urllib3==1.26.18", "pip install 'jinja2<3.1'"), absent=("six", "flask"))
case("uninstall-missing", "Uninstalls of what is there, twice, and of what is not", steps(
    "pip install six click rich", "pip uninstall -y six not-there-at-all", "pip uninstall -y click six", python="3.12"), absent=("six", "click"))
case("uninstall-reinstall", "Uninstalled and installed again in one step", steps(
    "pip install numpy==1.26.4 packaging==23.0", "pip uninstall -y numpy && pip install --no-cache-dir numpy==2.0.2 && pip uninstall -y packaging", python="3.11"), absent=("packaging",))
case("target", "pip install --target puts packages where Python does not look", steps(
    "pip install click==8.1.7", "pip install --target /opt/elsewhere six==1.15.0 click==7.0"), absent=("six",))
case("prefix-root", "--prefix and --root elsewhere", steps(
    "pip install idna", "pip install --prefix /opt/image --no-warn-script-location six==1.15.0", "pip install --root /opt/other attrs", python="3.12"), absent=("six", "attrs"))
case("dry-run", "A dry run and a report install nothing", steps(
    "pip install --no-cache-dir click==8.1.7", "pip install --dry-run 'click>=8.2' six", "pip install --dry-run --report - --quiet attrs", python="3.12"), absent=("six", "attrs"))
case("download", "pip download and pip wheel install nothing", steps(
    "pip install click==8.1.0", "pip download -d /tmp/dl requests six", "pip wheel --no-deps -w /tmp/wh future==1.0.0 six", python="3.11"), absent=("requests", "six", "future"))
case("wheel-then-install", "pip wheel into a directory, then an installation from there", steps(
    "pip wheel --no-cache-dir --wheel-dir /wheels requests==2.31.0 idna==3.4", "pip install --no-index --find-links /wheels requests", "rm -rf /wheels", python="3.11"))
case("quiet", "pip install -q names packages but no version; the dependencies do not show at all", steps(
    "pip install idna==3.4", "pip install -q flask 'requests<2.32'", python="3.11"), complete=False, unknown=("flask", "werkzeug", "jinja2"))
case("quiet-pinned", "-qq with exact requirements from a file", START.format(python="3.10") + "COPY requirements.txt .\nRUN pip install -qq -r requirements.txt\n",
     files={"requirements.txt": "click==8.1.7\nfastapi\n"}, complete=False, unknown=("fastapi", "starlette", "pydantic"))
case("to-dev-null", "Output thrown away", steps("pip install six click==8.1.3", "pip install --no-cache-dir rich > /dev/null", "pip install httpx >/dev/null 2>&1", python="3.11"),
     complete=False, unknown=("rich", "httpx", "h11"))
case("to-file", "Output sent to a file that is printed later", steps("pip install flask > /tmp/install.log 2>&1; cat /tmp/install.log", python="3.11"), complete=None)
case("verbose", "pip -v: indexes, candidates and paths besides", steps("pip install -v --no-cache-dir six==1.16.0 click", "pip install -v 'tomli>=2'", python="3.11"))
case("very-verbose-legacy", "pip 20 with -v and a source archive", steps("pip install pip==20.2.4", "pip install -v --no-cache-dir docopt==0.6.2", python="3.8"))
case("no-progress", "--no-color, --progress-bar off, --no-input, --disable-pip-version-check", steps(
    "pip install --no-color --progress-bar off --no-input --disable-pip-version-check numpy==2.1.0 six", python="3.12"))
case("satisfied-only", "Later steps find everything there", steps(
    "pip install 'requests[socks]==2.31.0'", "pip install requests urllib3 'idna>=2'", "pip install --upgrade pysocks", python="3.11"))
case("constraints", "A constraints file holds a dependency back", START.format(python="3.11") + "COPY requirements.txt constraints.txt ./\nRUN pip install --no-cache-dir -r requirements.txt -c constraints.txt\n",
     files={"requirements.txt": "flask\nwerkzeug\n", "constraints.txt": "werkzeug==2.3.8\nflask<3\nnumpy==1.0  # not asked for\n"}, absent=("numpy",))
case("nested-requirements", "Requirements files that include others", START.format(python="3.12") + "COPY . .\nRUN pip install -r requirements/dev.txt\n",
     files={"requirements/base.txt": "click==8.1.7\nrich\n", "requirements/dev.txt": "-r base.txt\n# tests\niniconfig ; python_version >= '3.8'\ncolorama ; sys_platform == 'win32'\n"}, absent=("colorama",))
case("no-deps", "--no-deps leaves dependencies out; pip check complains", steps("pip install --no-deps flask==3.0.0 httpx", "pip check || true", python="3.11"), absent=("werkzeug", "jinja2"))
case("force-reinstall", "--force-reinstall and --ignore-installed", steps(
    "pip install requests==2.30.0", "pip install --force-reinstall --no-deps requests==2.30.0", "pip install --force-reinstall 'idna<3.5'", "pip install --ignore-installed certifi==2024.2.2", python="3.11"))
case("eager-upgrade", "--upgrade-strategy eager", steps(
    "pip install urllib3==1.26.0 certifi==2022.12.7 requests==2.28.2", "pip install -U --upgrade-strategy eager requests", python="3.11"))
case("conflict-warning", "Layers that contradict each other: pip warns and goes on", steps(
    "pip install requests==2.28.2 'httpx<0.28'", "pip install urllib3==2.2.0 'h11<0.10'", "pip check || echo inconsistent", python="3.10"))
case("conflict-missing", "The warning names a dependency that is not there", steps(
    "pip install --no-deps httpx==0.27.0", "pip install --no-deps anyio==4.4.0", "pip install six", python="3.11"))
case("backtracking", "Candidates are looked at and dropped again", steps("pip install 'boto3' 'urllib3<1.26.5' 'botocore<1.30'", python="3.10"))
case("hashes", "--require-hashes", START.format(python="3.12") + "COPY requirements.txt .\nRUN pip install --require-hashes -r requirements.txt\n",
     files={"requirements.txt": "six==1.16.0 \\\n    --hash=sha256:8abb2f1d86890a2dfb989f9a77cfcfd3e47c2a354b01111771326f8aa26e0254 \\\n    --hash=sha256:1e61c37477a1626458e36f7b1d82aa5c9b094fa4802892072e49de9c60c4c926\n"})
case("other-names-for-pip", "python -m pip, pip3, pip3.11, a full path", steps(
    "python -m pip install six==1.15.0", "pip3 install --upgrade 'six<1.17'", "python3.11 -m pip install --no-cache-dir click", "/usr/local/bin/pip3.11 install attrs==23.1.0", python="3.11"))
case("freeze-and-list", "Steps that print freezes and lists, before more is installed", steps(
    "pip install requests==2.31.0", "pip freeze", "pip list", "pip show requests", "pip install 'requests>2.31'", "pip list --format=freeze | head -3", python="3.11"))
case("odd-names", "Names with dots, underscores and capitals", steps(
    "pip install ruamel.yaml zope.interface jaraco.functools 'backports.tarfile' Flask_Cors PyYAML MarkupSafe", "pip install -U jaraco-text typing_extensions==4.8.0", python="3.11"))
case("odd-names-new", "The same names with the newest pip", steps(
    "pip install -U pip", "pip install --no-cache-dir ruamel.yaml zope.interface jaraco.functools Flask_Cors PyYAML 'backports.asyncio.runner; python_version < \"3.11\"'", python="3.13"))
case("odd-versions", "Epochs, post, dev, pre-releases and local versions", START.format(python="3.11") + "COPY wheels/ /wheels/\nRUN pip install --find-links /wheels --pre epochal post-age dev-ice rc-pilot localized alpha-bet six\nRUN pip install --no-index --find-links=/wheels 'rc-pilot<4' 'dev-ice>=0'\n",
     files=wheels(("epochal", "1!2.0"), ("post-age", "1.0.post2"), ("dev-ice", "0.3.dev20260105"), ("rc-pilot", "4.0rc2"), ("rc-pilot", "3.9"), ("localized", "2.1.0+cu118.g12abc"), ("alpha-bet", "2.0a1")))
case("number-names", "Names with digits and dashes before their version", START.format(python="3.12") + "COPY wheels/ /wheels/\nRUN pip install --find-links /wheels lib-2 py-3-tool h5-1-0 six\n",
     files=wheels(("lib-2", "3.4"), ("py-3-tool", "2026.1"), ("h5-1-0", "7"), ))
case("pre-releases", "--pre takes a pre-release, a later step without it leaves it", START.format(python="3.12") + "COPY wheels/ /wheels/\nRUN pip install --no-index --find-links /wheels --pre rc-pilot\nRUN pip install --no-index --find-links /wheels rc-pilot\n",
     files=wheels(("rc-pilot", "4.0rc2"), ("rc-pilot", "3.9")))
