"""Bare Debians whose Python comes by apt: pip of the distribution, its own words about what apt owns, environments beside it."""

from .case import case
from .forge import pyproject, wheels


def steps(*commands, debian="12", copy=False):
    lines = "\n".join(c if c.startswith(("ENV ", "COPY ", "WORKDIR ", "USER ", "ARG ")) else f"RUN {c}" for c in commands)
    return f"FROM debian:{debian}\nENV DEBIAN_FRONTEND=noninteractive\n" + lines.replace("WORKDIR", "WORKDIR", 1) + "\nWORKDIR /app\n" + ("COPY . .\n" if copy else "")


APT = "apt-get update && apt-get install -y --no-install-recommends {packages} && rm -rf /var/lib/apt/lists/*"
FREEZE = {"freeze": "python3 -m pip freeze --all", "interpreter": "python3"}
VENV = {"freeze": "/opt/venv/bin/python -m pip freeze --all", "interpreter": "/opt/venv/bin/python", "seeded": ("pip", "setuptools")}

case("debian-pip", "Debian 12: pip may not touch what apt owns, unless it is told to", steps(APT.format(packages="python3 python3-pip"), "pip3 install six==1.16.0 || pip3 install --break-system-packages six==1.16.0", "python3 -m pip install --break-system-packages --no-cache-dir 'flask<3' idna==3.4"), complete=None, **FREEZE)
case("debian-venv", "Debian 12: an environment beside apt's Python", steps(APT.format(packages="python3 python3-venv"), "python3 -m venv /opt/venv", "ENV PATH=/opt/venv/bin:$PATH", "pip install --no-cache-dir flask==3.0.0", "pip install -U idna==3.4 six"), complete=None, **VENV)
case("debian-11", "Debian 11: pip 20.3 over packages of apt, which it leaves where they are", steps(APT.format(packages="python3 python3-pip python3-six python3-idna"), "pip3 install six==1.15.0 idna==3.4 click", "pip3 install requests==2.31.0", "pip3 uninstall -y click; pip3 install 'attrs<24'", debian="11"), complete=None, **FREEZE)
case("debian-distutils", "Debian 11: what apt installed without a record cannot be uninstalled", steps(APT.format(packages="python3 python3-pip python3-yaml"), "pip3 install pyyaml==6.0.1 || pip3 install --ignore-installed pyyaml==6.0.1", "pip3 install 'click<8.2'", debian="11"), complete=None, **FREEZE)
case("debian-13", "Debian 13: PIP_BREAK_SYSTEM_PACKAGES, a release of apt in the way", steps("ENV PIP_BREAK_SYSTEM_PACKAGES=1", APT.format(packages="python3 python3-pip python3-requests"), "pip install 'requests<2.32' || pip install --ignore-installed 'requests<2.32'", "pip install rich six==1.16.0", "pip list", debian="13"), complete=None, **FREEZE)
case("debian-uv", "Debian 12: uv into apt's Python", steps(APT.format(packages="python3 python3-pip python3-six"), "pip install --break-system-packages uv==0.9.30", "uv pip install --system --break-system-packages click==8.1.7 six==1.15.0", "uv pip install --system click || uv pip install --system --break-system-packages idna"), complete=None, **FREEZE)
case("debian-purged", "Debian 12: pip is taken away again, and what came with it", steps("apt-get update && apt-get install -y --no-install-recommends python3 python3-pip python3-markupsafe && pip install --break-system-packages six==1.16.0 click && apt-get purge -y --auto-remove python3-pip && rm -rf /var/lib/apt/lists/*", "apt-get remove -y python3-markupsafe; true"),
     complete=None, freeze="python3 -c \"import importlib.metadata as m; print('\\n'.join(sorted(d.metadata['Name']+'=='+d.version for d in m.distributions())))\"", interpreter="python3")
case("debian-many", "Debian 12: apt brings packages of Python, pip finds them", steps("apt-get update -qq && apt-get install -y -qq --no-install-recommends python3 python3-pip python3-numpy python3-requests > /dev/null && ln -s /usr/bin/python3 /usr/bin/python", "ENV PIP_BREAK_SYSTEM_PACKAGES=1 PIP_ROOT_USER_ACTION=ignore", "pip install 'numpy<2' requests httpx==0.27.0", "pip install -q idna==3.4 && pip freeze"), complete=None, **FREEZE)
case("debian-pipx", "Debian 12: apt's pipx", steps(APT.format(packages="pipx"), "pipx install pycowsay", "pipx inject pycowsay six==1.15.0 && pipx list"), complete=None, absent=("pycowsay",), freeze="python3 -c \"import importlib.metadata as m; print('\\n'.join(sorted(d.metadata['Name']+'=='+d.version for d in m.distributions())))\"", interpreter="python3")
case("debian-user", "Debian 11: a user's own packages over apt's", steps(APT.format(packages="python3 python3-pip python3-click"), "useradd -m -u 1000 user", "USER user", "pip3 install --no-cache-dir six==1.15.0 click==8.1.7", "python3 -m pip install --user -U six", debian="11"), complete=None, run_user="user", freeze_variables={"HOME": "/home/user"}, **FREEZE)
