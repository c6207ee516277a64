"""Direct references in every spelling: addresses in files, projects with other backends, paths, repositories with folders."""

from .case import case
from .forge import pyproject, setup_py, wheels

START = "FROM python:{python}\nWORKDIR /app\n"


def steps(*commands, python="3.11", copy=True):
    return START.format(python=python) + ("COPY . .\n" if copy else "") + "\n".join(f"RUN {c}" for c in commands) + "\n"


def backend(name, version, requires, build_backend, requirement):
    return (f'[project]\nname = "{name}"\nversion = "{version}"\nrequires-python = ">=3.8"\ndescription = "x"\ndependencies = [{", ".join(repr(r) for r in requires)}]\n\n'
            f'[project.optional-dependencies]\nweb = ["six"]\n\n[build-system]\nrequires = ["{requirement}"]\nbuild-backend = "{build_backend}"\n')


ADDRESSES = "@FILES@/tiny_tool-1.4.0-py3-none-any.whl\ntorchling @ @FILES@/torchling-2.1.2+cu118-py3-none-any.whl\nsix==1.16.0\n@FILES@/tiny-source-0.3.1.tar.gz\n"
for pip, python in (("20.3.4", "3.8"), ("22.3.1", "3.10"), ("24.0", "3.11"), ("25.0.1", "3.12")):
    case(f"url-file-{pip.split('.')[0]}", f"Addresses in a requirements file, pip {pip}", steps(f"pip install pip=={pip}", "pip install --no-cache-dir -r requirements.txt", python=python), files={"requirements.txt": ADDRESSES})
case("url-hash", "Addresses with hash and egg fragments on the command line", steps(
    "pip install '@FILES@/tiny_tool-1.4.0-py3-none-any.whl#egg=tiny-tool'", "pip install 'torchling @ @FILES@/torchling-2.1.2%2Bcu118-py3-none-any.whl'", "pip install '@FILES@/epochal-1!2.0-py3-none-any.whl'", copy=False))
case("index-then-address", "A release of the index, replaced by an address, replaced by the index", steps(
    "pip install --extra-index-url @FILES@/simple --trusted-host 127.0.0.1 tiny-tool==1.4.0", "pip install --force-reinstall @FILES@/tiny_tool-1.4.0-py3-none-any.whl", "pip install --pre -U --extra-index-url @FILES@/simple --trusted-host 127.0.0.1 tiny-tool", copy=False))
case("vcs-folders", "Two projects in folders of one repository, at a tag", steps(
    "pip install 'git+https://github.com/example/mono@v1#subdirectory=packages/one' 'git+https://github.com/example/mono.git@v1#egg=mono-two&subdirectory=packages/two'", copy=False))
case("vcs-commit", "A full commit, a short one, and the same twice", steps(
    "pip install git+https://github.com/example/tiny-lib@@COMMIT@", "pip install --no-cache-dir git+https://github.com/example/tiny-lib@@COMMIT@", "pip install 'tiny-app @ git+https://github.com/example/tiny-app'", copy=False))
case("vcs-dependency", "A repository that a local project depends on", steps("pip install ."), files={"pyproject.toml": pyproject("my-space", "0.3.0", ("six", "tiny-lib @ git+https://github.com/example/tiny-lib@v0.1.0")), "my_space.py": ""})
case("vcs-editable", "An editable checkout", steps("pip install -e 'git+https://github.com/example/tiny-lib@v0.2.0#egg=tiny-lib'", "pip install --src /opt/src -e git+https://github.com/example/tiny-app.git#egg=tiny-app", copy=False))
case("vcs-old-pip", "pip 20 and 21 with repositories", steps("pip install pip==20.3.4 && pip install git+https://github.com/example/tiny-app.git@v1.0.0", "pip install pip==21.3.1 && pip install git+https://github.com/example/tiny-lib.git#egg=tiny-lib", copy=False, python="3.8"), complete=None)
case("backends", "Projects of flit, hatch, poetry and pdm, with an extra", steps("pip install ./flitted './hatched[web]'", "pip install file:///app/poetic", "pip install 'pdmed @ file:///app/pdmed'"),
     files={"flitted/pyproject.toml": backend("flitted", "0.1.0", ("click==8.1.7",), "flit_core.buildapi", "flit_core"), "flitted/flitted.py": '"""x"""\n',
            "hatched/pyproject.toml": backend("hatched", "0.2.0", (), "hatchling.build", "hatchling"), "hatched/hatched.py": "",
            "poetic/pyproject.toml": backend("poetic", "0.3.0", ("idna<4",), "poetry.core.masonry.api", "poetry-core>=2"), "poetic/poetic.py": "",
            "pdmed/pyproject.toml": backend("pdmed", "0.4.0", (), "pdm.backend", "pdm-backend"), "pdmed/pdmed.py": ""})
case("editable-extra", "-e with extras, then again without", steps("pip install -e '.[web]'", "pip install --no-deps --no-build-isolation -e . || pip install -e ./"),
     files={"pyproject.toml": backend("my-space", "0.1.0", ("click<8.2",), "hatchling.build", "hatchling"), "my_space.py": ""})
case("project-upgrade", "A project installed twice, its version raised in between", steps("pip install .", "sed -i 's/0.1.0/0.2.0/' pyproject.toml && pip install --upgrade ."), files={"pyproject.toml": pyproject("my-space", "0.1.0", ("attrs",)), "my_space.py": ""})
case("editable-then-gone", "An editable project uninstalled, then installed as a copy", steps("pip install -e .", "pip uninstall -y my-space", "pip install ."), files={"pyproject.toml": pyproject("my-space", "0.1.0", ("attrs",)), "my_space.py": ""})
case("project-setup-py", "pip install . over setup.py on an old Python, by its legacy road", steps("pip install --no-cache-dir .", "pip install ./lib --no-use-pep517 || pip install ./lib", python="3.8"),
     files={"setup.py": setup_py("my-space", "0.2.0", ("click<8",)), "my_space.py": "", "lib/setup.py": setup_py("lib-one", "1.1"), "lib/lib_one.py": ""})
case("source-by-path", "A source archive by its path, a wheel by a relative one", steps("pip install ./wheels/rel_tool-1.0-py3-none-any.whl wheels/other-2.0-py3-none-any.whl"), files=wheels(("rel-tool", "1.0"), ("other", "2.0")))
