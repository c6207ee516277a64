"""Other installers: poetry, pipenv, pipx, pip-tools."""

from .case import case

POETRY_1 = "[tool.poetry]\nname = \"my-space\"\nversion = \"0.1.0\"\ndescription = \"\"\nauthors = []\n\n[tool.poetry.dependencies]\npython = \"^3.9\"\nclick = \"8.1.0\"\nhttpx = \"^0.27\"\n\n[tool.poetry.group.dev.dependencies]\niniconfig = \"*\"\n\n[build-system]\nrequires = [\"poetry-core\"]\nbuild-backend = \"poetry.core.masonry.api\"\n"
POETRY_2 = "[project]\nname = \"my-space\"\nversion = \"0.1.0\"\nrequires-python = \">=3.10,<4\"\ndependencies = [\"click==8.1.0\", \"httpx (>=0.27,<0.28)\"]\n\n[tool.poetry]\npackage-mode = false\n\n[build-system]\nrequires = [\"poetry-core>=2\"]\nbuild-backend = \"poetry.core.masonry.api\"\n"

# The stock source asks the index for each release by itself, which not every mirror answers; this one reads its plain pages.
SOURCE = "\n[[tool.poetry.source]]\nname = \"index\"\nurl = \"@INDEX@\"\n"
POETRY_1 += SOURCE
POETRY_2 += SOURCE + "priority = \"primary\"\n"

START = "FROM python:{python}\nWORKDIR /app\nCOPY pyproject.toml ./\nRUN pip install --no-cache-dir poetry=={version}\n"

for version, python, text, options in (("1.1.15", "3.9", POETRY_1.replace("group.dev.dependencies", "dev-dependencies"), "--no-dev --no-root"), ("1.5.1", "3.10", POETRY_1, "--only main --no-root"),
                                       ("1.8.5", "3.11", POETRY_1, "--without dev --no-root --no-ansi"), ("2.1.4", "3.12", POETRY_2, "--no-root"), ("2.5.1", "3.13", POETRY_2, "--no-root --no-ansi")):
    case(f"poetry-{version.rsplit('.', 1)[0]}", f"poetry {version} into the image's own Python, where it lives itself",
         START.format(python=python, version=version) + f"RUN poetry config virtualenvs.create false && poetry install --no-interaction {options}\n",
         files={"pyproject.toml": text}, complete=None, absent=("iniconfig",))

case("poetry-venv", "poetry makes a virtual environment in the project", START.format(python="3.11", version="2.2.1") + "RUN poetry config virtualenvs.in-project true && poetry install --no-interaction --no-root\nRUN poetry add six==1.15.0\nRUN poetry update click && poetry remove httpx\n",
     files={"pyproject.toml": POETRY_2}, freeze="python -m pip --python /app/.venv/bin/python freeze", interpreter="/app/.venv/bin/python", complete=None, absent=("httpx", "poetry"))
case("poetry-export", "poetry writes a requirements file that pip installs", START.format(python="3.11", version="1.8.5") + "RUN pip install poetry-plugin-export && poetry export -f requirements.txt --without-hashes -o requirements.txt\nRUN pip install --no-cache-dir -r requirements.txt\n",
     files={"pyproject.toml": POETRY_1})
case("pipenv", "pipenv installs its lock into the image's Python; it prints no versions", "FROM python:3.11\nWORKDIR /app\nCOPY Pipfile ./\nRUN pip install --no-cache-dir pipenv==2025.0.4\nRUN pipenv lock && pipenv install --system --deploy\n",
     files={"Pipfile": "[[source]]\nurl = \"@INDEX@\"\nverify_ssl = true\nname = \"index\"\n\n[packages]\nclick = \"==8.1.0\"\nrequests = \"*\"\n"}, complete=False, unknown=("requests", "urllib3"))
case("pipx", "pipx: each tool in an environment of its own", "FROM python:3.11\nWORKDIR /app\nRUN pip install pipx==1.7.1\nRUN pipx install pycowsay\nRUN pip install six\n", absent=("pycowsay",))
case("pip-tools", "pip-compile prints the resolution, pip-sync installs it", "FROM python:3.11\nWORKDIR /app\nRUN pip install pip==25.0.1 pip-tools==7.4.1 rich==13.0.0\nRUN echo 'flask==3.0.0' > requirements.in && pip-compile requirements.in\nRUN pip-sync requirements.txt\n", absent=("rich",), complete=None)
case("pip-compile-only", "pip-compile alone installs nothing", "FROM python:3.11\nWORKDIR /app\nRUN pip install pip==25.0.1 pip-tools==7.4.1\nRUN echo 'flask==3.0.0' > requirements.in && pip-compile --no-header requirements.in\n", absent=("flask", "werkzeug"))
