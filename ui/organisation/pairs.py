"""Pairs: which economic volunteer looks after which member, since when."""

from collections.abc import Sequence
from datetime import date

from app.base.dates import fmt_date
from app.base.names import sort_key
from app.base.text import _, ngettext
from app.organisation import team_records, teams
from app.organisation.teams import Pairing
from ui.kit.button import Button
from ui.kit.entries import DateField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.people_field import PersonField
from ui.kit.register import Register
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column
from ui.organisation import words
from ui.organisation.lists import TermsPage


class PairsPage(TermsPage[Pairing]):
    """The pairs of today, or all of them."""

    icon = "handshake"
    reads = team_records.PAIR_READS

    def name(self) -> str:
        return _("Who looks after whom")

    def columns(self) -> Sequence[Column[Pairing]]:
        return (
            Column(
                _("Economic volunteer"),
                lambda each: each.volunteer,
                sort=lambda each: sort_key(each.volunteer),
                bold=True,
                wide=True,
            ),
            Column(
                _("Member looked after"),
                lambda each: each.person,
                sort=lambda each: sort_key(each.person),
                bold=True,
                wide=True,
            ),
            Column(_("Period"), lambda each: words.term(each.since, each.until), keep=70),
            Column(_("Note"), lambda each: each.note or "", keep=40),
        )

    def add_words(self) -> str:
        return _("Add a pair")

    def empty(self) -> tuple[str, str]:
        return (
            _("No pair yet"),
            _("A volunteer helps a member every month to earn a better living."),
        )

    def row_buttons(self) -> Sequence[Button]:
        end = Button(_("End this pair"), icon="check")
        end.clicked.connect(self._end)
        return (end,)

    def refresh(self) -> None:
        today = self.session.today()
        found = team_records.pairings(self.session.club)
        now = [pair for pair in found if pair.covers(today)]
        count = ngettext("{n} pair today.", "{n} pairs today.", len(now)).format(n=len(now))
        why = _("A volunteer helps a member every month to earn a better living.")
        self.head(_("Who looks after whom"), f"{count} {why}")
        self.show_rows(found if self.former else now)

    def add(self) -> None:
        self.shell.show(self._form(None))

    def change(self, row: Pairing) -> None:
        self.shell.show(self._form(row))

    def remove(self, row: Pairing) -> None:
        team_records.remove_pairing(self.session.club, row.id)

    def whole(self, row: Pairing) -> Sequence[tuple[str, str]]:
        return (
            (_("Economic volunteer"), row.volunteer),
            (_("Member looked after"), row.person),
            (_("Period"), words.term(row.since, row.until)),
            (_("Note"), row.note or ""),
        )

    def _form(self, before: Pairing | None) -> Form:
        club, today = self.session.club, self.session.today()
        also = [before.volunteer_id, before.person_id] if before else []
        register = Register(club, today, also)

        def save(values: Values) -> None:
            pair = teams.read_pairing(values, today, register.known)
            if before is None:
                self.added(team_records.pair_up(club, pair))
            else:
                team_records.change_pairing(club, before.id, pair)

        form = Form(
            self.session,
            self.shell,
            _("Change a pair") if before else _("Add a pair"),
            "",
            _fields(register, today),
            save,
            verb=_("Keep this"),
            values=_texts(before) if before else {"since": fmt_date(today)},
            draft=f"pair-{before.id if before else 'new'}",
        )
        _warn(form, self.session, before)
        return form

    @guard
    def _end(self) -> None:
        row, club, today = self.chosen(), self.session.club, self.session.today()
        texts = _texts(row)

        def save(values: Values) -> None:
            known = (row.volunteer_id, row.person_id)
            pair = teams.read_pairing({**texts, **values}, today, known)
            team_records.change_pairing(club, row.id, pair)

        self.shell.show(
            Form(
                self.session,
                self.shell,
                _("End this pair"),
                _("{volunteer} looks after {person}.").format(
                    volunteer=row.volunteer, person=row.person
                ),
                {"until": DateField(_("No longer from"), today, ahead=92)},
                save,
                verb=_("End this pair"),
                values={"until": fmt_date(today)},
                columns=1,
            )
        )


def _warn(form: Form, session: Session, before: Pairing | None) -> None:
    """Say below the names what looks odd about the pair; it never stops the form."""
    club, today = session.club, session.today()
    pairs = [
        pair
        for pair in team_records.pairings(club)
        if pair.covers(today) and (before is None or pair.id != before.id)
    ]
    economic = {
        member.person_id
        for each in team_records.teams(club, today)
        if each.team.kind == "economic"
        for member in each.members
    }

    def look_again(_text: object) -> None:
        values = form.values()
        asked = teams.pair_doubts(values["volunteer"], values["person"], pairs, economic)
        for name in ("volunteer", "person"):
            form.fields[name].ask(asked.get(name, ""))

    for name in ("volunteer", "person"):
        form.fields[name].edited.connect(look_again)


def _fields(register: Register, today: date) -> dict[str, Field]:
    return {
        "volunteer": PersonField(_("Economic volunteer"), register),
        "person": PersonField(_("Member looked after"), register),
        "since": DateField(_("Since"), today),
        "until": DateField(_("No longer from"), today, _("Empty while it goes on"), ahead=92),
        "note": TextField(_("Note"), _("For example: raising hens, 2 million lent")),
    }


def _texts(pair: Pairing) -> Values:
    return {
        "volunteer": pair.volunteer_id,
        "person": pair.person_id,
        "since": words.day(pair.since),
        "until": words.day(pair.until),
        "note": pair.note or "",
    }
