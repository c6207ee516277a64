"""What the app does to its environment when it starts."""

from .case import case

IMAGE = "FROM python:3.11\nWORKDIR /app\nRUN pip install --no-cache-dir requests==2.31.0 six==1.15.0\nCOPY . .\n"


def image(**files):
    return {"files": {name.replace("__", "."): text for name, text in files.items()}}


case("start-os-system", "os.system with several installs, a failing one and a chatty app", IMAGE, **image(app__py="""import os
print('Installing the model ...', flush=True)
os.system('pip install six==1.16.0 && pip install attrs==23.1.0')
os.system('pip install click==0.0.0.1')
print('Successfully loaded model-1.0 tokenizer-2.1', flush=True)
print('Collecting samples from disk\\nCollecting usage statistics. To deactivate, set browser.gatherUsageStats to False.\\nInstalling weights: a, b, c\\n+ numpy==1.0\\n - torch==2.0', flush=True)
"""), run=("python -u app.py",), absent=("click", "numpy", "torch", "model"))
case("start-uninstall", "The app uninstalls, downgrades and upgrades pip", IMAGE, **image(app__py="""import subprocess, sys
def pip(*arguments): subprocess.run([sys.executable, '-m', 'pip', *arguments])
pip('uninstall', '-y', 'six')
pip('install', '--upgrade', 'pip')
pip('install', 'requests==2.30.0', 'idna<3.7')
"""), run=("python -u app.py",), complete=None, absent=("six",))
case("start-freeze", "The app installs, then prints its freeze", IMAGE, **image(app__py="""import os
os.system('pip install -q attrs==23.1.0 rich')
print('--- environment ---', flush=True)
os.system('pip freeze')
print('--- end ---', flush=True)
"""), run=("python -u app.py",), complete=None)
case("start-list", "The app prints pip list", IMAGE, **image(app__py="import os\nos.system('pip list')\nos.system('pip install click==8.1.7')\n"), run=("python -u app.py",))
case("start-prints-requirements", "The app prints a requirements file that is not what is installed", IMAGE, **image(app__py="print(open('requirements.txt').read(), flush=True)\n", requirements__txt="numpy==1.26.4\nrequests==2.31.0\nsix==1.10.0\ntorch==2.1.0\n"), run=("python -u app.py",), absent=("numpy", "torch"))
case("start-uv", "The app calls uv, if there is one", IMAGE.replace("six==1.15.0", "six==1.15.0 uv==0.9.30"), **image(app__py="import os\nos.system('uv pip install --system six==1.16.0 attrs')\nos.system('uv pip install --system -U requests')\n"), run=("python -u app.py",))
case("start-restarts", "It crashes, starts again, and only the last start counts", IMAGE, **image(a__py="import os, sys\nos.system('pip install attrs==22.1.0')\nraise ValueError('no token')\n", b__py="import os\nos.system('pip install click==8.1.7')\nimport numpy\n", c__py="import os\nos.system('pip install idna==3.4')\n"),
     run=("python -u a.py", "python -u b.py", "python -u c.py"), absent=("attrs", "click"))
case("start-script", "A start script that installs quietly and loudly", IMAGE, **image(start__sh="set -e\npip install --upgrade -q pip\npip install six==1.16.0 2>&1 | tail -n 1\nexec python -c 'print(1)'\n"), run=("sh start.sh",), complete=False, doubtful=("six",))
case("start-editable", "The app installs its own repository in development mode, and a repository from the web", IMAGE, **image(app__py="import os\nos.system('pip install --no-deps -e .')\nos.system('pip install git+https://github.com/example/tiny-lib@v0.1.0')\n", setup__py="from setuptools import setup\nsetup(name='my-space', version='0.4.0', py_modules=['app'])\n"), run=("python -u app.py",))
