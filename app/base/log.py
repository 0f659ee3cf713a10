"""A log for finding our own faults, which holds nothing personal: it may be sent to a stranger.

Log constant sentences with numbers and codes as arguments: `log.info("%d rows of %s", 60, table)`.
Any other argument is left out when the line is written, and an error is logged as its type and
place, never with its message: both may quote what somebody typed.
"""

import logging
import os
import re
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

ROOT = "so_clb"
FILE_NAME = "app.log"
MAX_BYTES = 512 * 1024
OLD_FILES = 3

# Names of tables, rooms, errors; ids and hashes. Names of people have capitals, marks or spaces.
_CODE = re.compile(r"[a-z][a-z0-9_.:-]{0,63}|[0-9a-hjkmnp-tv-z]{26}|[0-9a-f]{64}")
# Identity cards and telephones have nine digits or more.
_LONG_NUMBER = 10**8
LEFT_OUT = "…"

logging.getLogger(ROOT).addHandler(logging.NullHandler())  # silence until a log is opened


def logger(room: str) -> logging.Logger:
    """The logger of a room, such as "club.backup"."""
    return logging.getLogger(f"{ROOT}.{room}")


def open_log(folder: Path) -> logging.Handler:
    """Write the log to `folder`, which is made if missing; only the user may read the file.

    It keeps the last 2 MB. Returns the handler; `close_log` it at the end. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handler = _PrivateFile(
        folder / FILE_NAME, maxBytes=MAX_BYTES, backupCount=OLD_FILES, encoding="utf-8"
    )
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger(ROOT)
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    return handler


def close_log(handler: logging.Handler) -> None:
    """Stop writing to a log."""
    logging.getLogger(ROOT).removeHandler(handler)
    handler.close()


def describe(error: BaseException) -> str:
    """An error as it may be seen by strangers: types and places in the program, no messages."""
    lines = []
    link: BaseException | None = error
    while link is not None:
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(link.__traceback__)
        ]
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n".join(lines)


class _PrivateFile(RotatingFileHandler):
    """A rotating file that is closed to other users from its first byte on."""

    def _open(self) -> TextIOWrapper:
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        Path(self.baseFilename).chmod(0o600)  # it may stem from an unpacked backup
        return os.fdopen(handle, "a", encoding="utf-8")


class _Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        safe = logging.makeLogRecord(record.__dict__)
        safe.msg, safe.args = _message(record), None
        safe.exc_info = safe.exc_text = safe.stack_info = None
        line = super().format(safe)
        if record.exc_info and record.exc_info[1]:
            line += f"\n{describe(record.exc_info[1])}"
        return line


def _message(record: logging.LogRecord) -> str:
    if not isinstance(record.msg, str):
        return LEFT_OUT  # an exception, for example, whose text may quote anything
    if not record.args:
        return record.msg
    try:
        if isinstance(record.args, tuple):
            return record.msg % tuple(map(_safe, record.args))
        return record.msg % {name: _safe(value) for name, value in record.args.items()}
    except (TypeError, ValueError):  # %d of something left out
        return record.msg


def _safe(value: object) -> object:
    """A value that tells nothing of anybody, or the sign that something was left out."""
    if isinstance(value, bool | float | None):
        return value
    if isinstance(value, int):
        return value if abs(value) < _LONG_NUMBER else LEFT_OUT
    if isinstance(value, str) and _CODE.fullmatch(value):
        return value
    return LEFT_OUT
