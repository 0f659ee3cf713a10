"""`so-clb members` and `so-clb import-members`: the register, and a roster into it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from app.base.dates import fmt_birth
from app.base.errors import UserError
from app.base.text import N_, _, ngettext
from app.cli.main import emit, opened, write_out
from app.club.file import Club
from app.documents.member_sheet import member_sheet
from app.documents.sheets import write_xlsx
from app.members import lists_records, records
from app.members.filters import READY, keep
from app.members.finder import Finder
from app.members.import_changes import Change, shown
from app.members.import_compare import Skipped
from app.members.import_plan import Choice, ImportPlan, apply_plan, column_letter, plan_file
from app.members.import_rows import Doubt
from app.members.import_words import FIELDS
from app.members.rules import STATUSES, Member
from app.organisation.asked import gather

FOLDER = click.Path(path_type=Path)
_DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])


@click.command("members")
@click.argument("club", type=FOLDER)
@click.option("--find", "text", default="", help="Parts of the name, or digits of a number.")
@click.option("--on", type=_DAY, help="The members of that day (today).")
@click.option("--list", "name", help="Only who is on a list: a saved one, or such as women, poor.")
@click.option(
    "--xlsx", type=click.Path(path_type=Path), help="Write the list, with every field, here."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def members(
    club: Path, text: str, on: Any, name: str | None, xlsx: Path | None, as_json: bool
) -> None:
    """List the members of CLUB in the order of Vietnamese names."""
    with opened(club) as book:
        day: date = on.date() if on else book.today()
        listed = records.members(book, day) if name is None else _listed(book, name, day)
        found = Finder.of(listed, book.file_id).find(text)
        if xlsx is not None:
            sheet = member_sheet(book, found, day)
            write_out(xlsx, write_xlsx([sheet], book.ports.clock()), private=True)
            book.log_access("export", detail=f"members {len(found)}")
    if as_json:
        emit([_as_json(member) for member in found])
        return
    if xlsx is not None:
        said = ngettext("{n} member in {file}.", "{n} members in {file}.", len(found))
        click.echo(said.format(n=len(found), file=xlsx))
        return
    lines = [_titles(), *map(_line, found)] if found else []
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
    click.echo(ngettext("{n} member", "{n} members", len(found)).format(n=len(found)))


def _listed(book: Club, name: str, day: date) -> tuple[Member, ...]:
    """Whom a saved or a ready list holds on a day."""
    saved = {each.name.casefold(): each.filter for each in lists_records.saved_lists(book)}
    ready = {code: wanted for code, (_title, wanted) in READY.items() if code}
    known = {**ready, **saved}
    if name.casefold() not in known:
        raise UserError(
            _("There is no list “{name}”. There are: {names}.").format(
                name=name, names=", ".join(known)
            )
        )
    return keep(known[name.casefold()], gather(book, day).asked)


def _as_json(member: Member) -> dict[str, str | None]:
    person, membership = member.person, member.membership
    return {
        "code": member.code,
        "name": person.name,
        "sex": person.sex,
        "birth": person.birth,
        "cccd": person.cccd,
        "bhyt": person.bhyt,
        "phone": person.phone,
        "hamlet": person.hamlet,
        "ethnic": person.ethnic,
        "household": member.status.status if member.status else None,
        "joined": membership.joined_on if membership else None,
        "left": membership.left_on if membership else None,
    }


def _titles() -> tuple[str, ...]:
    titles = (N_("Code"), N_("Full name"), N_("Sex"), N_("Birth"), N_("Telephone"), N_("Hamlet"))
    return (*map(_, titles), _("Household status"))


def _line(member: Member) -> tuple[str, ...]:
    person = member.person
    return (
        member.code,
        person.name,
        {"F": _("woman"), "M": _("man"), None: ""}[person.sex],
        fmt_birth(person.birth) if person.birth else "",
        person.phone or "",
        person.hamlet or "",
        _(STATUSES[member.status.status]) if member.status else "",
    )


@click.command("import-members")
@click.argument("club", type=FOLDER)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing.")
@click.option(
    "--year", type=click.IntRange(1990, 2200), help="Year of the household statuses in the list."
)
@click.option("--sheet", help="The sheet with the list (the best one).")
@click.option("--all-sheets", is_flag=True, help="Read every sheet that holds a list.")
@click.option("--only-new", is_flag=True, help="Leave the people who are in CLUB as they are.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def import_members(
    club: Path,
    file: Path,
    dry_run: bool,
    year: int | None,
    sheet: str | None,
    all_sheets: bool,
    only_new: bool,
    as_json: bool,
) -> None:
    """Bring a list into CLUB: an .xlsx, .xls, .ods or .csv FILE in any shape.

    People who are not in CLUB are added. Of those who are there, known by their code, citizen
    number, or name and birth, what the list has otherwise is taken over; empty cells erase nothing.
    """
    with opened(club) as book:
        plan = plan_file(book, file, Choice(sheet, year, together=all_sheets))
        if only_new:
            plan = replace(plan, changes=())
        if not dry_run:
            apply_plan(book, plan)
    if as_json:
        emit(_plan_as_json(plan, dry_run))
    else:
        _tell(plan, dry_run)


def _plan_as_json(plan: ImportPlan, dry_run: bool) -> dict[str, Any]:
    return {
        "read": plan.read,
        "added": len(plan.adding),
        "changed": _changed(plan),
        "changes": [
            {
                **_where(change),
                "code": change.code,
                "field": change.field,
                "old": change.old,
                "new": change.new,
            }
            for change in plan.changes
        ],
        "skipped": [{**_where(skip), "why": skip.why} for skip in plan.skipped],
        "warnings": [
            {**_where(doubt), "field": doubt.field, "message": doubt.message}
            for doubt in plan.doubts
        ],
        "columns": _columns(plan),
        "sheet": plan.sheet,
        "year": plan.year,
        "renewed": len(plan.renewing),
        "dry_run": dry_run,
    }


def _where(said: Change | Skipped | Doubt) -> dict[str, int | str]:
    """The row, and the sheet where several are read together."""
    return {"row": said.row, "sheet": said.sheet} if said.sheet else {"row": said.row}


def _changed(plan: ImportPlan) -> int:
    """How many people of the book the list has otherwise."""
    return len({change.person_id for change in plan.changes})


def _columns(plan: ImportPlan) -> dict[str, str]:
    """Each field with the column that fills it: "B: Họ và tên"."""
    headings = {column.letter: column.heading for column in plan.columns}
    letters = {known: column_letter(column) for known, column in plan.fields.items()}
    return {known: f"{letter}: {headings[letter]}" for known, letter in letters.items()}


def _tell(plan: ImportPlan, dry_run: bool) -> None:
    if plan.together or plan.other_sheets:
        names = [plan.sheet, *(plan.other_sheets if plan.together else ())]
        click.echo(_("Read from: {sheets}.").format(sheets=", ".join(names)))
    for doubt in plan.doubts:
        click.echo(_("Row {n}: {message}").format(n=_row(doubt), message=doubt.message))
    for skip in plan.left_out:
        click.echo(_("Row {n} left out: {message}").format(n=_row(skip), message=skip.why))
    for change in plan.changes:
        click.echo(
            _("Row {n}: {who}, {field}: {old} in the book, {new} in the list").format(
                n=_row(change),
                who=f"{change.code} {change.name}",
                field=_(FIELDS[change.field]),
                old=shown(change.field, change.old) or "–",
                new=shown(change.field, change.new),
            )
        )
    added = len(plan.adding)
    if dry_run:
        said = ngettext(
            "{n} member would be added. Nothing was changed.",
            "{n} members would be added. Nothing was changed.",
            added,
        )
    else:
        said = ngettext("{n} member added.", "{n} members added.", added)
    click.echo(said.format(n=added))
    if plan.unchanged:
        said = ngettext(
            "{n} person is in the book already, unchanged.",
            "{n} people are in the book already, unchanged.",
            plan.unchanged,
        )
        click.echo(said.format(n=plan.unchanged))
    changed = _changed(plan)
    if changed:
        said = ngettext(
            "{n} entry in the book differs from the list.",
            "{n} entries in the book differ from the list.",
            changed,
        ) if dry_run else ngettext(
            "{n} entry of the book changed.", "{n} entries of the book changed.", changed
        )  # fmt: skip
        click.echo(said.format(n=changed))
    renewed = len(plan.renewing)
    if renewed:
        said = ngettext(
            "{n} household status of a newer list.",
            "{n} household statuses of a newer list.",
            renewed,
        )
        click.echo(said.format(n=renewed))


def _row(said: Change | Skipped | Doubt) -> str:
    return f"{said.sheet} {said.row}" if said.sheet else str(said.row)
