"""The sheets printed before a meeting: paper twins of its steps, filled in by hand and typed later.

They have the names and the order of the screen, and a code by which the program finds them again.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final

from app.base.errors import UserError
from app.base.periods import Month
from app.base.text import _, speaking
from app.documents import meeting_forms, meeting_lists, meeting_minutes
from app.documents.frame import A4
from app.documents.issuer import issuer_of
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import clean
from app.documents.meeting_paper import Asked, MeetingPaper, Somebody
from app.health import records as health
from app.health.rules import Reading
from app.meetings import collection_records, plan_records, sheet_records, task_records
from app.meetings.attendance_records import attendance
from app.meetings.meeting_records import meeting_of, month_words
from app.meetings.rules import Meeting
from app.meetings.sheets import SHEETS, SheetKind
from app.members import records as members

if TYPE_CHECKING:
    from app.club.file import Club

_DRAWN: Final[Mapping[SheetKind, Callable[[Sheet, MeetingPaper, int], None]]] = {
    "sign_in": meeting_lists.sign_in,
    "weighing": meeting_lists.weighing,
    "collection": meeting_lists.collection,
    "areas": meeting_forms.areas,
    "minutes": meeting_minutes.minutes,
}


def page_counts(people: int, others: int = 0) -> dict[SheetKind, int]:
    """How many pages each kind of sheet has for so many people; `others` are no members and are
    only asked for what they owe."""
    at_a_table = meeting_lists.AT_A_TABLE
    return {
        "sign_in": meeting_lists.sheets_for(people, meeting_lists.SIGNING),
        "weighing": meeting_lists.sheets_for(people, at_a_table),
        "collection": meeting_lists.sheets_for(people + others, at_a_table),
        "areas": 2,
        "minutes": 2,
    }


def gather(
    club: "Club", month: Month, kinds: Collection[SheetKind] = tuple(SHEETS)
) -> MeetingPaper:
    """What the sheets of a month's meeting say, and their codes, which the book knows from now on.

    Last readings, and what is due on loans, stand there when the one who prints may read them.
    Needs meetings.write. Raises UserError when no meeting of that month is planned.
    """
    planned, on = _planned(club, month)
    counts = page_counts(*expected_people(club, planned, on))
    issued = sheet_records.issue(
        club, month, {kind: counts[kind] for kind in SHEETS if kind in kinds}
    )
    found, on = _planned(club, month)
    rows = attendance(club, found.id)
    born = {one.id: one.person.birth for one in members.people(club, on)}
    last = _last_readings(club, on) if "weighing" in kinds else {}
    return MeetingPaper(
        meeting=replace(found, place=clean(found.place or ""), leader=clean(found.leader)),
        on=on,
        printed=club.today(),
        issuer=issuer_of(club),
        people=tuple(
            Somebody(
                name=clean(row.name),
                year=(born.get(row.person_id) or "")[:4],
                past=tuple(each.present for each in row.past),
                last=last.get(row.person_id),
            )
            for row in rows
        ),
        past=tuple(each.month for each in rows[0].past) if rows else (),
        asked=tuple(
            Asked(
                Somebody(clean(each.name), (born.get(each.person_id) or "")[:4]),
                each.fee_vnd,
                each.savings_vnd,
                each.interest_vnd + each.late_vnd,
                each.principal_vnd,
            )
            for each in collection_records.expected(club, found.id)
        ),
        themes=plan_records.themes(club, month),
        tasks=tuple(
            task for task in task_records.carried_tasks(club, found.id) if task.done_on is None
        ),
        following=meeting_of(club, month.next()),
        codes={
            kind: tuple(
                sheet.code for sheet in issued if sheet.kind == kind and sheet.page <= count
            )
            for kind, count in counts.items()
            if kind in kinds
        },
    )


def expected_people(club: "Club", planned: Meeting, on: date) -> tuple[int, int]:
    """How many people count at a meeting, and how many others owe something on its day."""
    if planned.id:
        people = {row.person_id for row in attendance(club, planned.id)}
    else:
        people = {one.id for one in members.members(club, on) if not one.erased}
    return len(people), len(collection_records.who_owes(club, on) - people)


def _planned(club: "Club", month: Month) -> tuple[Meeting, date]:
    """The meeting of a month and its day, held or planned."""
    found = meeting_of(club, month)
    if found is None or found.day is None:
        raise UserError(
            _(
                "No meeting is planned for {month}, so there is nothing to print."
                " Write down first on which day the club meets."
            ).format(month=month_words(month))
        )
    return found, date.fromisoformat(found.day)


def _last_readings(club: "Club", on: date) -> dict[str, Reading]:
    """The last values before that day by person, for whoever may read them; else nothing."""
    if not club.actor.may("health.read"):
        return {}
    return {row.person_id: row.last for row in health.grid(club, on) if row.last is not None}


def render(paper: MeetingPaper, *, language: str = "vi", watch: Watch | None = None) -> bytes:
    """The sheets that have a code, in the order of the steps, as one PDF."""
    with speaking(language):
        into = BytesIO()
        title = _("Sheets of the meeting of {month}").format(month=month_words(paper.meeting.month))
        canvas = new_canvas(into, A4, title=title, author=paper.issuer.name, language=language)
        sheet = Sheet(canvas, A4, watch, practice=paper.issuer.practice)
        for kind, codes in paper.codes.items():
            for page in range(1, len(codes) + 1):
                _DRAWN[kind](sheet, paper, page)
                sheet.next_page()
        canvas.save()
        return into.getvalue()
