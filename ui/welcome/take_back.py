"""Take a book back from a copy: try it out, say what is missing, then put it in its place."""

from functools import partial
from pathlib import Path

from app.base.errors import Invalid
from app.base.job import Job
from app.base.text import _, ngettext
from app.club import copyfile, history
from app.club.recovery_code import LENGTH, read_code
from app.club.restore import Restored, erased_again, examine, restore
from ui.kit.copies import when_made
from ui.kit.entries import PassphraseField
from ui.kit.form import Values
from ui.kit.page import Shell
from ui.kit.session import Session
from ui.welcome import books
from ui.welcome.door import WorkForm, patient

MOST_LINES = 6


def restore_form(
    session: Session, shell: Shell, copy: Path, folder: Path | None = None
) -> WorkForm:
    """Ask for what opened the book on the day of the copy, then show what taking it back would do.

    Without `folder` the copy goes to its own book on this PC, or to a new place.
    Raises Trouble or UserError when the file is no copy.
    """
    manifest = copyfile.peek(copy)
    kind = books.kind_of(manifest.kind)
    target = folder or books.folder_of(manifest.club) or books.new_folder(session.ports)
    when = when_made(copy)

    def look(values: Values, job: Job) -> tuple[Restored, str | None, str | None]:
        passphrase, code = _secret(values["passphrase"])
        ports = patient(session.ports, job)
        return examine(copy, target, ports, passphrase, kind, code=code, job=job), passphrase, code

    def ask(found: tuple[Restored, str | None, str | None]) -> None:
        result, passphrase, code = found
        form.ask(
            _("Take back {title}?").format(title=manifest.title),
            [_("The copy was made on {when}.").format(when=when), *_lines(result)],
            act=_("Take it back"),
            keep=_("Leave everything as it is"),
            then=partial(act, passphrase, code),
        )

    def act(passphrase: str | None, code: str | None, _reason: str) -> None:
        def work(job: Job) -> Restored:
            ports = patient(session.ports, job)
            return restore(copy, target, ports, passphrase, kind, code=code, job=job)

        form.run(work, done, _("Taking the book back"))

    def done(result: Restored) -> None:
        words = _("The book is back as it was on {when}.").format(when=when)
        rest = _("Sign in with a passphrase of that day.")
        if result.kept is not None:
            rest += " " + _("The book from before is kept among the copies, should you want it.")
        shell.open("welcome", folder=target, said=(words, rest))

    form = WorkForm(
        session,
        shell,
        _("Take a book back from a copy"),
        _("{title}, copy of {when}. Type what opened the book on that day.").format(
            title=manifest.title, when=when
        ),
        {
            "passphrase": PassphraseField(
                _("A passphrase, or the code of the recovery paper"),
                _("Of any officer on that day; the code has six groups of five"),
            )
        },
        look,
        ask,
        verb=_("Try the copy"),
        what=_("Trying the copy"),
        leave=_("Leave everything as it is"),
        columns=1,
    )
    return form


def _secret(typed: str) -> tuple[str | None, str | None]:
    """What was typed, as a passphrase or as a code. Raises Invalid for a code with a slip in it.

    No passphrase looks like a code: six groups of five plain letters and digits.
    """
    if not typed.strip():  # a book of practice asks nothing
        return None, None
    groups = typed.replace("-", " ").split()
    signs = "".join(groups)
    if len(signs) == LENGTH and signs.isascii() and any(sign.isdigit() for sign in signs):
        try:
            return None, read_code(typed)
        except Invalid as error:
            raise Invalid({"passphrase": error.problems["code"]}) from error
    return typed, None


def _lines(found: Restored) -> list[str]:
    lines = [_("The copy is good: every page was opened and compared.")]
    if not found.manifest.verified:
        lines = [_("The copy was made of a damaged book, but it opens.")]
    if found.faults:
        lines.append(_("The history inside it has faults: {what}").format(what=found.faults[0]))
    if found.erased:
        lines.append(erased_again(found.erased))
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
        if len(found.missing) > MOST_LINES:
            more = len(found.missing) - MOST_LINES
            lines.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    lines.append(_("The book of today is kept as a copy first."))
    return lines
