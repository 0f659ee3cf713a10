"""Forms for the parts of a person: circumstances, what they do for the club, relatives, notes."""

from datetime import date

from app.base.dates import fmt_date
from app.base.errors import Invalid
from app.base.text import _
from app.members import parts, parts_records, records, rules
from app.members.parts import Circumstance, FollowUp, Involvement, Relation
from app.members.rules import HouseholdStatus, Member
from ui.kit.choice import Choice, Tick
from ui.kit.entries import DateField
from ui.kit.fields import Field, LinesField, TextField
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.session import Session
from ui.members import part_words, words
from ui.members.asking import ask_early


def circumstance_form(session: Session, shell: Shell, member: Member) -> Form:
    """Write down what makes somebody more easily harmed."""
    today = session.today()

    def read(values: Values) -> Circumstance:
        return parts.read_circumstance(values, today)

    def save(values: Values) -> None:
        parts_records.begin_circumstance(session.club, member.id, read(values))

    form = Form(
        session,
        shell,
        _("Circumstances of {name}").format(name=words.inside_name(member.person, today)),
        _("Home visits, targets and help go by this."),
        {
            "kind": Choice(
                _("Which circumstance"),
                [(kind, part_words.circumstance(kind)) for kind in parts.CIRCUMSTANCES],
            ),
            **_since_and_note(today),
        },
        save,
        verb=_("Write it down"),
        columns=1,
        draft=f"circumstance-{member.id}",
    )
    ask_early(form, read)
    return form


def involvement_form(session: Session, shell: Shell, member: Member) -> Form:
    """Write down what somebody is to the club beside being a member."""
    today = session.today()

    def read(values: Values) -> Involvement:
        return parts.read_involvement(values, today)

    def save(values: Values) -> None:
        parts_records.begin_involvement(session.club, member.id, read(values))

    form = Form(
        session,
        shell,
        words.capital(
            _("What {name} is to the club").format(name=words.inside_name(member.person, today))
        ),
        _("Members and others: who helps, who is cared for, who gives."),
        {
            "kind": Choice(
                _("As what"),
                [(kind, part_words.involvement(kind)) for kind in parts.INVOLVEMENTS],
            ),
            **_since_and_note(today),
        },
        save,
        verb=_("Write it down"),
        values={"since": fmt_date(today)},
        columns=1,
        draft=f"involvement-{member.id}",
    )
    ask_early(form, read)
    return form


def _since_and_note(today: date) -> dict[str, Field]:
    return {
        "since": DateField(_("Since"), today, _("A day, a month, or just the year")),
        "note": TextField(_("Note")),
    }


def end_form(
    session: Session, shell: Shell, member: Member, part: Circumstance | Involvement
) -> Form:
    """Write down the day from which something is no longer so."""
    today = session.today()

    def read(values: Values) -> str:
        return parts.read_end(values, part.since, today)

    def save(values: Values) -> None:
        until = read(values)
        if isinstance(part, Circumstance):
            parts_records.end_circumstance(session.club, part.id, until)
        else:
            parts_records.end_involvement(session.club, part.id, until)

    if isinstance(part, Circumstance):
        what = part_words.circumstance(part.kind)
    else:
        what = part_words.involvement(part.kind)
    form = Form(
        session,
        shell,
        words.full_name(member.person, today),
        _("{what}: this ends. What was before stays in the book.").format(
            what=part_words.span(what, part.since)
        ),
        {"until": DateField(_("No longer so since"), today)},
        save,
        verb=_("Write down the end"),
        values={"until": fmt_date(today)},
        columns=1,
    )
    ask_early(form, read)
    return form


