#!/usr/bin/env python3
"""Scores a log reader against the corpus: is what it says exact, and does it admit what it cannot know?

    Tests/Corpus/score.py --cmd 'driftd parse {logs} --json'           all cases, all views
    Tests/Corpus/score.py --cmd '…' --case 'uv-*' --view plain,sse     some of them
    Tests/Corpus/score.py --cmd '…' --misses                           every miss with its reasons
    Tests/Corpus/score.py --probe .build-score/release/LogProbe        all by one process, in a minute

{logs} becomes `--log A --log B …`; --probe names a program that reads a directory for each view (Benchmarks/LogProbe). A view is the same log as a person or the API hands it over: other line ends, escapes,
quoting, or a part of it missing. A view passes if the answer is

- exact: each version claimed is the one in freeze.txt, nothing is claimed that is not there;
- traceable: the line that each package's evidence names really names the package;
- honest: `complete` is not true while a package of freeze.txt is missing or without version and source (untouched packages of the base
  image excepted), nor where the case says that the logs cannot tell;
- and, where nothing was lost from the logs and the case says that they show everything, complete: every package is there and
  `complete` is true. Python and direct sources have to be right too where they are given.
"""

import argparse
import concurrent.futures
import fnmatch
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

from views import LOSSLESS, LOSSY, homeless

# `pip freeze` without --all leaves these out, and a reader may name them as installers instead.
INSTALLERS = {"pip", "setuptools", "wheel", "distribute"}
HERE = pathlib.Path(__file__).resolve().parent


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader = parser.add_mutually_exclusive_group(required=True)
    reader.add_argument("--cmd")
    reader.add_argument("--probe")
    parser.add_argument("--case", default="*")
    parser.add_argument("--view", default="")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--least", type=float, default=0, help="fail below this percentage")
    arguments = parser.parse_args()
    views = [v for v in {**LOSSLESS, **LOSSY} if not arguments.view or v in arguments.view.split(",")]
    cases = [d for d in sorted((HERE / "cases").iterdir()) if (d / "case.json").exists() and fnmatch.fnmatch(d.name, arguments.case)]
    with tempfile.TemporaryDirectory() as work, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        shown = [View(case, view, pathlib.Path(work)) for case in cases for view in views]
        if arguments.probe:
            answers = by_one_process(arguments.probe, work)
            results = [v.reasons(answers[v.name]) for v in shown]
        else:
            results = pool.map(lambda v: v.reasons(by_command(arguments.cmd, v.paths)), shown)
        misses = {(v.case.name, v.view): reasons for v, reasons in zip(shown, results) if reasons}
    if arguments.misses:
        for (case, view), reasons in misses.items():
            print(f"{case} [{view}]")
            for reason in reasons:
                print(f"    {reason}")
    else:
        for case in cases:
            failing = [v for v in views if (case.name, v) in misses]
            if failing:
                print(f"{case.name}: {', '.join(failing)}\n    {misses[case.name, failing[0]][0]}")
    print()
    for view in views:
        passed = sum((c.name, view) not in misses for c in cases)
        print(f"{view:16} {passed:4} of {len(cases)}  {100 * passed / max(1, len(cases)):5.1f} %")
    share = 100 * (len(shown) - len(misses)) / max(1, len(shown))
    print(f"{'all':16} {len(shown) - len(misses):4} of {len(shown)}  {share:5.1f} %")
    sys.exit(0 if share >= arguments.least else 1)


