"""The board: who may open the book and what each may do; passphrases, and the recovery paper."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_date
from app.base.errors import Invalid, UserError
from app.base.job import Job
from app.base.names import Sex
from app.base.text import _
from app.club import officers
from app.club.faults import WRONG_PASSPHRASE, Trouble
from app.club.officers import Officer
from app.club.roles import ROLE_NAMES
from ui.kit.button import Button
from ui.kit.choice import Choice, Ticks
from ui.kit.entries import PassphraseField
from ui.kit.fields import TextField
from ui.kit.form import Form, Values
from ui.kit.labels import muted
from ui.kit.layout import Apart, Flow, Row, plain
from ui.kit.page import Page, Shell
from ui.kit.passphrases import count_down, new_passphrase, twice
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table


class OfficersPage(Page):
    """A table of the board; what is done with the chosen one stands below."""

    help_id = "officers"
    reads = frozenset({"officer", "setting"})

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        mine = Button(_("My passphrase"), icon="key-round")
        mine.clicked.connect(self._change_mine)
        self.out = Button(_("Somebody else signs in"), icon="user")
        self.out.clicked.connect(self._sign_out)
        self.add = Button(_("Add an officer"), icon="user-plus", key="Ctrl+N", kind="primary")
        self.add.clicked.connect(self._add_officer)
        self.set_actions(self.out, mine, self.add)
        self.table: Table[Officer] = Table(
            [
                Column(_("Name"), lambda each: each.name, bold=True, wide=True),
                Column(_("Duties"), lambda each: _roles(each), wide=True),
                Column(_("Since"), lambda each: _day(each.since)),
                Column(_("Until"), lambda each: _day(each.until) if each.until else "", keep=60),
            ],
            key=lambda each: each.id,
            name=_("Officers"),
        )
        self.table.opened.connect(self._change_roles)
        top = Row(12)
        top.add(muted(_("Choose a name; what can be done stands below.")), stretch=1)
        top.add(self.table.pager)
        self.body.add(top)
        self.body.add(self.table, stretch=1)
        duties = Button(_("Change duties"), icon="pencil", key="F2")
        duties.clicked.connect(self._change_chosen)
        self.reset = Button(_("Set a new passphrase"), icon="key-round")
        self.reset.clicked.connect(self._reset)
        paper = Button(_("New recovery paper"), icon="file-text")
        paper.clicked.connect(self._new_paper)
        self.end = Button(_("End duty"), icon="x", kind="danger")
        self.end.clicked.connect(self._end)
        acts = Flow(12)
        for button in (duties, self.reset, paper):
            acts.add(button)
        self._foot = Apart(plain(acts), self.end, grow=True)
        self.body.add(self._foot)

    def refresh(self) -> None:
        club = self.session.club
        self.head(
            _("Officers"),
            _("Who may open the book and what each may do. The history names whoever works."),
        )
        may = self.session.may("officers.write")
        self.add.setVisible(may)
        self._foot.setVisible(may)
        self.table.set_rows(officers.officers(club))

    def first_focus(self) -> QWidget:
        return self.table

    def _chosen(self) -> Officer:
        chosen = self.table.current()
        if chosen is None:
            raise UserError(_("Choose a name first. Nothing was changed."))
        if chosen.until is not None:
            raise UserError(
                _("{name} is no longer an officer. Nothing was changed. Add the name anew.").format(
                    name=chosen.name
                )
            )
        return chosen

    # --- acts -------------------------------------------------------------------------------

    @guard
    def _add_officer(self) -> None:
        def save(values: Values) -> None:
            officers.add_officer(
                self.session.club,
                values["name"],
                _sex(values["sex"]),
                values["roles"].split(),
                twice(values),
            )
            self.good(_("{name} can sign in from now on.").format(name=values["name"]))

        self.shell.show(
            Form(
                self.session,
                self.shell,
                _("Add an officer"),
                _("Let the new officer type the passphrase: four words are easy to keep in mind."),
                {
                    "name": TextField(_("Full name")),
                    "sex": Choice(_("Woman or man"), [("F", _("Woman")), ("M", _("Man"))]),
                    **new_passphrase(self.session.ports),
                    "roles": _roles_field(),
                },
                save,
                verb=_("Add this officer"),
            )
        )

    @guard
    def _change_chosen(self) -> None:
        self._roles_form(self._chosen())

    @guard
    def _change_roles(self, chosen: Officer) -> None:
        if self.session.may("officers.write") and chosen.until is None:
            self._roles_form(chosen)

    def _roles_form(self, chosen: Officer) -> None:
        def save(values: Values) -> None:
            officers.change_roles(self.session.club, chosen.id, values["roles"].split())
            if chosen.id == self.session.club.actor.id:
                QTimer.singleShot(0, self, self.shell.restart)  # other rooms are open now

        self.shell.show(
            Form(
                self.session,
                self.shell,
                _("Duties of {name}").format(name=chosen.name),
                _("What each duty opens is decided by the program, not only by the screen."),
                {"roles": _roles_field()},
                save,
                verb=_("Keep this"),
                values={"roles": " ".join(chosen.roles)},
                columns=1,
            )
        )

    @guard
    def _reset(self) -> None:
        chosen = self._chosen()

        def save(values: Values) -> None:
            officers.reset_passphrase(self.session.club, chosen.id, twice(values))
            self.good(_("{name} signs in with the new passphrase.").format(name=chosen.name))

        self.shell.show(
            Form(
                self.session,
                self.shell,
                _("New passphrase for {name}").format(name=chosen.name),
                _("Let {name} type it.").format(name=chosen.name),
                new_passphrase(self.session.ports),
                save,
                verb=_("Set a new passphrase"),
                columns=1,
            )
        )

    @guard
    def _change_mine(self) -> None:
        self.shell.show(_MineForm(self.session, self.shell, self._mine_changed))

    def _mine_changed(self) -> None:
        self.good(_("From now on you sign in with the new passphrase."))

    @guard
    def _end(self) -> None:
        chosen = self._chosen()

        def act(_reason: str) -> None:
            self._end_now(chosen)

        self.ask(
            _("End the duty of {name}?").format(name=chosen.name),
            [
                _(
                    "The key of the book is renewed: the passphrase of {name} opens it no more."
                ).format(name=chosen.name),
                _("Everything {name} has written stays.").format(name=chosen.name),
            ],
            act=_("End duty"),
            keep=_("Leave as it is"),
            then=act,
        )

    @guard
    def _end_now(self, chosen: Officer) -> None:
        officers.end_officer(self.session.club, chosen.id)
        self.good(_("{name} is no longer an officer. The key is renewed.").format(name=chosen.name))

    @guard
    def _new_paper(self) -> None:
        def act(_reason: str) -> None:
            self._print_paper()

        self.ask(
            _("Make a new recovery paper?"),
            [
                _("With it the book opens when every passphrase is forgotten."),
                _("A paper printed before opens nothing any more. Tear it up."),
            ],
            act=_("Make a new paper"),
            keep=_("Leave as it is"),
            then=act,
            danger=False,
        )

    @guard
    def _print_paper(self) -> None:
        from ui.kit.recovery_paper import show_paper

        code = officers.new_recovery_code(self.session.club)
        show_paper(self.session, self.shell, code)

    @guard
    def _sign_out(self) -> None:
        self.shell.close_club()


class _MineForm(Form):
    """One's own passphrase. After wrong tries the next one waits, where one can see it."""

    def __init__(self, session: Session, shell: Shell, done: Callable[[], object]) -> None:
        super().__init__(
            session,
            shell,
            _("My passphrase"),
            _("Marks, capitals and spaces do not count."),
            {"old": PassphraseField(_("The old one")), **new_passphrase(session.ports)},
            self._change,
            verb=_("Set a new passphrase"),
            columns=1,
        )
        self._done_well = done

    @guard
    def save_now(self) -> None:
        """Wait if that is due, then change it."""
        seconds = officers.seconds_to_wait(self.session.club)

        def wait(job: Job) -> None:
            count_down(self.session.ports, seconds, job)

        if seconds:
            self.run(wait, self._waited, _("Several tries did not fit"))
        else:
            super().save_now()

    def _waited(self, _nothing: object) -> None:
        super().save_now()

    def _change(self, values: Values) -> None:
        club = self.session.club
        try:
            with officers.waited(club):
                officers.change_passphrase(club, values["old"], twice(values))
        except Trouble as error:
            if error.reason != WRONG_PASSPHRASE:
                raise
            raise Invalid({"old": str(error)}) from error
        self._done_well()


def _roles(officer: Officer) -> str:
    return ", ".join(_(ROLE_NAMES[role]) for role in officer.roles if role in ROLE_NAMES)


def _roles_field() -> Ticks:
    names = [(role, _(name)) for role, name in ROLE_NAMES.items()]
    return Ticks(_("Duties"), names, columns=2)


def _sex(text: str) -> Sex | None:
    return "F" if text == "F" else "M" if text == "M" else None


def _day(iso: str) -> str:
    return fmt_date(date.fromisoformat(iso[:10]))
