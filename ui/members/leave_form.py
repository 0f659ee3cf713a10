"""Somebody leaves, pauses or has died: what ends with it is named before, and again after."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.base.dates import fmt_date
from app.base.errors import Invalid
from app.base.text import _, ngettext
from app.members import parts_records, records, rules
from app.members.leaving import Left, counted, ends_with
from app.members.rules import Member, Membership, Reason
from ui.kit.choice import Choice
from ui.kit.entries import DateField
from ui.kit.fields import TextField
from ui.kit.form import Form, Values
from ui.kit.labels import body
from ui.kit.layout import Row, plain
from ui.kit.notice import IconLabel
from ui.kit.page import Shell
from ui.kit.session import Session
from ui.members import part_words, ties, words
from ui.members.asking import ask_early

JOINS = "joins"
"""Beside the reasons to leave: becomes a member, again or for the first time."""


@dataclass(frozen=True, slots=True)
class Open:
    """What of a person is still going on, in words, by the table it stands in."""

    table: str
    what: str


def still_going_on(session: Session, member: Member) -> tuple[Open, ...]:
    """Offices, teams, pairs, notes and circumstances that leaving or death may end."""
    club, today = session.club, session.today()
    found = [
        Open(tie.table, tie.what)
        for tie in ties.ties(club, member, today)
        if tie.until is None and tie.table != "membership"
    ]
    found += [
        Open("circumstance", part_words.circumstance(each.kind))
        for each in parts_records.circumstances(club, member.id)
        if each.until is None
    ]
    notes = [each for each in parts_records.follow_ups(club, member.id) if each.done_on is None]
    if notes:
        many = ngettext("{n} open note", "{n} open notes", len(notes)).format(n=len(notes))
        found.append(Open("follow_up", many))
    return tuple(found)


def what_ends(going_on: Sequence[Open], reason: str) -> str:
    """What a reason ends, in a sentence: "Ends on this day too: Treasurer; 2 open notes."."""
    if reason == JOINS:
        return _("Offices, teams and notes of before do not begin again by themselves.")
    if reason not in rules.REASONS:
        return _("Choose why; then it is shown here what ends on the same day.")
    tables = ends_with(_reason(reason))
    ending = [each.what for each in going_on if each.table in tables]
    if reason == "paused":
        return _("Nothing else ends: offices, teams and notes wait.")
    if not ending:
        return _("Nothing else ends with it.")
    return _("On the same day ends: {what}.").format(what="; ".join(ending))


def is_here(member: Member) -> bool:
    """Whether the newest membership still runs."""
    return member.membership is not None and member.membership.left_on is None


def leave_form(
    session: Session, shell: Shell, member: Member, then: Callable[[str, str], object]
) -> Form:
    """Record that a member leaves; the person stays in the register.

    `then` gets what to say afterwards: a headline, and what ended or is still open.
    """
    today = session.today()
    joined = member.membership.joined_on if member.membership else None
    name = words.full_name(member.person, today)

    def read(values: Values) -> Membership:
        return rules.read_leaving(values, joined, today)

    def save(values: Values) -> None:
        _leave(session, member, read(values), then)

    reasons = [(code, words.capital(_(text))) for code, text in rules.REASONS.items()]
    form = Form(
        session,
        shell,
        _("{name} leaves the club").format(name=name),
        _("The name and everything written stay in the book."),
        {
            "reason": Choice(_("Why"), reasons),
            "left_on": DateField(_("Since"), today),
            "note": TextField(_("Note")),
        },
        save,
        verb=_("Write it down"),
        values={"left_on": fmt_date(today)},
        columns=1,
    )
    _say_what_ends(form, "reason", still_going_on(session, member))
    ask_early(form, read)
    return form


def return_form(
    session: Session, shell: Shell, member: Member, then: Callable[[str, str], object]
) -> Form:
    """What became of somebody who is no member now: a member again, or died; who only paused may
    also have left for good. `then` as in `leave_form`."""
    today = session.today()
    period = member.membership
    paused = period is not None and period.reason == "paused"
    again = _("A member again") if period is not None else _("Joins the club")
    others = [
        (code, words.capital(_(text)))
        for code, text in rules.REASONS.items()
        if code == "died" or (paused and code != "paused")
    ]

    def save(values: Values) -> None:
        day = {"joined_on": values["on"], "left_on": values["on"]}
        try:
            if values["reason"] in rules.REASONS:
                leaving = rules.read_leaving({**values, **day}, None, today)
                _leave(session, member, leaving, then)
            else:
                _join(session, member, {**values, **day})
        except Invalid as error:
            raise Invalid(_at(error.problems, "on", "joined_on", "left_on")) from error

    form = Form(
        session,
        shell,
        words.full_name(member.person, today),
        _("The name and everything written stay in the book."),
        {
            "reason": Choice(_("What has happened"), [(JOINS, again), *others]),
            "on": DateField(_("Since"), today),
            "note": TextField(_("Note")),
        },
        save,
        verb=_("Write it down"),
        values={"on": fmt_date(today)},
        columns=1,
    )
    _say_what_ends(form, "reason", still_going_on(session, member))
    return form


def _join(session: Session, member: Member, values: Values) -> None:
    if values["reason"] != JOINS:
        raise Invalid({"reason": _("Choose one of these.")})
    joined = rules.read_joining(values, session.today())
    if joined is None:
        raise Invalid({"on": _("Write since when.")})
    records.rejoin(session.club, member.id, joined)


def _leave(
    session: Session, member: Member, leaving: Membership, then: Callable[[str, str], object]
) -> None:
    left = records.leave(session.club, member.id, leaving)
    if left.ended or left.open:
        name = words.full_name(member.person, session.today())
        then(_headline(leaving.reason).format(name=name), _afterwards(left))


def _at(problems: Mapping[str, str], place: str, *names: str) -> dict[str, str]:
    """Problems of some fields, told at the one that stands for them."""
    return {place if name in names else name: text for name, text in problems.items()}


def _say_what_ends(form: Form, field: str, going_on: Sequence[Open]) -> None:
    """Say above the buttons what ends with the reason chosen."""
    said = body(what_ends(going_on, ""))
    row = Row(12)
    row.add(IconLabel("clock", "pri", 24))
    row.add(said, stretch=1)
    form.above_buttons.add(plain(row))

    def say(_text: object) -> None:
        said.setText(what_ends(going_on, form.values()[field]))

    form.fields[field].edited.connect(say)


def _reason(code: str) -> Reason:
    return next(reason for reason in rules.REASONS if reason == code)


def _headline(reason: Reason | None) -> str:
    if reason == "died":
        return _("{name} is written down as having died.")
    return _("{name} is no longer a member.") if reason != "paused" else _("{name} pauses.")


def _afterwards(left: Left) -> str:
    sentences = []
    if left.ended:
        sentences.append(_("Ended with it: {what}.").format(what=counted(left.ended)))
    if left.open:
        sentences.append(_("Still open: {what}.").format(what=counted(left.open)))
    return " ".join(sentences)
