"""The crash proofs. One process imports everything once and forks for every point:

    kill   the process dies (SIGKILL) before its n-th call that changes the disk, or amid a write
    fail   that call fails with an error of the disk, once or from then on
    cut    the power goes: what was not synced is lost, in part, in another order or torn

Afterwards the book must open without a question, be whole, hold everything acknowledged, and hold
each change entirely or not at all. Runs under the recorder (`recorder.run`); prints JSON.
"""

import argparse
import errno
import gc
import json
import os
import pickle
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from app.base.errors import UserError
from app.base.text import set_language
from app.club import connection
from tests.app.club.kill import powercut, recorder
from tests.app.club.kill.operations import BOOKS, OPERATIONS, Operation, lived, open_book
from tests.app.club.kill.recorder import Report
from tests.app.club.kill.scene import Found, look

T = TypeVar("T")

# Errors of a disk that a program meets: number, and whether it stays.
ERRORS = [(errno.EIO, 0), (errno.EIO, 1), (errno.ENOSPC, 0), (errno.ENOSPC, 1)]
EACH = 8  # points of every operation, however few are asked for


class Died(Exception):
    """A child ended without an answer."""


@dataclass(frozen=True)
class Point:
    """Where one run is cut short: the `at`-th call, `half` of it, or failing with `error`."""

    operation: str
    at: int
    half: int = 0
    error: int = 0
    sticky: int = 0


@dataclass(frozen=True)
class Run:
    """How a run ended: "done", with a "sentence" for the user, or "died"; `steps` acknowledged."""

    steps: int
    how: str
    words: str = ""


@dataclass
class Rehearsal:
    """One run of an operation to its end: its calls by letter, and the state after each step."""

    letters: str
    steps: list[Found]
    last: Found

    def judge(self, found: Found, acknowledged: int) -> list[str]:
        """What is wrong with what was found after so many steps were said to be saved.

        It must be the book after that step, or after one step more, and no file may be missing.
        """
        problems = list(found.problems)
        allowed = {step.state for step in self.steps[acknowledged : acknowledged + 2]}
        if acknowledged == len(self.steps) - 1:
            allowed.add(self.last.state)
        if found.state not in allowed:
            known = found.state in {step.state for step in self.steps}
            where = "another step" if known else "no step"
            problems.append(f"{acknowledged} steps acknowledged, but found the book at {where}")
        missing = self.steps[acknowledged].files - found.files
        if missing:
            problems.append(f"{acknowledged} steps acknowledged, but missing {sorted(missing)}")
        return problems


