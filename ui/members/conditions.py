"""Conditions that combine, on two form pages; a line says at once how many people they leave."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from app.base.errors import Invalid
from app.base.text import _, ngettext
from app.members.filter_form import ANY, hamlets_of, read_filter, texts_of
from app.members.filters import LACKS, STANDINGS, Filter, keep, words
from app.members.parts import CIRCUMSTANCES, INVOLVEMENTS
from app.members.rules import PURPOSES, STATUSES
from ui.kit.button import Button
from ui.kit.choice import Choice, Ticks
from ui.kit.entries import DateField, NumberField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form
from ui.kit.labels import bold
from ui.kit.layout import Flow, plain
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.members import shown
from ui.members.shown import Known
from ui.members.whom import Choose
from ui.members.words import capital, purpose

TICKED = 8
"""Of at most so many hamlets each has its box; more are written."""

NARROW = 310
"""The least width of a column at 100 %: three of them stand beside each other."""


class _Conditions(Form):
    """Fields of a filter with a line below that counts; conditions without a field stay."""

    help_id = "lists"

    def __init__(
        self,
        session: Session,
        shell: Shell,
        title: str,
        fields: Mapping[str, Field],
        now: Filter,
        known: Known,
        take: Callable[[Filter], object],
        verb: str,
        columns: int,
    ) -> None:
        self.wanted = now
        self._known, self._take = known, take
        self._hamlets = hamlets_of(known.asked.people)
        super().__init__(
            session,
            shell,
            title,
            _("Only what you choose here matters. Leave the rest as it is."),
            fields,
            self._save_filter,
            verb=verb,
            leave=_("Leave as it is"),
            icon="list",
            columns=columns,
            least=NARROW,
            values=texts_of(now, self._hamlets),
        )
        self.count = bold("")
        self.above_buttons.add(self.count)
        for field in self.fields.values():
            field.edited.connect(self.recount)
        self.recount()

    def read(self) -> Filter:
        """What is asked for now. Raises Invalid."""
        today = self.session.today()
        return read_filter(self.values(), self.wanted, self._hamlets, today)

    def recount(self) -> None:
        """Say how many people the conditions leave, once they can be read."""
        try:
            wanted = self.read()
        except Invalid:
            return
        count = len(keep(wanted, self._known.asked))
        people = ngettext("{n} person", "{n} people", count).format(n=count)
        said = words(wanted, self._known.names) or _("all members")
        self.count.setText(f"{people}: {said}.")

    def _save_filter(self, _values: object) -> None:
        self._take(self.read())


class ConditionsForm(_Conditions):
    """Who somebody is; the rest is asked on a second page. The filter goes to `choose`."""

    def __init__(self, session: Session, shell: Shell, now: Filter, choose: Choose) -> None:
        known = shown.known(session)
        super().__init__(
            session,
            shell,
            _("Choose by conditions"),
            _who_fields(hamlets_of(known.asked.people)),
            now,
            known,
            choose,
            _("Show them"),
            columns=3,
        )
        self.more = Button(_("More conditions"), icon="list", key="Ctrl+K")
        self.more.clicked.connect(self._ask_more)
        acts = Flow(8)
        acts.add(self.more)
        self.above_buttons.add(plain(acts))

    @guard
    def _ask_more(self) -> None:
        try:
            wanted = self.read()
        except Invalid as error:
            self.show_problems(error.problems)
            return
        self.shell.show(
            _Conditions(
                self.session,
                self.shell,
                _("More conditions"),
                _more_fields(self._known, self.session),
                wanted,
                self._known,
                self._with_more,
                _("Take these too"),
                columns=2,
            )
        )

    def _with_more(self, wanted: Filter) -> None:
        self.wanted = wanted
        self.recount()


def _ticks(title: str, words: Iterable[tuple[str, str]], columns: int = 1) -> Ticks:
    return Ticks(title, [(code, capital(_(text))) for code, text in words], columns=columns)


def _who_fields(hamlets: Sequence[str]) -> dict[str, Field]:
    fields: dict[str, Field] = {
        "sex": Choice(_("Women or men"), [(ANY, _("Both")), ("F", _("Women")), ("M", _("Men"))]),
        "age_from": NumberField(_("From the age of"), _("years")),
        "age_to": NumberField(_("To the age of"), _("years")),
        "households": _ticks(_("Household"), STATUSES.items()),
    }
    if len(hamlets) <= TICKED:
        places = [(str(place), hamlet) for place, hamlet in enumerate(hamlets)]
        if places:
            columns = 1 if len(places) <= len(STATUSES) else 2
            fields["hamlet_places"] = Ticks(_("Hamlet"), places, columns=columns)
    else:
        hint = _("Several with commas between; marks are not needed")
        fields["hamlets"] = TextField(_("Hamlet"), hint)
    return {**fields, "standing": _ticks(_("To the club"), STANDINGS.items())}


def _more_fields(known: Known, session: Session) -> dict[str, Field]:
    today = session.today()
    held = sorted(set().union(*known.asked.offices.values()))
    staff: dict[str, Field] = {}
    if known.teams:
        staff["teams"] = Ticks(_("In the team"), known.teams, columns=2)
    if held:
        offices = [(code, known.names[code]) for code in held]
        staff["offices"] = Ticks(_("Holds the office"), offices, columns=2)
    return {
        "circumstances": _ticks(_("Circumstances"), CIRCUMSTANCES.items(), 2),
        "lacking": _ticks(_("Not known yet"), LACKS.items(), 2),
        "involved": _ticks(_("Is also"), INVOLVEMENTS.items(), 2),
        "also": Ticks(
            _("To be looked at"),
            [
                ("to_confirm", _("Household status to confirm")),
                ("card_ends", _("Insurance card ends soon")),
            ],
        ),
        **staff,
        "joined_from": DateField(_("Joined since"), today),
        "joined_to": DateField(_("Joined until"), today),
        "birth_month": NumberField(_("Birthday in month"), "", _("From 1 to 12")),
        "without_consent": Choice(
            _("Has not signed"),
            [(ANY, _("Does not matter")), *((code, purpose(code)) for code in PURPOSES)],
        ),
    }
