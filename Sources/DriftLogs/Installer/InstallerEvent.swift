import DriftCore

/// One thing that an installer said about the environment.
enum InstallerEvent: Equatable {
    // pip
    /// `Requirement already satisfied: click>=8 in /usr/lib/python3/dist-packages (from x) (8.1.7)`
    case satisfied(name: PackageName, version: String?, location: String?)
    /// `Collecting click>=8`: candidates, not installs. Kept once a run, and wherever a source is named.
    case collecting(name: PackageName?, source: String?, isEditable: Bool)
    /// `Cloning https://github.com/o/r (to revision v1) to /tmp/pip-install-s54k/foo_445e…`: the name stands in no other line.
    case cloning(url: String, name: PackageName)
    /// `Looking in links: /wheels`: a `Processing /wheels/…` behind it is a candidate like any other, not a direct reference.
    case looksInLinks
    /// `Looking in indexes: https://pypi.org/simple, https://download.pytorch.org/whl/cu118`
    case looksInIndexes([String])
    /// `Downloading https://download.pytorch.org/whl/cu118/torch-2.1.0%2Bcu118-cp310-cp310-linux_x86_64.whl`; from PyPI pip shows the file's name alone.
    case downloaded(name: PackageName, url: String)
    /// `Resolved https://github.com/o/r to commit 3f2a…`
    case resolvedCommit(url: String, commit: String)
    /// `Installing collected packages: a, b`
    case installing([PackageName])
    /// `Found existing installation: click 8.0.4`
    case found(name: PackageName, version: String)
    /// `Successfully uninstalled click-8.0.4`
    case uninstalled(name: PackageName, version: String?)
    /// `Rolling back uninstall of click`: what was taken away for a release that could not be put in place is back.
    case rolledBack(PackageName)
    /// `Running setup.py install for click: finished with status 'error'`
    case installFailed(PackageName)
    /// `click is already installed with the same version as the provided wheel. …`
    case sameAsInstalled(PackageName)
    /// `Not uninstalling click at /usr/lib/…, outside environment /opt/venv`
    case leftInPlace(name: PackageName)
    /// `Successfully installed a-1.0 b-2.0`
    case installed([InstalledItem], isWhole: Bool)
    /// `Would install a-1.0`, `Saved ./a.whl`, `Successfully downloaded a`
    case notInstalled
    /// `Building wheel for a (pyproject.toml): finished with status 'done'`
    case builtFromSource(PackageName)
    /// `Running setup.py install for a: started`: pip leaves no record of where that came from.
    case runsSetup(PackageName)
    /// `Defaulting to user installation because normal site-packages is not writeable`
    case defaultsToUser
    /// `[notice] A new release of pip is available: 23.0.1 -> 26.1.2`
    case installerVersion(Installer)
    /// `[notice] To update, run: pip install --upgrade pip`, behind the newer version: what to call, where that says whose pip speaks
    case toldToUpdate(by: String)
    /// `Using pip 23.0.1 from /opt/venv/lib/python3.10/site-packages/pip (python 3.10)`, with `-v`: where the pip at work stands
    case pipFolder(String)
    /// `uv 0.5.11`, `pip 24.0 from /usr/local/lib/python3.11/site-packages/pip (python 3.11)`: somebody asked.
    case toldVersion(Installer)
    /// `WARNING: Running pip as the 'root' user can result in broken permissions …`: pip has installed or removed something, quiet or not.
    case spoke
    /// `ERROR: Could not find a version …`: this run installed nothing. An error of the resolution comes before anything is installed.
    case failed(inResolution: Bool)
    /// `ERROR: Pipe to stdout was broken`: whoever read what pip printed had enough (`pip list | head -5`).
    case unread
    /// `datasets 5.0.1 requires fsspec<=2026.6.0, but you have fsspec 2026.9.0 which is incompatible.`
    case conflict(package: String, version: String, requirement: String, found: String?)

    // uv
    /// `Installed 108 packages in 295ms`
    case count(CountedAction, Int)
    /// `+ click==8.1.7 (from git+https://…)`, `- click==8.0.4`, `~ click==8.1.7`
    case change(Change, name: PackageName, version: String, source: String?)

    /// `Creating virtual environment with seed packages at: .venv`: uv lists them next, and counts them nowhere.
    case seeds
    /// `Installed 1 executable: black`: what uv listed before it is a tool's own.
    case toolInstalled

    // poetry
    /// `Package operations: 12 installs, 1 update, 0 removals, 3 skipped`
    case operations(Int)
    /// `- Installing click (8.1.7)`, `- Updating click (8.0.4 -> 8.1.7)`, `- Removing click (8.1.7)`
    case operation(Change, name: PackageName, version: String, source: String?)
    /// `Installing the current project: app (0.1.0)`
    case project(name: PackageName, version: String)

    // setuptools
    /// `Adding six 1.15.0 to easy-install.pth file`: what `python setup.py install` and `develop` put in place or found there.
    case easyInstalled(name: PackageName, version: String)

    // Any
    /// `Using Python 3.11.15 environment at: /opt/venv`, `Creating virtual environment at: .venv`
    case environment(path: String, isCreated: Bool)
    case python(String)
    /// `Installed Python-3.10.13 to /root/.pyenv/versions/3.10.13`: pyenv built it; whether it is the one that is used, another line tells.
    case builtPython(String)
    /// `Using /usr/bin/python3 (3.11.2) to create virtualenv...` (pipenv): of the environment that it names next
    case pythonOfNext(String)
    /// `nox > Running session tests`, and `nox > Creating virtual environment (virtualenv) using python in .nox/tests` behind it where the
    /// session has an environment of its own.
    case session(hasEnvironment: Bool)
    /// `Installing six`: an app says what it is about to do, and leaves the rest to a pip that nobody hears.
    case intention
    /// Lines of `name==version`, as `pip freeze` and `pip list` print them.
    case list(PackageList)
    /// `Setting up ffmpeg (7:7.1.1-1+b1) ...`
    case systemPackage(SystemPackage)
    /// `Removing gcc (4:12.2.0-3) ...`, apk's `(3/12) Purging gcc (13.2.1-r0)`
    case systemPackageRemoved(name: String)

    enum Change: Equatable { case add, remove, replace }

    enum CountedAction: Equatable { case installed, uninstalled, audited, wouldChange }
}

extension InstallerEvent {
    /// What was there before this change, where the line says so.
    var earlierRelease: (name: PackageName, version: String?)? {
        switch self {
        case .found(let name, let version): (name, version)
        case .uninstalled(let name, let version): (name, version)
        case .change(.remove, let name, let version, _): (name, version)
        case .operation(.remove, let name, let version, _): (name, version)
        case .operation(.replace, let name, _, _): (name, nil)
        default: nil
        }
    }
}

extension InstallerEvent {
    /// What pip says when all is done: that it should not be root, that there is a newer one.
    var isFarewell: Bool {
        switch self {
        case .spoke, .installerVersion, .toldToUpdate: true
        default: false
        }
    }

    /// Tells what a run of pip came to, or that it had nothing to do.
    var isOutcome: Bool {
        switch self {
        case .satisfied, .installed, .notInstalled, .failed, .uninstalled, .list, .unread: true
        default: false
        }
    }
}
