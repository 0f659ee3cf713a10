"""Erasing a person: says exactly what goes and what stays, and asks for the number typed by hand,
since nothing brings it back."""

from PySide6.QtWidgets import QWidget

from app.base.errors import Invalid
from app.base.job import Job
from app.base.text import _, ngettext
from app.club.erase import Erased
from app.members.rules import Member
from app.privacy import erasure
from ui.kit.fields import TextField
from ui.kit.form import Form, Values
from ui.kit.labels import section
from ui.kit.layout import SideBySide, card, padded
from ui.kit.notice import Notice
from ui.kit.page import Shell
from ui.kit.rows import mark_line
from ui.kit.say import guard
from ui.kit.session import Session

SHOWN, MOST = 5, 120
"""So many texts that may mean somebody else are told, and so many signs of each."""


class ErasePage(Form):
    """What goes, what stays and why; then the reason and the number of the person."""

    help_id = "privacy"

    def __init__(self, session: Session, shell: Shell, member: Member) -> None:
        self._member = member
        super().__init__(
            session,
            shell,
            _("Erase {name}?").format(name=member.person.name),
            _("Nothing brings it back: no undo, no older copy."),
            {
                "reason": TextField(_("Why"), _("Without the name: asked for it on paper, 3/11")),
                "code": TextField(
                    _("Type the number {code}").format(code=member.code),
                    _("So that nobody is erased by a slip of the hand"),
                ),
            },
            self._check,
            verb=_("Erase for good"),
            icon="x",
            leave=_("Leave everything as it is"),
        )
        against = erasure.reasons_to_keep(session.club, member.id)
        if against:
            self.do.off(_("Something stands against it."))
            end_first = _("End that first; then come back here.")
            sentence = erasure.refusal(member.person.name, against)
            self.body.insertWidget(0, Notice("warn", sentence, end_first))
        self.body.insertWidget(1 if against else 0, SideBySide(_goes(), _stays(), share=50))

    @guard
    def save_now(self) -> None:
        """Erase, then go to the register; nothing of the person is left to stand here."""
        self.clear_error()
        for field in self.fields.values():
            field.problem("")
        values = self.values()
        try:
            self._check(values)
        except Invalid as error:
            self.show_problems(error.problems)
            return
        club, person_id, reason = self.session.club, self._member.id, values["reason"]

        def work(_job: Job) -> Erased:
            return erasure.erase(club, person_id, reason)

        self.run(work, self._erased, _("Erasing"))

    def _erased(self, done: Erased) -> None:
        self.session.drafts.watch(self.session.club)  # those of the book are gone
        rest = _("The next copies of the book no longer hold the person either.")
        if done.look:
            rest += " " + ngettext(
                "{n} text holds this name too and may mean somebody else. Look at it.",
                "{n} texts hold this name too and may mean somebody else. Look at them.",
                len(done.look),
            ).format(n=len(done.look))
            rest += " " + " ".join(f"“{place.text[:MOST]}”" for place in done.look[:SHOWN])
        said = (_("The person with number {code} is erased.").format(code=done.code), rest)
        self.shell.open("privacy", said=said)

    def _check(self, values: Values) -> None:
        problems = {}
        if not values["reason"].strip():
            problems["reason"] = _("Write why, without the name.")
        if values["code"].strip().zfill(3) != self._member.code.zfill(3):
            problems["code"] = _("This is not the number of {name}. Nothing was changed.").format(
                name=self._member.person.name
            )
        if problems:
            raise Invalid(problems)


def _goes() -> QWidget:
    inside = padded(8)
    inside.add(section(_("This goes")))
    for text in (
        _("Name, birth, papers, telephone, photo, notes"),
        _("Health readings, household, family, circumstances"),
        _("Consents in this book; tear up the signed papers too"),
        _("All of it in the history; the name in notes about others"),
    ):
        inside.add(mark_line("x", text, "bad"))
    inside.stretch()
    return card(inside)


def _stays() -> QWidget:
    inside = padded(8)
    inside.add(section(_("This stays, without a name")))
    for text in (
        _("The number and the days of membership: past counts stay right"),
        _("Days of offices and teams, and that a request was dealt with"),
        _("The money books, which the law wants kept: they hold numbers, not names"),
        _("Older copies, until newer ones push them out: taken back, they are erased again"),
    ):
        inside.add(mark_line("check", text))
    inside.stretch()
    return card(inside)
