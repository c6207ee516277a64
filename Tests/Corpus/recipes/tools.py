"""Programs around pip: make, nox, tox, notebooks, bundlers, upgraders, release tools; each calls pip for itself or for an environment of its own."""

from .case import case
from .forge import pyproject, setup_py, wheels

START = "FROM python:{python}\nWORKDIR /app\n"
PROJECT = {"pyproject.toml": pyproject("my-space", "0.1.0", ("click==8.1.7",)), "my_space.py": ""}


def steps(*commands, python="3.11", copy=True):
    lines = "\n".join(c if c.startswith(("ENV ", "COPY ", "WORKDIR ", "USER ", "ARG ")) else f"RUN {c}" for c in commands)
    return START.format(python=python) + ("COPY . .\n" if copy else "") + lines + "\n"


MAKEFILE = "PIP ?= pip\n\ninstall: requirements.txt\n\t$(PIP) install --no-cache-dir -r requirements.txt\n\t@$(PIP) install idna==3.4\n\ndev: install\n\t-$(PIP) install no-such-thing-4711\n\t$(PIP) uninstall -y idna\n"
case("make", "make echoes the commands that it runs, one silently, one that may fail", steps("make install", "make dev PIP='python -m pip'"),
     files={"Makefile": MAKEFILE, "requirements.txt": "six==1.15.0\nclick<8.2\n"}, absent=("idna", "no-such-thing-4711"))
NOX = "import nox\n\n@nox.session\ndef tests(session):\n    session.install('six==1.15.0', silent=False)\n    session.run('python', '-c', 'import six')\n\n@nox.session(venv_backend='none')\ndef here(session):\n    session.run('python', '-m', 'pip', 'install', 'idna==3.4')\n"
case("nox", "nox: a session with an environment of its own, and one without any", steps("pip install nox==2024.10.9 six==1.16.0", "nox -s tests", "nox -s here"), files={"noxfile.py": NOX}, complete=None)
case("tox", "tox makes an environment for the tests", steps("pip install 'tox<4.24' click==8.1.0", "tox -vv -e py311", "pip install six==1.16.0"),
     files={"tox.ini": "[tox]\nskipsdist = true\n[testenv]\ndeps = six==1.15.0\n       click==8.0.0\ncommands = python -c 'import six'\n"}, complete=None)
case("notebook", "%pip and !pip in IPython", steps("pip install 'ipython<9'", "ipython -c '%pip install six==1.16.0'", "ipython -c '!pip install idna==3.4'", "ipython -c '%pip uninstall -y idna'", copy=False), absent=("idna",), complete=None)
case("shiv", "shiv calls pip for what it puts into one file", steps("pip install shiv==1.0.8 click==8.1.7", "shiv -o /opt/tool.pyz six==1.15.0 click==8.0.0", "pip install idna==3.4", copy=False), complete=None, absent=("six",))
case("pex", "pex resolves into one file", steps("pip install pex==2.20.0", "pex six==1.15.0 -v -o /opt/tool.pex", "pip install idna==3.4", copy=False), complete=None, absent=("six",))
case("mim", "openmim calls pip with an index of links of its own", steps("pip install openmim==0.3.9 'setuptools<70'", "mim install mmengine==0.10.4 --no-deps || pip install mmengine==0.10.4 --no-deps", "pip install six==1.16.0", copy=False, python="3.10"), complete=None)
case("pip-review", "pip-review upgrades what is old", steps("pip install pip-review==1.3.0 six==1.15.0", "pip-review --auto", copy=False), complete=None)
case("pip-autoremove", "pip-autoremove takes away what nobody needs any more", steps("pip install pip-autoremove==0.10.0 'setuptools<70' flask==3.0.0 six==1.16.0", "pip-autoremove flask -y", copy=False), complete=None)
case("pipdeptree", "Trees and tables of what is there", steps("pip install -q flask==3.0.0", "pip install pipdeptree==2.23.4 pip-licenses==5.0.0", "pipdeptree", "pipdeptree --freeze --warn silence", "pip-licenses", "pip install idna==3.4", copy=False), complete=None)
case("flit", "flit install, with its dependencies and as a link", steps("pip install flit==3.9.0", "FLIT_ROOT_INSTALL=1 flit install --deps production", "FLIT_ROOT_INSTALL=1 flit install --symlink"),
     files={"pyproject.toml": '[project]\nname = "my-space"\nversion = "0.1.0"\ndescription = "x"\ndependencies = ["click==8.1.7"]\n\n[build-system]\nrequires = ["flit_core"]\nbuild-backend = "flit_core.buildapi"\n', "my_space.py": '"""x"""\n'}, complete=None)