class Sweep:
    """The scenes and the recorder."""

    def __init__(self, base: Path, names: list[str]) -> None:
        self.base, self.scene = base, base / "scene"
        self.library = recorder.library()
        self.ground = base / "ground"
        self.ground.mkdir()
        lived(self.ground)
        for book in ("club", "commune"):
            look(shutil.copytree(self.ground, base / f"warm-{book}"), book)
        # What was imported, compiled and read by now serves every child.
        gc.collect()
        gc.freeze()
        self.operations = {name: OPERATIONS[name] for name in names}
        self.rehearsals = {name: self.rehearse(op) for name, op in self.operations.items()}

    def fresh(self) -> Path:
        """The scene as it was before the operation."""
        shutil.rmtree(self.scene, ignore_errors=True)
        shutil.copytree(self.ground, self.scene)
        return self.scene

    def rehearse(self, operation: Operation) -> Rehearsal:
        """Run an operation to its end and look at what it leaves after each step."""
        root, steps = self.fresh(), self.base / "steps"
        shutil.rmtree(steps, ignore_errors=True)

        def run() -> str:
            def saved() -> None:
                shutil.copytree(root, steps / str(len(list(steps.glob("*")))))

            steps.mkdir()
            self.library.iot_watch(str(root).encode())
            self.library.iot_arm(recorder.COUNT, 0, 0, 0, 0)
            operation.act(root, saved)
            letters: bytes = self.library.iot_letters()
            return letters.decode()

        letters = in_child(run)
        stages = [self.ground, *sorted(steps.iterdir(), key=lambda path: int(path.name)), root]
        copies = [shutil.copytree(stage, self.base / f"look-{n}") for n, stage in enumerate(stages)]
        found = in_child(lambda: [look(copy, operation.book) for copy in copies])
        for copy in copies:
            shutil.rmtree(copy)
        problems = [problem for one in found for problem in one.problems]
        if problems:
            raise RuntimeError(f"wrong without any crash: {problems}")
        return Rehearsal(letters, found[:-1], found[-1])

    def act(self, point: Point, what: int) -> Run:
        """Run an operation up to its point."""
        root = self.fresh()
        told, tell = os.pipe()

        def run() -> tuple[str, str]:
            self.library.iot_watch(str(root).encode())
            self.library.iot_arm(what, point.at, point.half, point.error, point.sticky)
            try:
                self.operations[point.operation].act(root, lambda: tell_step(tell))
            except UserError as error:
                return "sentence", str(error)
            finally:
                self.library.iot_disarm()
            return "done", ""

        try:
            how, words = in_child(run)
        except Died as died:
            how, words = "died", str(died)
        os.close(tell)
        with os.fdopen(told, "rb") as pipe:
            return Run(len(pipe.read()), how, words)

    def judge(self, name: str, acknowledged: int) -> list[str]:
        """What is wrong with the scene as it was left."""
        operation, rehearsal = self.operations[name], self.rehearsals[name]
        try:
            found = in_child(lambda: self.look_and_go_on(operation))
        except Died as died:
            return [f"looking at it: {died}"]
        return rehearsal.judge(found, acknowledged)

    def look_and_go_on(self, operation: Operation) -> Found:
        """Look at the book; where there is none yet, making it must still go."""
        found = look(self.scene, operation.book)
        if found.state is None:
            operation.act(self.scene, lambda: None)
        return found

    def open_and_die(self, operation: Operation, at: int, half: int) -> bool:
        """Die again while the book is opened after a crash; False when it came to the end."""

        def run() -> None:
            self.library.iot_watch(str(self.scene).encode())
            self.library.iot_arm(recorder.KILL, at, half, 0, 0)
            if (self.scene / operation.book / BOOKS[operation.book].filename).exists():
                open_book(self.scene, operation.book).close()

        try:
            in_child(run)
        except Died:
            return True
        return False


def tell_step(pipe: int) -> None:
    """Tell the parent that the user was told that a step is saved."""
    os.write(pipe, b".")


def in_child(work: Callable[[], T]) -> T:
    """What `work` returns in a forked child. Raises Died when it was killed or raised."""
    answer, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(answer)
            result: Any = (True, work())
        except BaseException as error:  # noqa: BLE001 - told to the parent, whatever it is
            steps = traceback.extract_tb(error.__traceback__)
            where = " < ".join(f"{Path(step.filename).name}:{step.lineno}" for step in steps[::-1])
            result = (False, f"{type(error).__name__}: {error} ({where})")
        with os.fdopen(tell, "wb") as pipe:
            pipe.write(pickle.dumps(result))
        os._exit(0)
    os.close(tell)
    with os.fdopen(answer, "rb") as pipe:
        raw = pipe.read()
    _child, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        raise Died(signal.Signals(os.WTERMSIG(status)).name)
    good, value = pickle.loads(raw)
    if not good:
        raise Died(value)
    result_of_work: T = value
    return result_of_work


def kill(sweep: Sweep, report: Report, points: list[Point], rng: random.Random) -> None:
    """Kill at each point; after every fourth, once more while the book is opened again."""
    for number, point in enumerate(points):
        run = sweep.act(point, recorder.KILL)
        problems = [] if run.words == "SIGKILL" else [f"was not killed: {run}"]
        if number % 4 == 0:
            operation = sweep.operations[point.operation]
            report["nested"] += sweep.open_and_die(operation, rng.randint(1, 30), rng.randint(0, 1))
        note(report, point, problems + sweep.judge(point.operation, run.steps))


def fail(sweep: Sweep, report: Report, points: list[Point], _rng: random.Random) -> None:
    """Let the disk fail at each point; the user must read a sentence, or the work is done."""
    for point in points:
        run = sweep.act(point, recorder.FAIL)
        problems = [f"no sentence: {run.words}"] if run.how == "died" else []
        if run.how == "sentence":
            report["sentences"][run.words] = report["sentences"].get(run.words, 0) + 1
        note(report, point, problems + sweep.judge(point.operation, run.steps))


def note(report: Report, point: Point, problems: list[str]) -> None:
    """Count a point, and keep what was wrong with it."""
    report["points"] += 1
    report["operations"][point.operation] = report["operations"].get(point.operation, 0) + 1
    report["bad"] += [f"{point}: {problem}" for problem in problems]


