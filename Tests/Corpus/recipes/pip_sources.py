"""Installs that do not come from the index's wheels: repositories, addresses, archives, directories."""

from .case import case
from .forge import pyproject, setup_py, wheels

START = "FROM python:{python}\nWORKDIR /app\n"

case("vcs", "A git repository at a branch, a tag and its head", START.format(python="3.11") + "RUN pip install --no-cache-dir git+https://github.com/example/tiny-lib\nRUN pip install 'tiny-app @ git+https://github.com/example/tiny-app.git@main'\n")
case("vcs-tag", "A tag, then the same package at another commit", START.format(python="3.10") + "RUN pip install git+https://github.com/example/tiny-lib@v0.1.0#egg=tiny-lib\nRUN pip install --upgrade git+https://github.com/example/tiny-lib@main\n")
case("vcs-requirements", "git in a requirements file, newest pip", START.format(python="3.13") + "COPY requirements.txt .\nRUN pip install --no-cache-dir pip -U && pip install --no-cache-dir -r requirements.txt\n",
     files={"requirements.txt": "six\ngit+https://github.com/example/tiny-lib@v0.2.0\ntiny-app[extra] @ git+https://github.com/example/tiny-app\n"})
case("vcs-legacy", "git with pip 20.0 and setup.py's egg name", START.format(python="3.8") + "RUN pip install pip==20.0.2\nRUN pip install -e git+https://github.com/example/tiny-lib@v0.1.0#egg=tiny-lib || pip install git+https://github.com/example/tiny-lib@v0.1.0#egg=tiny-lib\n")
case("vcs-replaces-release", "A release from the index, replaced by the repository, replaced by the index again", START.format(python="3.11") + "COPY wheels/ /wheels/\nRUN pip install --find-links /wheels tiny-lib==0.0.9\nRUN pip install git+https://github.com/example/tiny-lib\nRUN pip install --force-reinstall --no-deps --no-index --find-links /wheels tiny-lib\n",
     files=wheels(("tiny-lib", "0.0.9")))
case("url-wheel", "Wheels by address, with and without a name", START.format(python="3.11") + "RUN pip install @FILES@/tiny_tool-1.4.0-py3-none-any.whl\nRUN pip install 'epochal @ @FILES@/epochal-1!2.0-py3-none-any.whl' six\n")
case("url-archive", "A source archive by address", START.format(python="3.10") + "RUN pip install --no-cache-dir @FILES@/tiny-source-0.3.1.tar.gz\n")
case("url-requirements", "Addresses in a requirements file, newest pip", START.format(python="3.12") + "COPY requirements.txt .\nRUN pip install -U pip\nRUN pip install -r requirements.txt\n",
     files={"requirements.txt": "@FILES@/tiny_tool-1.5.0rc1-py3-none-any.whl\ntorchling @ @FILES@/torchling-2.1.2+cu118-py3-none-any.whl\ntiny-source @ @FILES@/tiny-source-0.3.1.tar.gz\n"},
     # of the first line pip 26 shows a name, a version and a file name, as of any release
     complete=None)
case("extra-index", "A second index brings a local version", START.format(python="3.11") + "RUN pip install --extra-index-url @FILES@/simple --trusted-host 127.0.0.1 torchling==2.1.2+cu118 six\nRUN pip install torchling\n")
case("find-links", "A local version from a directory of wheels, then replaced by the plain one", START.format(python="3.10") + "COPY wheels/ /wheels/\nRUN pip install --no-index --find-links /wheels torchling==2.1.2+cu118\nRUN pip install --no-index --find-links /wheels --force-reinstall torchling==2.1.2\n",
     files=wheels(("torchling", "2.1.2+cu118"), ("torchling", "2.1.2")))
case("local-wheel", "Wheels by path", START.format(python="3.12") + "COPY wheels/ /wheels/\nRUN pip install /wheels/localized-2.1.0+cpu-py3-none-any.whl /wheels/dep_user-1.0-py3-none-any.whl\n",
     files=wheels(("localized", "2.1.0+cpu"), ("dep-user", "1.0", ("six",))))
case("editable", "pip install -e . with pyproject.toml", START.format(python="3.11") + "COPY . .\nRUN pip install --no-cache-dir -e .\n",
     files={"pyproject.toml": pyproject("my-space", "0.1.0", ("click", "rich<14")), "my_space.py": ""})
case("editable-legacy", "pip install -e . with setup.py develop", START.format(python="3.8") + "COPY . .\nRUN pip install -e .\n",
     files={"setup.py": setup_py("my-space", "0.2.0", ("click<8",)), "my_space.py": ""})
case("editable-requirements", "-e . and ordinary lines in one file; the project's version changes in a later step", START.format(python="3.12") + "COPY . .\nRUN pip install -r requirements.txt\nRUN sed -i s/0.1.0/0.1.1/ pyproject.toml && pip install -e .\n",
     files={"pyproject.toml": pyproject("my-space", "0.1.0", ("click",)), "my_space.py": "", "requirements.txt": "six\n-e .\n"})
case("local-project", "pip install . copies the project", START.format(python="3.10") + "COPY . .\nRUN pip install .\n",
     files={"pyproject.toml": pyproject("my-space", "1.0.0", ("attrs",)), "my_space.py": ""})
case("sdist-setup-py", "Source archives built with setup.py bdist_wheel", START.format(python="3.9") + "RUN pip install --no-cache-dir docopt==0.6.2 future==0.18.3 'pyyaml<6.1'\n")
case("sdist-pyproject", "A wheel built from source with build isolation: what the isolated build installs is not installed", START.format(python="3.11") + "RUN pip install --no-cache-dir --no-binary markupsafe,click markupsafe==2.1.5 click==8.1.7\n", absent=("flit-core",))
case("sdist-install-legacy", "pip 19 without wheel: setup.py install", START.format(python="3.7") + "RUN pip uninstall -y wheel && pip install pip==19.0.3\nRUN pip install docopt==0.6.2 termcolor==1.1.0\n")
case("sdist-fails", "A source archive that cannot be built; the build fails", START.format(python="3.11") + "RUN pip install six click\nRUN pip install rich @FILES@/broken-source-0.1.0.tar.gz\n",
     builds=({"succeeds": False},), complete=False, absent=("rich", "broken-source"))
case("sdist-fails-handled", "The failing source archive has a fallback", START.format(python="3.10") + "RUN pip install @FILES@/broken-source-0.1.0.tar.gz || pip install @FILES@/tiny_tool-1.4.0-py3-none-any.whl\n", absent=("broken-source",))
case("setup-py-install", "python setup.py install: no pip at all", START.format(python="3.8") + "COPY . .\nRUN pip install six==1.15.0\nRUN python setup.py install\n",
     files={"setup.py": setup_py("my-space", "0.2.0"), "my_space.py": ""}, complete=None)