def relation_form(
    session: Session, shell: Shell, member: Member, other: Member, known: Relation | None = None
) -> Form:
    """Write down, or change, how two people of the register are related."""
    today = session.today()
    sex = other.person.sex

    def save(values: Values) -> None:
        together = "1" if values["together"] else ""
        relation = parts.read_relation({**values, "other_id": other.id, "together": together})
        parts_records.relate(session.club, member.id, relation)

    return Form(
        session,
        shell,
        _("{other} and {name}").format(
            other=words.full_name(other.person, today), name=words.inside_name(member.person, today)
        ),
        _("It is written on both pages."),
        {
            "kind": Choice(
                _("What {other} is to {name}").format(
                    other=words.full_name(other.person, today),
                    name=words.inside_name(member.person, today),
                ),
                [(kind, part_words.relation(kind, sex)) for kind in parts.RELATIONS],
                columns=2,
            ),
            "together": Tick(_("They live in one household")),
            "note": TextField(_("Note")),
        },
        save,
        verb=_("Write it down"),
        values={
            "kind": known.kind if known else "",
            "together": "yes" if known and known.together else "",
            "note": known.note or "" if known else "",
        },
        columns=1,
    )


def follow_up_form(session: Session, shell: Shell, member: Member) -> Form:
    """Note something to be done about a person, and by when."""
    today = session.today()

    def read(values: Values) -> FollowUp:
        return parts.read_follow_up(values, member.id, today)

    def save(values: Values) -> None:
        parts_records.add_follow_up(session.club, read(values))

    form = Form(
        session,
        shell,
        _("What to do for {name}").format(name=words.inside_name(member.person, today)),
        _("It stands in the list of notes until it is done."),
        {
            "text": LinesField(
                _("What is to be done"), _("For example: visit after the hospital"), lines=2
            ),
            "due_on": DateField(
                _("By when"),
                today,
                _("For example 5/12/2026, 5/12 or “tomorrow”"),
                ahead=parts.FAR_AHEAD,
            ),
        },
        save,
        verb=_("Keep this note"),
        columns=1,
        draft=f"follow-up-{member.id}",
    )
    ask_early(form, read)
    return form


def finish_form(session: Session, shell: Shell, follow_up: FollowUp, name: str) -> Form:
    """Write down that a note is done, and what came of it if there is something to say."""
    today = session.today()

    def read(values: Values) -> str:
        try:
            return parts.read_end({"until": values["done_on"]}, follow_up.written_on, today)
        except Invalid as error:
            raise Invalid({"done_on": error.problems["until"]}) from error

    def save(values: Values) -> None:
        result = values["result"].strip() or None
        parts_records.finish_follow_up(session.club, follow_up.id, read(values), result)

    form = Form(
        session,
        shell,
        _("Done for {name}").format(name=name),
        follow_up.text,
        {
            "result": LinesField(_("What came of it"), _("May be left empty"), lines=2),
            "done_on": DateField(_("Done on"), today),
        },
        save,
        verb=_("It is done"),
        values={"done_on": fmt_date(today)},
        columns=1,
        draft=f"finish-{follow_up.id}",
    )
    ask_early(form, read)
    return form


def household_form(
    session: Session, shell: Shell, member: Member, year: int, *, ask_year: bool = False
) -> Form:
    """The household's standing on the list of one year, for this person alone; with `ask_year`
    the year may be another one."""
    today = session.today()
    known = {each.year: each for each in records.household_statuses(session.club, member.id)}
    of_year = known.get(year)

    def read(values: Values) -> HouseholdStatus:
        return rules.read_standing({"year": str(year), **values}, today)

    def save(values: Values) -> None:
        records.set_household_status(session.club, member.id, read(values))

    fields: dict[str, Field] = {"year": TextField(_("Year"))} if ask_year else {}
    form = Form(
        session,
        shell,
        _("Household status") if ask_year else _("Household in {year}").format(year=year),
        words.full_name(member.person, today),
        {
            **fields,
            "status": Choice(
                _("On the list of the commune"),
                [(status, words.status_word(status)) for status in words.STATUS_ORDER],
                columns=2,
            ),
            "source": TextField(_("From which paper"), _("Number and day of the decision")),
        },
        save,
        verb=_("Keep this"),
        values={
            "year": str(year),
            "status": of_year.status if of_year else "",
            "source": of_year.source or "" if of_year else "",
        },
        columns=1,
    )
    ask_early(form, read)
    return form
