"""What stands in a typing grid: saved texts, what is typed over them, and what is wrong with it.

No Qt in here. Nothing that was typed is ever dropped: neither because it is wrong, nor because the
page asked the core again, nor because its row is away for a while.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from app.base.errors import Invalid, UserError
from app.base.text import _, nfc
from ui.kit.chips import NOTHING, Result

ROW = ""
"""The column of a problem that belongs to the whole row."""

State = Literal["empty", "prefilled", "saved", "typed"]


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of a grid; `name` is its key in the texts of a row.

    `width` is in px at 100 %; a shown column (`typed` False) goes when there is no room for it,
    the one with the lowest `keep` first. `spoken` is the long name that a screen reader says.
    """

    name: str
    title: str
    width: int = 86
    align: Literal["left", "right"] = "right"
    typed: bool = True
    spoken: str = ""
    keep: int = 100
    bold: bool = False

    def long_title(self) -> str:
        """The name to say aloud."""
        return self.spoken or self.title


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row as the core knows it.

    `short` is how the person is addressed in messages ("Ông Định"). `prefilled` proposes texts
    that count only when accepted with Enter. `asks` stands in the result column while the row is
    current and nothing has been typed in it.
    """

    key: str
    name: str
    short: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    prefilled: Mapping[str, str] = field(default_factory=dict)
    result: Result = NOTHING
    asks: str = ""


@dataclass(frozen=True, slots=True)
class RowResult:
    """A row that was saved: its texts as they are stored, what it came to, and a question or hint
    to `say` about it ("Much higher than last time: measure again after 5 minutes")."""

    texts: Mapping[str, str] = field(default_factory=dict)
    result: Result = NOTHING
    say: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a cell, or with a row when `column` is ROW."""

    key: str
    column: str
    sentence: str


Save = Callable[[str, Mapping[str, str]], RowResult]
"""Stores the typed texts of a row, NFC and stripped. Raises Invalid with a sentence per column, or
any other UserError about the row."""
Check = Callable[[str, Mapping[str, str]], object]
"""Like Save, but only looks; what it returns does not matter."""
Cells = dict[str, dict[str, str]]
"""A text for some cells, by row and column."""


