"""What a case is, and how recipes add theirs."""

import dataclasses

CASES = []


@dataclasses.dataclass
class Case:
    name: str
    about: str
    dockerfile: str
    files: dict = dataclasses.field(default_factory=dict)
    # Whether the logs account for every package: True, False, or None where both answers are defensible.
    complete: bool = True
    # Names that are there in a version that the logs do not show; names that must not be taken as installed.
    unknown: tuple = ()
    absent: tuple = ()
    # Names of another stage, which a reader cannot tell from the last one's: claiming them is no fault unless it calls itself complete.
    doubtful: tuple = ()
    # One dictionary a build: dockerfile, files (added to the case's), succeeds.
    builds: tuple = ({},)
    # Which builds' logs are kept (all), and whether all logs go into one file.
    shown: tuple = ()
    joined: bool = False
    # Seed for printing the stages' steps mixed.
    interleave: int = None
    # Steps printed as CACHED without being run (apt and the like: the frame).
    composed: tuple = ()
    # Commands of the application's starts, each from the image.
    run: tuple = ()
    run_user: str = "root"
    run_variables: dict = dataclasses.field(default_factory=dict)
    directory: str = "/app"
    # How the truth is read, and from which interpreter.
    freeze: str = "python -m pip freeze --all"
    freeze_variables: dict = dataclasses.field(default_factory=dict)
    interpreter: str = "python"
    # `name==version` of the project that uv's freeze shows as `-e file:///app`.
    editable: str = ""
    # Packages that came with a new virtual environment: not printed, not needed for completeness.
    seeded: tuple = ()
    # Instead of the official image's pip, setuptools and wheel.
    first_packages: tuple = ()


def case(name, about, dockerfile="", **options):
    if any(c.name == name for c in CASES):
        raise ValueError(f"two cases named {name}")
    CASES.append(Case(name, about, dockerfile, **options))