class View:
    """A case's logs, one of them as the view gives it, in a directory of their own."""

    def __init__(self, case, view, work):
        self.case, self.view, self.name = case, view, f"{case.name}~{view}"
        self.details = json.loads((case / "case.json").read_text())
        self.texts = [(case / name).read_bytes().decode() for name in self.details["logs"]]
        # What is cut is cut from the last build log: what came before is whole.
        self.newest = max((n for n, name in enumerate(self.details["logs"]) if name.startswith("build")), default=0)
        change = {**LOSSLESS, **LOSSY}[view]
        self.logs = [change(t) if view in LOSSLESS or n == self.newest else t.encode() for n, t in enumerate(self.texts)]
        (work / self.name).mkdir()
        self.paths = [work / self.name / f"{n:03d}.log" for n in range(len(self.logs))]
        for path, log in zip(self.paths, self.logs):
            path.write_bytes(log)

    def reasons(self, answer):
        """Why this view does not pass; empty if it does. A text is no answer, but the reason why there is none."""
        if isinstance(answer, str):
            return [answer]
        truth = truth_of((self.case / "freeze.txt").read_text())
        unchanged = self.logs == [t.encode() for t in self.texts]
        # A cut newest build is no succeeded one: what an answer says then is the state of an earlier build.
        several = sum(t.count("===== Build Queued at") for t in self.texts) > 1
        excused = {} if unchanged else {self.newest: homeless(self.view, self.texts[self.newest])}
        is_cut = self.view.startswith("tail-cut") and (several or not unchanged)
        reasons = judged(answer, truth, self.details, self.view in LOSSLESS or unchanged, excused, is_cut, several)
        return reasons + untraceable(answer, self.logs, "wrapped" in self.view)


def by_command(command, paths):
    """The answer of a process of its own."""
    logs = [word for path in paths for word in ("--log", str(path))]
    filled = [word for part in shlex.split(command) for word in (logs if part == "{logs}" else [part])]
    try:
        done = subprocess.run(filled, capture_output=True, timeout=60)
    except subprocess.TimeoutExpired:
        return "no answer within 60 s"
    if done.returncode:
        return f"exit {done.returncode}: {done.stderr.decode(errors='replace').strip()[:300]}"
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        return f"not JSON: {error}"


def by_one_process(probe, work):
    """name of a view's directory -> answer"""
    done = subprocess.run([probe, "show", work], capture_output=True)
    if done.returncode:
        sys.exit(f"score: {probe} ended with {done.returncode}: {done.stderr.decode(errors='replace').strip()[:300]}")
    rows = (line.split("\t", 2) for line in done.stdout.decode().splitlines())
    return {name: json.loads(reading) for name, reading, _ in rows}


def untraceable(answer, logs, is_wrapped):
    """Evidence that names a line which does not name its package; a wrap may have left a part of the name to the next line, and of a step to several."""
    lines, reasons = [], []
    for log in logs:
        text = log.decode("utf-16") if log[:2] in (b"\xff\xfe", b"\xfe\xff") else log.decode(errors="replace")
        lines.append(text.split("\n" if "\n" in text else "\r"))
    for package in answer.get("packages", []):
        evidence = package.get("evidence") or {}
        if evidence.get("log") is None:
            continue
        begin = (evidence.get("line") or 0) - 1
        reach = 1 if not is_wrapped else 40 if evidence.get("kind") == "none" else 2
        text = "".join(l.removeprefix("> ") for l in lines[evidence["log"]][max(begin, 0):begin + reach])
        if key(package["name"]) not in key(text):
            reasons.append(f"evidence: {package['name']} is not in line {begin + 1}: {text[:80]}")
    return reasons