case("hatch-requirements", "hatch writes the requirements that pip installs", steps("pip install hatch==1.12.0 'click<8.2' 'virtualenv<20.30'", "hatch dep show requirements > requirements.txt && pip install -r requirements.txt", "hatch build -t wheel && pip install --no-deps dist/*.whl"), files=PROJECT, complete=None)
case("pipreqs", "pipreqs finds what the code imports, pip installs it", steps("pip install pipreqs==0.5.0", "mkdir src && mv app.py src/ && pipreqs --mode no-pin --use-local src || printf 'six\\nattrs\\n' > src/requirements.txt", "cat src/requirements.txt && pip install -r src/requirements.txt"), files={"app.py": "import six, attr\n"}, complete=None)
case("easy-install", "easy_install, eggs, and pip over them", steps("pip install six==1.15.0 'setuptools<50'", "easy_install --index-url @INDEX@ idna==3.3 || true", "python setup.py -q bdist_egg && easy_install dist/*.egg", "pip install idna==3.4", python="3.8"),
     files={"setup.py": setup_py("my-space", "0.2.0"), "my_space.py": ""}, complete=None)
case("ensurepip", "ensurepip brings pip back, a virtual environment without pip gets it", steps("python -m ensurepip --upgrade --default-pip", "pip install six==1.15.0", "pip uninstall -y pip && python -m ensurepip && python -m pip install idna==3.4", copy=False))
case("nested-python", "subprocess, runpy and pip's own main", steps("python -c \"import runpy, sys; sys.argv = ['pip', 'install', 'six==1.16.0']; runpy.run_module('pip', run_name='__main__')\"", "python install.py", "python -m install", copy=True),
     files={"install.py": "import subprocess, sys\nfor line in open('requirements.txt'):\n    print('>>> installing', line.strip(), flush=True)\n    subprocess.check_call([sys.executable, '-m', 'pip', 'install', line.strip()])\n", "requirements.txt": "idna==3.4\nclick==8.1.7\n"}, complete=None)
case("launcher", "A launcher that checks, prints and installs what is missing, as web interfaces have it", "FROM python:3.11\nWORKDIR /app\nRUN pip install --no-cache-dir requests==2.31.0\nCOPY . .\n",
     files={"launch.py": """import importlib.util, subprocess, sys
print(f'Python {sys.version}', flush=True)
print('Commit hash: 0f1e2d3c', flush=True)
def run_pip(args, what):
    print(f'Installing {what}', flush=True)
    done = subprocess.run([sys.executable, '-m', 'pip', *args.split(), '--prefer-binary'], capture_output=True, text=True)
    if done.returncode: print(done.stdout, done.stderr)
for name, spec in (('six', 'six==1.16.0'), ('attr', 'attrs')):
    if importlib.util.find_spec(name) is None: run_pip(f'install {spec}', name)
print('Launching Web UI with arguments: --listen', flush=True)
"""}, run=("python -u launch.py",), complete=False)
case("pip-python", "pip --python for another interpreter's environment", steps("python -m venv --without-pip /opt/venv", "pip --python /opt/venv install click==8.0.0 rich==13.7.0", "pip --python /opt/venv/bin/python uninstall -y rich", "pip install click==8.1.7", copy=False), complete=None, absent=("rich",), doubtful=("click",), freeze="pip --python /opt/venv freeze", interpreter="/opt/venv/bin/python")
case("pip-groups", "Dependency groups by pip itself", steps("pip install -U pip==25.3", "pip install --group docs", "pip install --group 'pyproject.toml:dev' ."), files={"pyproject.toml": PROJECT["pyproject.toml"] + '\n[dependency-groups]\ndev = ["iniconfig==2.0.0", {include-group = "docs"}]\ndocs = ["idna==3.4"]\n', "my_space.py": ""})
