"""restores.toml, and the builds that it describes."""

import dataclasses
import pathlib
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
APT = ("RUN apt-get update && apt-get install -y \tgit \tgit-lfs \tffmpeg \tlibsm6 \tlibxext6 \tcmake \trsync \tlibgl1 "
       "\t&& rm -rf /var/lib/apt/lists/* \t&& git lfs install")
PRE = "pre-requirements.txt"


@dataclasses.dataclass
class Restore:
    name: str
    shows: str
    original: str
    duplicate: str
    python: str
    recipe: str
    lane: str
    python_duplicate: str = ""
    line: str = ""
    line_duplicate: str = ""
    commits: int = 1
    commits_duplicate: int = 1
    bug: str = ""
    says: str = ""
    smoke: str = ""
    pin: list = dataclasses.field(default_factory=list)
    exceptions: list = dataclasses.field(default_factory=list)
    drifted_at_least: int = 1
    stages: bool = False
    identical: bool = False
    hashed_at_least: int = 0
    captures: str = ""

    @property
    def directory(self):
        return HERE / (self.captures or self.name)

    def dockerfile(self, side, files):
        """What the platform runs for the files of one side ("original", "duplicate"), with that day's line."""
        if self.recipe == "docker":
            return files["Dockerfile"]
        python = self.python_duplicate if side == "duplicate" and self.python_duplicate else self.python
        line = self.line_duplicate if side == "duplicate" and self.line_duplicate else self.line
        text = (HERE / "recipes" / f"{self.recipe}.Dockerfile").read_text()
        if PRE not in files:
            text = "".join(part for part in text.splitlines(True) if PRE not in part)
        for name, value in {"python": python, "line": line, "apt": APT}.items():
            text = text.replace("{%s}" % name, value)
        return text


def restores():
    return [Restore(**row) for row in tomllib.loads((HERE / "restores.toml").read_text())["restore"]]


def read_files(directory):
    """Every file below `directory`, by its path; line ends as they are."""
    return {str(path.relative_to(directory)): path.read_bytes().decode()
            for path in sorted(pathlib.Path(directory).rglob("*"))
            if path.is_file() and not {".git", ".driftd"} & set(path.relative_to(directory).parts)}
