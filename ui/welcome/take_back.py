"""Take a book back from a copy: try it out, say what is missing, then put it in its place."""

from pathlib import Path

from app.base.errors import Invalid
from app.base.text import _, ngettext
from app.club import copyfile, history
from app.club.restore import Restored, examine, restore
from ui.kit import say
from ui.kit.entries import PassphraseField
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.session import Session
from ui.welcome import books
from ui.welcome.books import KINDS
from ui.welcome.sign_in import enter

MOST_LINES = 6


def restore_form(session: Session, shell: Shell, copy: Path, folder: Path | None) -> Form:
    """Ask for the passphrase of the day of the copy, then show what taking it back would do."""
    manifest = copyfile.read(copy).manifest
    kind = KINDS[manifest.kind] if manifest.kind in KINDS else KINDS["club"]
    target = folder or books.new_folder(session.ports)

    def save(values: Values) -> None:
        found = examine(copy, target, session.ports, values["passphrase"], kind)

        def act(_reason: str) -> None:
            restore(copy, target, session.ports, values["passphrase"], kind)
            enter(session, shell, target)

        form.ask(
            _("Take back {title}?").format(title=manifest.title),
            _lines(found),
            act=_("Take it back"),
            keep=_("Leave everything as it is"),
            then=act,
        )

    form = _AskingForm(
        session,
        shell,
        _("Take a book back from a copy"),
        _("{title}. Type a passphrase of the day when the copy was made.").format(
            title=manifest.title
        ),
        {"passphrase": PassphraseField(_("Passphrase"))},
        save,
        verb=_("Try the copy"),
        leave=_("Leave everything as it is"),
        columns=1,
    )
    return form


class _AskingForm(Form):
    """A form that is followed by a question instead of going away."""

    def save_now(self) -> None:
        self._try()

    @say.guard
    def _try(self) -> None:
        self.clear_error()
        try:
            self._save(self.values())
        except Invalid as error:
            self.show_problems(error.problems)


def _lines(found: Restored) -> list[str]:
    lines = [_("The copy is good: every page was opened and compared.")]
    if found.faults:
        lines.append(_("The history inside it has faults: {what}").format(what=found.faults[0]))
    if not found.replaced:
        return lines
    if not found.comparable:
        lines.append(_("The book of today cannot be opened, so nobody can say what would be lost."))
    elif not found.missing:
        lines.append(_("The book of today has nothing that the copy lacks."))
    else:
        lines.append(
            ngettext(
                "{n} change of today's book is not in the copy:",
                "{n} changes of today's book are not in the copy:",
                len(found.missing),
            ).format(n=len(found.missing))
        )
        lines += [
            f"{history.when(entry.at)}  {entry.words}" for entry in found.missing[:MOST_LINES]
        ]
    lines.append(_("The book of today is kept as a copy first."))
    return lines
