"""The minutes of a meeting as a file for Word: the same words in the same order as the PDF."""

from app.base.text import speaking
from app.documents.minutes import Minutes, code, title, write
from app.documents.words import WordPaper


def render(minutes: Minutes) -> bytes:
    """The minutes as a .docx, to be gone on with."""
    with speaking("vi"):
        paper = WordPaper()
        write(paper, minutes)
        return paper.docx(title(minutes), minutes.issuer, minutes.printed, code(minutes))