def judged(answer, truth, details, lossless, excused, cut_short, several):
    reasons = []
    base = {key(line.split("==")[0]) for line in details["base"]}
    claimed = {key(p["name"]): p for p in answer.get("packages", [])}
    doubtful = {key(n) for n in details["doubtful"]}
    for name, package in sorted(claimed.items()):
        evidence = package.get("evidence") or {}
        if package.get("version") is None or name in doubtful or evidence.get("line") in excused.get(evidence.get("log"), range(0)):
            continue
        if not cut_short and name not in truth:
            reasons.append(f"wrong: {name} {package['version']} claimed, is not there {where(package)}")
        elif not cut_short and not same(package["version"], truth[name][0]):
            reasons.append(f"wrong: {name} {package['version']} claimed, is {truth[name][0]} {where(package)}")
        elif lossless and details["complete"] is not None and not same_source(package.get("source"), truth[name][1]):
            reasons.append(f"source: {name} from {package.get('source')}, is {truth[name][1]}")
    missing = sorted(n for n in truth if n not in base and n not in INSTALLERS and (n not in claimed or claimed[n].get("version") is None and not claimed[n].get("source")))
    foreign = sorted(doubtful & set(claimed) - set(truth))
    differing = any(n in truth and p.get("version") and not same(p["version"], truth[n][0]) for n, p in claimed.items())
    if answer.get("complete") and not (cut_short and several):
        if foreign:
            reasons.append(f"dishonest: complete, with {', '.join(foreign)}, which are not there")
        if missing or differing:
            reasons.append(f"dishonest: complete, but without {', '.join(missing) or 'the right versions'}")
        if details["complete"] is False:
            reasons.append("dishonest: complete, though these logs cannot tell")
    if lossless:
        if details["complete"] is True and not answer.get("complete"):
            gaps = "; ".join(f"{g.get('reason')} at {g.get('line')}" for g in answer.get("gaps", [])[:3])
            reasons.append(f"timid: not complete, though the logs show everything ({gaps or 'no gap given'})")
        if details["complete"] is True and missing:
            reasons.append(f"missing: {', '.join(missing)}")
        for name in details["absent"]:
            if key(name) in claimed and key(name) not in truth:
                reasons.append(f"absent: {name} is listed, is not installed")
        python = answer.get("python")
        if python and details["python"] and details["python"].split(".")[:len(python.split("."))] != python.split("."):
            reasons.append(f"python: {python}, is {details['python']}")
    for name in details["unknown"]:
        if claimed.get(key(name), {}).get("version") and key(name) not in truth:
            reasons.append(f"unknown: {name} claimed as {claimed[key(name)]['version']}")
    return reasons


def where(package):
    evidence = package.get("evidence") or {}
    return f"({evidence.get('kind')}, log {evidence.get('log')} line {evidence.get('line')})"


def truth_of(freeze):
    """name -> (version or None, source or None) of a `pip freeze --all`."""
    packages, editable = {}, None
    for line in freeze.splitlines():
        line = line.strip()
        if found := re.match(r"# Editable .*\((\S+)==(\S+?)[,)]", line):
            editable = found
        elif line.startswith("-e ") and editable:
            packages[key(editable[1])] = (editable[2], "editable")
            editable = None
        elif found := re.search(r"#egg=([\w.-]+)", line) if line.startswith("-e ") else None:
            packages[key(found[1])] = (None, "editable")
        elif line.startswith("-e "):
            packages[key(os.path.basename(line[3:].rstrip("/")))] = (None, "editable")
        elif found := re.match(r"([\w.-]+)(?:\[[^\]]*\])? ?@ ?(\S+)", line):
            packages[key(found[1])] = (None, found[2])
        elif found := re.match(r"([\w.-]+)===?(\S+)", line):
            packages[key(found[1])] = (found[2], None)
    return packages


def key(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def same(claimed, true):
    """Equal as versions; a direct source has none in a freeze, so any will do."""
    return true is None or canonical(claimed) == canonical(true)


def canonical(version):
    text = version.lower().lstrip("v").replace("_", "-")
    text = re.sub(r"[-.]?(alpha|beta|a|b|c|rc|pre|preview)[-.]?(\d+)", lambda m: {"alpha": "a", "beta": "b", "c": "rc", "pre": "rc", "preview": "rc"}.get(m[1], m[1]) + m[2], text)
    text = re.sub(r"[-.]?(post|dev)[-.]?(\d*)", lambda m: f".{m[1]}{m[2] or 0}", text)
    release, plus, local = text.partition("+")
    return re.sub(r"(\.0)+$", "", release) + plus + re.sub(r"[-_.]", ".", local)


def same_source(claimed, true):
    """A freeze's own spelling, or none claimed for a plain release; local directories and editable installs are spelled in several ways."""
    if true is None:
        return claimed is None
    if true == "editable" or true.startswith("file:"):
        return True
    if claimed is None:
        return False
    bare = lambda url: url.split("#")[0].removeprefix("git+").replace(".git@", "@")
    return bare(str(claimed)) == bare(true)


if __name__ == "__main__":
    main()
