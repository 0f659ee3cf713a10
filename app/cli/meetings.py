"""`so-clb meeting`, `sheets`, `minutes` and `poster`: a meeting told, and its papers as files."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from app.base import money
from app.base.areas import AREAS
from app.base.dates import fmt_date, fmt_long
from app.base.errors import UserError
from app.base.periods import Month
from app.base.text import LANGUAGES, N_, _, decimal, language, ngettext
from app.cli.main import columns, emit, opened, write_out
from app.documents import meeting_sheets
from app.documents import minutes as minutes_paper
from app.documents import poster as wall_poster
from app.documents.wall import Paper
from app.meetings import records
from app.meetings.meeting_records import held_day, month_words
from app.meetings.rules import REASONS, STATES, STEPS, Mark, Task
from app.meetings.summary import Summary

PATH = click.Path(path_type=Path)
TONGUE = click.option(
    "--language", "tongue", type=click.Choice(LANGUAGES), help="Language of the paper."
)

_MARKS: dict[Mark, str] = {
    "open": N_("open"),
    "begun": N_("begun"),
    "done": N_("done"),
    "left_out": N_("left out"),
}


@click.command()
@click.argument("club", type=PATH)
@click.argument("month")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def meeting(club: Path, month: str, as_json: bool) -> None:
    """Tell what the meeting of MONTH (2026-06) in CLUB did, step by step and area by area."""
    of_month = Month.parse(month)
    with opened(club) as book:
        told = records.summary(book, of_month)
    if as_json:
        emit(_as_json(told))
        return
    for line in _lines(told):
        click.echo(line)


@click.command()
@click.argument("club", type=PATH)
@click.argument("month")
@click.argument("out", type=PATH)
@TONGUE
def sheets(club: Path, month: str, out: Path, tongue: str | None) -> None:
    """Write all sheets of the meeting of MONTH (2026-07) in CLUB to OUT: to sign in, to weigh and
    measure, to collect, the eight areas, blank minutes.

    The book remembers their codes, so that it knows which of them are not typed in yet.
    """
    of_month = Month.parse(month)
    with opened(club) as book:
        paper = meeting_sheets.gather(book, of_month)
        write_out(out, meeting_sheets.render(paper, language=tongue or language()), private=True)
        book.log_access("print", detail=f"sheets {of_month}")
    count = sum(len(codes) for codes in paper.codes.values())
    said = ngettext("{n} sheet in {file}.", "{n} sheets in {file}.", count)
    click.echo(said.format(n=count, file=out))


@click.command()
@click.argument("club", type=PATH)
@click.argument("month")
@click.argument("out", type=PATH)
def minutes(club: Path, month: str, out: Path) -> None:
    """Write the minutes of the meeting of MONTH (2026-06) in CLUB to OUT: a .pdf to sign, or a
    .docx to go on with. Always in Vietnamese."""
    of_month = Month.parse(month)
    ending = out.suffix.lower()
    if ending not in (".pdf", ".docx"):
        raise UserError(_("Minutes are written to a .pdf or a .docx. Nothing was written."))
    with opened(club) as book:
        found = minutes_paper.gather(book, of_month)
        if ending == ".docx":
            from app.documents import minutes_docx  # what writes Word files takes long to load

            made = minutes_docx.render(found)
        else:
            made = minutes_paper.render(found)
        write_out(out, made, private=True)
        book.log_access("print", detail=f"minutes {of_month}")
    click.echo(_("Written to {file}.").format(file=out))


@click.command()
@click.argument("club", type=PATH)
@click.argument("month")
@click.argument("out", type=PATH)
@click.option("--a4", is_flag=True, help="On A4; without it on A3.")
@TONGUE
def poster(club: Path, month: str, out: Path, a4: bool, tongue: str | None) -> None:
    """Write the wall poster of MONTH (2026-06) in CLUB to OUT: figures without names."""
    of_month = Month.parse(month)
    with opened(club) as book:
        found = wall_poster.gather(book, of_month)
        paper: Paper = "A4" if a4 else "A3"
        write_out(out, wall_poster.render(found, paper=paper, language=tongue or language()))
        book.log_access("print", detail=f"poster {of_month}")
    click.echo(_("Written to {file}.").format(file=out))


# --- a meeting told -----------------------------------------------------------------------------


def _as_json(told: Summary) -> dict[str, Any]:
    """Days are ISO, amounts đồng, `rate` percent; `count` of an area is all that rooms hold of it.

    `present` and `rate` are null when nobody was counted.
    """
    of = told.meeting
    return {
        "date": of.held_on,
        "steps": {step: state.state for step, state in told.steps.items()},
        "attendance": {
            "present": told.present,
            "absent": len(told.absent),
            "rate": told.rate,
            "reasons": {reason or "": n for reason, n in told.absent_by_reason().items()},
        },
        "areas": {
            area: {
                "activities": len(done.activities),
                "participants": done.participants,
                "count": done.count,
                "spent_vnd": done.spent_vnd,
            }
            for area, done in told.areas.items()
        },
        "tasks": [_task(task) for task in told.tasks],
        "month": str(of.month),
        "state": of.state,
        "at_time": of.at_time,
        "place": of.place,
        "leader": of.leader,
        "guests": [guest.name for guest in told.guests],
        "measured": told.measured.people,
        "fees": {"payers": told.fee_payers, "vnd": told.fees_vnd},
        "collected": asdict(told.moved.collected),
        "lent": {"loans": told.moved.loans, "vnd": told.moved.lent_vnd},
        "cases": len(told.cases),
        "community": [each.what for each in told.community],
        "decisions": [each.text for each in told.decisions],
        "carried": [_task(task) for task in told.carried],
        "cash_vnd": told.cash.total_vnd if told.cash else None,
        "next": told.following.day if told.following else None,
        "missing": [{"step": gap.step, "area": gap.area} for gap in told.gaps],
    }


def _task(task: Task) -> dict[str, Any]:
    return {
        "text": task.text,
        "owner": task.owner,
        "due_on": task.due_on,
        "done_on": task.done_on,
        "result": task.result,
    }


def _lines(told: Summary) -> Iterator[str]:
    of = told.meeting
    yield _("Meeting of {month}: {day}, {state}").format(
        month=month_words(of.month), day=fmt_long(held_day(of)), state=_(STATES[of.state])
    )
    yield from _attendance(told)
    yield ""
    steps = told.steps.items()
    rows = [(_(STEPS[step]), _(_MARKS[state.state]), state.words) for step, state in steps]
    yield from columns([(_("Step"), _("State"), ""), *rows])
    yield ""
    areas = [
        (_(AREAS[area]), str(len(done.activities)), str(done.participants), str(done.count))
        for area, done in told.areas.items()
    ]
    yield from columns([(_("Area"), _("Activities"), _("People"), _("All entries")), *areas])
    if told.decisions or told.tasks or told.carried:
        yield ""
    for decision in told.decisions:
        yield _("Decision {n}: {text}").format(n=decision.number, text=decision.text)
    for task in told.tasks:
        yield _("Task: {text}").format(text=_task_words(task))
    for task in told.carried:
        yield _("Task from before: {text}").format(text=_task_words(task))
    if told.cash:
        yield _("Cash counted: {amount}").format(amount=money.fmt(told.cash.total_vnd))
    for gap in told.gaps:
        yield _("Missing: {what}").format(what=gap.words)


def _attendance(told: Summary) -> Iterator[str]:
    if told.present is None:
        yield _("Nobody was counted.")
        return
    said = _("{present} of {all} members came ({rate} %).")
    expected = told.present + len(told.absent)
    yield said.format(present=told.present, all=expected, rate=decimal(told.rate or 0))
    if told.absent:
        reasons = (
            f"{_(REASONS[reason]) if reason else _('not said')} {n}"
            for reason, n in told.absent_by_reason().items()
        )
        yield _("Absent: {reasons}").format(reasons=", ".join(reasons))


def _task_words(task: Task) -> str:
    due = fmt_date(date.fromisoformat(task.due_on)) if task.due_on else ""
    done = _("done") if task.done_on else ""
    return " · ".join(part for part in (task.text, task.owner, due, done, task.result) if part)
