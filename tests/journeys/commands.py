"""The installed `so-clb`, started without a terminal, with an empty home and its own settings."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROGRAM = Path(sys.executable).with_name("so-clb")


@dataclass(frozen=True, slots=True, repr=False)
class Done:
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    def __repr__(self) -> str:
        return f"exit {self.code}, out: {self.out[-300:]!r}, err: {self.err[-600:]!r}"

    @property
    def json(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """What a command says that was refused: one line for people, on stderr alone."""
        line = self.err.removesuffix("\n")
        assert self.code == 1, self
        assert self.out == "", self
        assert line.endswith("."), self
        assert "\n" not in line, self
        assert not {"Traceback", "Error", "Errno", "{", "None"} & set(line.split()), self
        return line


@dataclass(frozen=True, slots=True)
class Shell:
    """A folder to work in, with an empty home folder beside it."""

    folder: Path
    home: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self, *args: object, before: Sequence[object] = (), **environment: str) -> Done:
        """Run `so-clb` to its end; `before` is what starts it instead of the system."""
        clean = {
            name: os.environ[name]
            for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP")
            if name in os.environ
        }
        done = subprocess.run(
            [*map(str, before), str(PROGRAM), *map(str, args)],
            cwd=self.folder,
            env={
                **clean,
                "HOME": str(self.home),
                "USERPROFILE": str(self.home),
                "SO_CLB_LANGUAGE": "en",
                **self.environment,
                **environment,
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def ok(self, *args: object, **environment: str) -> Done:
        """Run `so-clb`, which must do what it was asked without a word of complaint."""
        done = self.run(*args, **environment)
        assert done.code == 0, done
        assert done.err == "", done
        return done
