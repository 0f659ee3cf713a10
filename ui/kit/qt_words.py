"""Qt's own words (OK, Cancel, Copy …) from our catalogue: PySide6 brings no Vietnamese one."""

from PySide6.QtCore import QTranslator

from app.base.text import N_, _

# As Qt writes them; an & marks the letter that works with Alt.
WORDS = frozenset(
    {
        *(N_("OK"), N_("&OK"), N_("Cancel"), N_("&Cancel"), N_("Close"), N_("&Close")),
        *(N_("&Yes"), N_("&No"), N_("Yes"), N_("No"), N_("Apply"), N_("Reset"), N_("Help")),
        *(N_("Save"), N_("&Save"), N_("Open"), N_("&Open"), N_("Discard"), N_("Retry")),
        *(N_("Ignore"), N_("Abort"), N_("Print"), N_("&Print"), N_("Options")),
        *(N_("&Undo"), N_("&Redo"), N_("Cu&t"), N_("&Copy"), N_("&Paste"), N_("Delete")),
        *(N_("Select All"), N_("Insert Unicode control character")),
        *(N_("Find Directory"), N_("Save As"), N_("File &name:"), N_("Directory:")),
        *(N_("Files of &type:"), N_("&Look in:"), N_("All Files (*)"), N_("Directories")),
        *(N_("Back"), N_("Forward"), N_("Parent Directory"), N_("Create New Folder")),
        *(N_("New Folder"), N_("&New Folder"), N_("&Rename"), N_("&Delete")),
        *(N_("List View"), N_("Detail View"), N_("Size"), N_("Type")),
        *(N_("Date Modified"), N_("Kind"), N_("My Computer"), N_("Computer"), N_("&Choose")),
        *(N_("Show &hidden files"), N_("Recent Places"), N_("Remove"), N_("Sidebar")),
    }
)

# Words that mean something else in our catalogue: there a name is that of a person.
OTHERWISE = {"Name": N_("File name")}


class QtWords(QTranslator):
    """Asks our catalogue for a word of Qt; says nothing of words that it does not have."""

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt's name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        # None leaves Qt its own word; "" would be shown as nothing.
        word = OTHERWISE.get(sourceText, sourceText if sourceText in WORDS else None)
        return _(word) if word is not None else None

    def isEmpty(self) -> bool:
        return False
