"""The corpus's cases; importing the modules fills CASES."""

from .case import CASES  # noqa: F401
from . import pip_versions, pip_options, pip_sources, shell, builds, uv, installers, commands, origins, projects, images, places, starts, mishaps, variants, tools, weather, debian, seldom, sundry, spaces, authors, everyday, unseen, drawn, unheard, again  # noqa: F401
