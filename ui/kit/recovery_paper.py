"""The recovery paper on the screen, to be printed at once and sealed in envelopes."""

from app.base.text import _, language
from app.club import doorplate
from app.club.profile import is_practice
from ui.kit.page import Shell
from ui.kit.session import Session


def show_paper(session: Session, shell: Shell, code: str) -> None:
    """Show the sheet for a code that was just made; the code is kept nowhere else."""
    from app.documents.recovery_sheet import recovery_sheet  # loads what makes PDFs
    from ui.kit.preview import Preview

    title = doorplate.title(session.club.folder)
    practice = is_practice(session.club)
    pdf = recovery_sheet(title, code, session.today(), language(), practice=practice)
    shell.show(
        Preview(
            session,
            shell,
            pdf,
            _("Recovery paper"),
            _("Print or copy it by hand now: for the chair and the deputy, in sealed envelopes."),
        )
    )