def all_points(sweep: Sweep, mode: str, rng: random.Random) -> list[Point]:
    """Every point of every operation, by lot, but a few of each operation first."""
    first: list[Point] = []
    rest: list[Point] = []
    for name, rehearsal in sweep.rehearsals.items():
        points = list(points_of(name, rehearsal.letters, mode))
        rng.shuffle(points)
        first += points[:EACH]
        rest += points[EACH:]
    rng.shuffle(rest)
    return first + rest


def points_of(name: str, letters: str, mode: str) -> Iterator[Point]:
    """The points of one operation: before each call; amid each write; each error."""
    for at, letter in enumerate(letters, 1):
        if mode == "fail":
            yield from (Point(name, at, 0, number, sticky) for number, sticky in ERRORS)
        else:
            yield from (Point(name, at, half) for half in ((0, 1) if letter == "W" else (0,)))


def cut(sweep: Sweep, report: Report, wanted: int, share: tuple[int, int]) -> None:
    """Cut the power at moments of each operation and look at what the disk may hold then."""
    per_operation = max(1, wanted // len(sweep.operations))
    for name, operation in sweep.operations.items():
        rng = random.Random(f"{report['seed']} {name} {share}")
        calls = record(sweep, operation)
        report["possible"] += len(calls)
        states = powercut.states(sweep.ground, calls, rng, per_operation // share[1])
        for states_at_once in batches(states, 50):
            report["points"] += len(states_at_once)
            report["operations"][name] = report["operations"].get(name, 0) + len(states_at_once)
            report["bad"] += in_child(partial(look_at_all, sweep, name, states_at_once))


def look_at_all(sweep: Sweep, name: str, states: list[powercut.State]) -> list[str]:
    """Put each state on the disk and judge it."""
    bad = []
    for state in states:
        state.write(sweep.scene)
        found = sweep.look_and_go_on(sweep.operations[name])
        problems = sweep.rehearsals[name].judge(found, state.acknowledged)
        bad += [f"{name} after {state.after}: {problem}" for problem in problems]
    return bad


def record(sweep: Sweep, operation: Operation) -> list[recorder.Call]:
    """Run an operation to its end and return everything it did to the disk."""
    root, path = sweep.fresh(), sweep.base / "recording"

    def run() -> None:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        sweep.library.iot_watch(str(root).encode())
        sweep.library.iot_record(handle)
        steps = iter(range(1, 1_000))
        operation.act(root, lambda: sweep.library.iot_acknowledge(next(steps)))
        sweep.library.iot_record(-1)

    in_child(run)
    return list(recorder.read(path, root))


def batches(items: Iterator[T], size: int) -> Iterator[list[T]]:
    """The items in lists of at most `size`."""
    batch: list[T] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder in memory, where the system has one: half a million syncs need no disk."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="so-clb-kill-", dir=memory if memory.is_dir() else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments: list[str]) -> None:
    """See the module; `--share 0/2` does every second point."""
    parser = argparse.ArgumentParser()
    parser.add_argument("mode", choices=["kill", "fail", "cut"])
    parser.add_argument("--points", type=int, default=0, help="at most so many; 0 is all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", default="0/1")
    parser.add_argument("--pragma", default="", help="added when a book is opened: a weaker disk")
    parser.add_argument("--only", nargs="*", default=list(OPERATIONS))
    asked = parser.parse_args(arguments)
    set_language("en")
    if asked.pragma:
        connection.PRAGMAS += f"pragma {asked.pragma};\n"
    begun = time.monotonic()
    report = Report(
        mode=asked.mode,
        seed=asked.seed,
        possible=0,
        points=0,
        nested=0,
        seconds=0,
        operations={},
        sentences={},
        bad=[],
    )
    share, shares = (int(part) for part in asked.share.split("/"))
    with scratch() as base:
        sweep = Sweep(base, asked.only)
        if asked.mode == "cut":
            cut(sweep, report, asked.points, (share, shares))
        else:
            rng = random.Random(asked.seed)
            points = all_points(sweep, asked.mode, rng)
            report["possible"] = len(points)
            chosen = points[: asked.points or None][share::shares]
            {"kill": kill, "fail": fail}[asked.mode](sweep, report, chosen, rng)
    report["seconds"] = round(time.monotonic() - begun, 1)
    json.dump(report, sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main(sys.argv[1:])
