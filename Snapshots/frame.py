"""How the platform's build log puts the steps' output in order."""

import dataclasses
import random


@dataclasses.dataclass
class StepResult:
    header: str
    chunks: list  # the output's lines
    ending: str  # "DONE 0.1s", "CACHED" or "" (failed)
    error: str = ""


def framed(stages, banner, interleave, tail):
    """The log text of the stages' results.

    A step whose output is interrupted by another one gets its header again when it goes on:

        --> RUN npm install
        --> RUN pip install --no-cache-dir -r server/requirements.txt
        Collecting flask
        --> RUN npm install
        DONE 4.0s
    """
    out = [banner, ""]
    # The images that the stages stand on are there before any step runs.
    images = [r for s in stages for r in s.results if r.header.startswith("FROM ")]
    steps = [[r for r in s.results if not r.header.startswith("FROM ")] for s in stages]
    for result in images + ([] if interleave is not None else [r for s in steps for r in s]):
        out += [f"--> {result.header}", *result.chunks]
        out += ["", result.error] if result.error else [result.ending, ""]
    if interleave is not None:
        out += mixed(steps, random.Random(interleave))
    if tail:
        out += ["--> Pushing image", "DONE 2.9s", "", "--> Exporting cache", "DONE 1.4s", ""]
    return "\n".join(out).rstrip("\n") + "\n"


def mixed(stages, chance):
    queues = [[(r, i) for r in steps for i in range(len(r.chunks) + 1)] for steps in stages]
    out, shown = [], None
    # A failure ends the build: the failing step's last line comes last.
    while any(queues):
        waiting = [q for q in queues if q and not (len([x for x in queues if x]) > 1 and q[0][0].error and q[0][1] == len(q[0][0].chunks))]
        queue = chance.choice(waiting or [q for q in queues if q])
        for _ in range(chance.randint(1, 12)):
            if not queue:
                break
            result, index = queue[0]
            last = index == len(result.chunks)
            if last and result.error and any(q for q in queues if q is not queue and q):
                break
            queue.pop(0)
            if shown is not result:
                out.append(f"--> {result.header}")
                shown = result
            if not last:
                out.append(result.chunks[index])
            elif result.error:
                out += ["", result.error]
            else:
                out += [result.ending, ""]
                shown = None
    return out
