"""The recovery paper on the screen, to be printed at once and sealed in envelopes."""

from app.base.text import _, language
from app.club import officers
from app.documents.recovery_sheet import recovery_sheet
from ui.kit.page import Shell
from ui.kit.session import Session


def show_paper(session: Session, shell: Shell, code: str) -> None:
    """Show the sheet for a code that was just made; the code is kept nowhere else."""
    from ui.kit.preview import Preview

    title = officers.title(session.club.folder)
    pdf = recovery_sheet(title, code, session.today(), language())
    shell.show(
        Preview(
            session,
            shell,
            pdf,
            _("Recovery paper"),
            _("Print it now: one for the chair, one for the deputy, each in a sealed envelope."),
        )
    )
