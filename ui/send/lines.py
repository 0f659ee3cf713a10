"""Every line that would leave, in the words in which the commune will read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_birth, fmt_date
from app.base.names import fold
from app.base.text import _
from app.bundle.contents import FIGURES
from app.bundle.write import Prepared
from ui.kit.fields import SearchBox
from ui.kit.labels import body
from ui.kit.layout import Row
from ui.kit.page import Page, Shell
from ui.kit.session import Session
from ui.kit.table import Column, Table


@dataclass(frozen=True, slots=True)
class Line:
    """A row that leaves: what it is about, and what it says."""

    number: int
    about: str
    says: str


class LinesPage(Page):
    """The lines, to be searched: whoever asks sees at once what goes of him."""

    help_id = "send"

    def __init__(self, session: Session, shell: Shell, prepared: Prepared) -> None:
        super().__init__(session, shell)
        found = lines(prepared)
        self.head(
            _("Each line that goes"),
            _("{n} lines. Readings, citizen numbers and telephones are not among them.").format(
                n=len(found)
            ),
        )
        self.search = SearchBox(_("Type a name, marks are not needed"))
        self.search.typed.connect(self._filter)
        self.table: Table[Line] = Table(
            [
                Column(_("About"), lambda line: line.about, bold=True),
                Column(_("What it says"), lambda line: line.says, wide=True),
            ],
            key=lambda line: line.number,
            name=_("Each line that goes"),
        )
        self.table.set_rows(found)
        self.search.leads_to(self.table)
        above = Row()
        above.add(self.search, stretch=1)
        above.add(self.table.pager)
        self.body.add(above)
        self._whole = body("")
        self.table.moved.connect(self._tell)
        self.body.add(self.table, stretch=1)
        self.body.add(self._whole)

    def first_focus(self) -> QWidget:
        return self.search

    def _tell(self, line: Line) -> None:
        """The selected line in full: the table cuts what is too long for it."""
        self._whole.setText(f"{line.about}: {line.says}")

    def _filter(self, typed: str) -> None:
        wanted = fold(typed)
        self.table.set_filter(lambda line: wanted in fold(f"{line.about} {line.says}"))


def lines(prepared: Prepared) -> list[Line]:
    """The club, then people (those with their name first), then what is counted, newest first."""
    tables = prepared.tables
    people = sorted(
        tables["member"], key=lambda row: (row["name"] is None, fold(row["name"] or ""))
    )
    counts = sorted(tables["figure"], key=lambda row: row["period"], reverse=True)
    found = [
        *((_("The club"), _club(row)) for row in tables["club"]),
        *((_("Its place"), _place(row)) for row in tables["club"]),
        *((row["name"] or _("Without a name"), _person(row)) for row in people),
        *((_figure(row), _count(row)) for row in counts),
    ]
    return [Line(number, about, says) for number, (about, says) in enumerate(found)]


def _club(row: Mapping[str, Any]) -> str:
    return f"{row['name']}, {_('number {code}').format(code=row['code'])}"


def _place(row: Mapping[str, Any]) -> str:
    founded = row["founded_on"]
    parts = [row["hamlet"], row["commune"], row["province"]]
    parts += [_("founded {day}").format(day=fmt_birth(founded))] if founded else []
    return ", ".join(part for part in parts if part)


def _person(row: Mapping[str, Any]) -> str:
    parts = [{"F": _("woman"), "M": _("man")}.get(row["sex"], "")]
    if row["birth"]:
        parts.append(_("born {birth}").format(birth=fmt_birth(row["birth"])))
    elif row["born_from"]:
        first = int(row["born_from"])
        parts.append(_("born {first} to {last}").format(first=first, last=first + 4))
    if row["age_60"]:
        parts.append(_("aged 60 and over"))
    elif row["age_55"]:
        parts.append(_("aged 55 and over"))
    parts.append(
        {
            "poor": _("poor household"),
            "near_poor": _("near-poor household"),
            "difficult": _("household in difficulty"),
        }.get(row["household"], "")
    )
    parts.append(row["hamlet"] or "")
    return ", ".join(part for part in parts if part)


def _figure(row: Mapping[str, Any]) -> str:
    name: str = row["figure"]
    return _(FIGURES[name])


def _count(row: Mapping[str, Any]) -> str:
    number, whole, period = row["numerator"], row["denominator"], row["period"]
    figure = str(number) if whole is None else _("{n} of {whole}").format(n=number, whole=whole)
    if len(period) == len("2026-11"):
        year, month = period.split("-")
        return _("{figure}, month {month}/{year}").format(
            figure=figure, month=int(month), year=year
        )
    return _("{figure}, on {day}").format(figure=figure, day=fmt_date(date.fromisoformat(period)))