class GridRows:
    """The rows of a grid with everything typed in them."""

    def __init__(self, columns: Sequence[GridColumn]) -> None:
        self.columns = tuple(columns)
        self.typed = tuple(column.name for column in columns if column.typed)
        self.rows: tuple[GridRow, ...] = ()
        self._places: dict[str, int] = {}
        self._edits: Cells = {}
        self._problems: Cells = {}
        self._saved: dict[str, RowResult] = {}

    def set_rows(self, rows: Sequence[GridRow]) -> None:
        """Take what the core says now; what is typed and not saved stays over it."""
        self.rows = tuple(rows)
        self._places = {row.key: place for place, row in enumerate(self.rows)}
        self._saved.clear()

    def place(self, key: str) -> int | None:
        """Where a row stands, from 0."""
        return self._places.get(key)

    # --- reading ----------------------------------------------------------------------------

    def row(self, key: str) -> GridRow:
        """The row as the core knows it."""
        return self.rows[self._places[key]]

    def text(self, key: str, column: str) -> str:
        """What the cell shows."""
        return self._cell(key, column)[0]

    def state(self, key: str, column: str) -> State:
        """Where the text of a cell comes from."""
        return self._cell(key, column)[1]

    def _cell(self, key: str, column: str) -> tuple[str, State]:
        edit = self._edits.get(key, {}).get(column)
        if edit is not None:
            return edit, "typed"
        saved = self._stored(key, column)
        if saved:
            return saved, "saved"
        proposed = self.row(key).prefilled.get(column, "")
        return (proposed, "prefilled") if proposed else ("", "empty")

    def _stored(self, key: str, column: str) -> str:
        saved = self._saved.get(key)
        texts = self.row(key).texts if saved is None else {**self.row(key).texts, **saved.texts}
        return texts.get(column, "")

    def problem(self, key: str, column: str) -> str:
        """What is wrong with a cell, or ""."""
        return self._problems.get(key, {}).get(column, "")

    def problems(self) -> Iterator[Problem]:
        """Everything that is wrong, in reading order."""
        here = [key for key in self._problems if key in self._places]
        for key in sorted(here, key=self._places.__getitem__):
            for column in (ROW, *self.typed):
                if column in self._problems[key]:
                    yield Problem(key, column, self._problems[key][column])

    def next_problem(self, key: str, column: str) -> Problem | None:
        """The problem after a cell; after the last one comes the first."""
        found = list(self.problems())
        here = self._order(key, column)
        later = (one for one in found if self._order(one.key, one.column) > here)
        return next(later, found[0] if found else None)

    def _order(self, key: str, column: str) -> tuple[int, int]:
        across = self.typed.index(column) if column in self.typed else -1
        return self._places.get(key, -1), across

    def is_dirty(self, key: str) -> bool:
        """Whether something typed in the row differs from what is stored."""
        return any(
            _clean(text) != self._stored(key, column)
            for column, text in self._edits.get(key, {}).items()
        )

    def dirty(self) -> list[str]:
        """The rows in which something is typed and not saved, in the order they were typed."""
        return [key for key in self._edits if key in self._places and self.is_dirty(key)]

    def unsaved(self) -> Cells:
        """What is typed and not saved, by row and column."""
        return {key: dict(self._edits[key]) for key in self.dirty()}

    def hand_over(self) -> tuple[Cells, Cells]:
        """What is typed, and what is wrong with it, by row and column; here it is let go of."""
        handed = self._edits, self._problems
        self._edits, self._problems = {}, {}
        return handed

    def take_over(self, typed: Cells, problems: Cells) -> None:
        """Go on with what other rows handed over."""
        self._edits, self._problems = typed, problems

    def forget(self, key: str) -> None:
        """Drop what is typed in a row."""
        self._edits.pop(key, None)
        self._problems.pop(key, None)

    def result(self, key: str, *, current: bool) -> Result:
        """What the result column shows."""
        if self._problems.get(key):
            return Result(_("Look again"), icon="circle-alert", tone="bad", bold=True)
        if self.is_dirty(key):
            return Result(_("Being written"))
        saved = self._saved.get(key)
        row = self.row(key)
        if saved is None and current and row.asks:
            return Result(row.asks)
        result = row.result if saved is None else saved.result
        return Result(_("Being written")) if current and result == NOTHING else result

    def spoken(self, key: str, column: GridColumn) -> str:
        """A cell as a screen reader says it: "Upper number, Vũ Văn Định, 1380, needs a look"."""
        text, state = self._cell(key, column.name)
        if self.problem(key, column.name):
            how = _("needs a look")
        else:
            how = _("not accepted yet") if state == "prefilled" else ""
        parts = (column.long_title(), self.row(key).name, text or _("empty"), how)
        return ", ".join(part for part in parts if part)

    # --- typing -----------------------------------------------------------------------------

    def type(self, key: str, column: str, text: str) -> None:
        """Keep what is in a cell while it is typed. Its old problem no longer speaks of it."""
        self._edits.setdefault(key, {})[column] = text
        problems = self._problems.get(key, {})
        problems.pop(column, None)
        problems.pop(ROW, None)
        if not problems:
            self._problems.pop(key, None)

    def accept(self, key: str, column: str) -> None:
        """Take a proposed text as if it had been typed."""
        text, state = self._cell(key, column)
        if state == "prefilled":
            self.type(key, column, text)

    def leave(self, key: str, column: str) -> None:
        """A cell is left: what says the same as what is stored is no longer something typed."""
        edits = self._edits.get(key, {})
        if column in edits and _clean(edits[column]) == self._stored(key, column):
            del edits[column]

    def check(self, key: str, column: str, check: Check) -> None:
        """Ask about a cell that is left; problems of cells not reached yet wait."""
        if column not in self._edits.get(key, {}):
            return
        try:
            check(key, self._texts(key))
        except Invalid as error:
            if column in error.problems:
                self._problems.setdefault(key, {})[column] = error.problems[column]

    def save(self, key: str, save: Save) -> RowResult | None:
        """Store a row in which something is typed. None: there are problems, and the texts stay.

        `save` may lead to `set_rows` before it returns.
        """
        sent = self._texts(key)
        before = dict(self._edits.get(key, {}))
        try:
            done = save(key, sent)
        except Invalid as error:
            self._problems[key] = self._sorted_out(error.problems)
            return None
        except UserError as error:
            self._problems[key] = {ROW: str(error)}
            return None
        self._problems.pop(key, None)
        edits = self._edits.get(key, {})
        for column, text in before.items():
            if edits.get(column) == text:
                del edits[column]
        self._saved[key] = done
        return done

    def _sorted_out(self, problems: Mapping[str, str]) -> dict[str, str]:
        """Problems by column; those of no column here belong to the row, together."""
        found = {name: text for name, text in problems.items() if name in self.typed}
        others = [text for name, text in problems.items() if name not in self.typed]
        return {ROW: " ".join(others), **found} if others else found

    def _texts(self, key: str) -> dict[str, str]:
        edits = self._edits.get(key, {})
        return {
            column: _clean(edits[column]) if column in edits else self._stored(key, column)
            for column in self.typed
        }


def _clean(text: str) -> str:
    return nfc(text).strip()
