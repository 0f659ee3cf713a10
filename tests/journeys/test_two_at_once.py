"""Two programs and one book: exactly one gets in, the other says so, and nothing is harmed."""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

from app.base.errors import UserError
from app.base.text import set_language
from app.club.file import open_file
from app.club.ports import Ports
from tests.journeys.commands import Shell
from tests.journeys.conftest import Copied

ROUNDS = 60
IN = "in"


def open_again_and_again(folder: Path, start: Barrier, said: Connection, turn: int) -> None:
    """Open the book as soon as both are ready, say how it went, and keep it until told to close."""
    set_language("en")
    for number in range(ROUNDS):
        start.wait()
        if number % 3 == turn:
            said.poll(0.002)  # a moment late; in every third round nobody is
        club = None
        try:
            club = open_file(folder, Ports())
            said.send(IN)
        except UserError as refusal:
            said.send(str(refusal))
        said.recv()
        if club is not None:
            club.close()
        said.send("closed")


@contextmanager
def programs(folder: Path) -> Iterator[list[Connection]]:
    """Two programs with a line to each."""
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(2)
    lines, started = [], []
    for turn in (1, 2):
        ours, theirs = spawn.Pipe()
        program = spawn.Process(target=open_again_and_again, args=(folder, start, theirs, turn))
        program.start()
        lines.append(ours)
        started.append(program)
    yield lines
    for program in started:
        program.join(30)
        assert program.exitcode == 0


def test_exactly_one_of_two_programs_gets_in(shell: Shell, copied: Copied) -> None:
    folder = copied("D")
    winners = []
    with programs(folder) as lines:
        for _round in range(ROUNDS):
            said = [line.recv() for line in lines]
            for line in lines:
                line.send("close")
            for line in lines:
                assert line.recv() == "closed"
            assert said.count(IN) == 1, said
            winners.append(said.index(IN))
            (refusal,) = (sentence for sentence in said if sentence != IN)
            assert "Nothing was changed." in refusal
            assert "open" in refusal
    assert set(winners) == {0, 1}, "each of the two came first in some round"
    shell.ok("check", "D")


def test_command_waits_for_nobody(shell: Shell, copied: Copied) -> None:
    folder = copied("D")
    club = open_file(folder, Ports())
    try:
        for command in ("members D", "check D", "export D stick", "backup D copy.clbk"):
            assert "has been open for" in shell.run(*command.split()).sentence
    finally:
        club.close()
    shell.ok("members", "D")
