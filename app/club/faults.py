"""What can be wrong with a file of ours, and what the user reads then: a code and a sentence each.

`translate_error` turns what SQLite and the system say into one of these.
"""

import errno
from typing import Final

from app.base.errors import Refused
from app.base.text import N_, _

BOOK_THERE: Final = "BOOK_THERE"
NO_BOOK: Final = "NO_BOOK"
NOT_A_FOLDER: Final = "NOT_A_FOLDER"
COPY_NOT_BOOK: Final = "COPY_NOT_BOOK"
WRONG_KIND: Final = "WRONG_KIND"
NO_KEYS: Final = "NO_KEYS"
IN_USE: Final = "IN_USE"
IN_USE_BY: Final = "IN_USE_BY"
WRONG_PASSPHRASE: Final = "WRONG_PASSPHRASE"
ASKS_PASSPHRASE: Final = "ASKS_PASSPHRASE"
WRONG_CODE: Final = "WRONG_CODE"
NOT_OFFICER: Final = "NOT_OFFICER"
LAST_CHAIR: Final = "LAST_CHAIR"
KEYS_LATER: Final = "KEYS_LATER"
FOREIGN: Final = "FOREIGN"
NEWER: Final = "NEWER"
NOT_MIGRATED: Final = "NOT_MIGRATED"
WAL: Final = "WAL"
DAMAGED: Final = "DAMAGED"
KEYS_DIFFER: Final = "KEYS_DIFFER"
COPY_TORN: Final = "COPY_TORN"
COPY_DAMAGED: Final = "COPY_DAMAGED"
COPY_NEWER: Final = "COPY_NEWER"
COPY_SPOILT: Final = "COPY_SPOILT"
NOT_A_COPY: Final = "NOT_A_COPY"
NO_COPY: Final = "NO_COPY"
OTHER_BOOK: Final = "OTHER_BOOK"
FILE_THERE: Final = "FILE_THERE"
DISK_FULL: Final = "DISK_FULL"
LOW_SPACE: Final = "LOW_SPACE"
READ_ONLY: Final = "READ_ONLY"
BUSY: Final = "BUSY"
DISK_ERROR: Final = "DISK_ERROR"
STOPPED: Final = "STOPPED"

SENTENCES: Final = {
    BOOK_THERE: N_(
        "There is a book in the folder “{name}” already. Nothing was changed. "
        "Choose another folder."
    ),
    NO_BOOK: N_("There is no book in the folder “{name}”. Nothing was changed. Check the name."),
    NOT_A_FOLDER: N_(
        "“{name}” is a file, but a book is a folder. Nothing was changed. "
        "Choose the folder that holds it."
    ),
    COPY_NOT_BOOK: N_(
        "“{name}” is a copy of a book, not the book. Nothing was changed. "
        "To use it, take the book back from this copy."
    ),
    WRONG_KIND: N_(
        "The folder “{name}” holds another kind of book (a club's book and the commune's book "
        "are not the same). Nothing was changed. Choose another folder."
    ),
    NO_KEYS: N_(
        "The key file of this book is missing or damaged. Nothing was changed. "
        "Take the book back from a copy."
    ),
    IN_USE: N_(
        "This book is open in another window. Nothing was changed. Close it there, then try again."
    ),
    IN_USE_BY: N_(
        "This book has been open for {who} since {since}. Nothing was changed. "
        "Close it there, then try again."
    ),
    WRONG_PASSPHRASE: N_(
        "The passphrase does not fit. Nothing was changed. Type it again; marks, capitals and "
        "spaces do not matter."
    ),
    ASKS_PASSPHRASE: N_(
        "This book opens with an officer's passphrase only. Nothing was changed. "
        "Type the passphrase."
    ),
    WRONG_CODE: N_(
        "This recovery code does not open the book: perhaps a newer sheet was printed. "
        "Nothing was changed. Use the newest sheet."
    ),
    NOT_OFFICER: N_(
        "{who} is no longer an officer of this book. Nothing was changed. Ask the chair to sign in."
    ),
    LAST_CHAIR: N_(
        "{who} is the only chair who can sign in. Nothing was changed. "
        "Make somebody else chair first."
    ),
    KEYS_LATER: N_(
        "This is recorded, but the key of the book could not be renewed yet. {why} "
        "It is renewed when the book is opened again."
    ),
    FOREIGN: N_("“{name}” is not a book of this program. Nothing was changed. Choose another one."),
    NEWER: N_(
        "This book was last used with a newer program (version {version}). Nothing was changed. "
        "Update the program on this PC, then open the book again."
    ),
    NOT_MIGRATED: N_(
        "The book could not be brought up to version {version} of the program. It is as it was "
        "before. Go on with the old version, and send us the report."
    ),
    WAL: N_(
        "Another program has changed how this book is stored. Nothing was changed. "
        "Take the book back from a copy."
    ),
    DAMAGED: N_(
        "The file “{name}” is damaged. Nothing was changed. "
        "Take the book back from the newest copy."
    ),
    KEYS_DIFFER: N_(
        "The key file and the book do not belong together, or the book is damaged. "
        "Nothing was changed. Take the book back from the newest copy."
    ),
    COPY_TORN: N_(
        "The copy “{name}” is cut short: the stick was perhaps pulled out too early. "
        "Nothing was changed. Use another copy."
    ),
    COPY_DAMAGED: N_("The copy “{name}” is damaged. Nothing was changed. Use another copy."),
    COPY_NEWER: N_(
        "The copy “{name}” was made by a newer program. Nothing was changed. "
        "Update the program on this PC, then try again."
    ),
    COPY_SPOILT: N_(
        "The copy “{name}” did not come back as it was written: this stick or disk spoils data. "
        "The copy was not kept and the book was not changed. Use another stick."
    ),
    NOT_A_COPY: N_(
        "“{name}” is not a copy of a book. Nothing was changed. "
        "Choose a file whose name ends in .clbk."
    ),
    NO_COPY: N_("There is no copy of this book on this PC yet. Nothing was changed. Make one now."),
    OTHER_BOOK: N_(
        "The folder “{name}” holds another book than this copy. Nothing was changed. "
        "Choose an empty folder."
    ),
    FILE_THERE: N_("“{name}” is there already. Nothing was changed. Choose another name."),
    DISK_FULL: N_("The disk is full. Nothing was changed. Free some space and try again."),
    LOW_SPACE: N_(
        "Only {free} MB are free on the disk. Nothing was changed. Free some space, at least "
        "{floor} MB, and try again."
    ),
    READ_ONLY: N_(
        "The disk does not let this program write. Nothing was changed. Take away the write "
        "protection, or ask whoever looks after this PC."
    ),
    BUSY: N_("Another program holds the file for a moment. Nothing was changed. Try again."),
    DISK_ERROR: N_(
        "The disk does not answer properly. Nothing was changed. Save a copy on a stick now, "
        "and have the disk looked at."
    ),
    STOPPED: N_(
        "Nothing more is written because the disk or the file failed. Nothing was changed. "
        "Close the book, then take it back from the newest copy."
    ),
}

# What SQLite calls it (the extended names begin with these) against what we call it.
_SQLITE = (
    ("SQLITE_FULL", DISK_FULL),
    ("SQLITE_READONLY", READ_ONLY),
    ("SQLITE_PERM", READ_ONLY),
    ("SQLITE_CANTOPEN", READ_ONLY),
    ("SQLITE_BUSY", BUSY),
    ("SQLITE_LOCKED", BUSY),
    ("SQLITE_CORRUPT", DAMAGED),
    ("SQLITE_NOTADB", DAMAGED),
    ("SQLITE_IOERR", DISK_ERROR),
)
# Some calls of the module (copying a database) tell the words only.
_SQLITE_WORDS = (
    ("database or disk is full", DISK_FULL),
    ("attempt to write a readonly database", READ_ONLY),
    ("unable to open database file", READ_ONLY),
    ("database is locked", BUSY),
    ("database disk image is malformed", DAMAGED),
    ("file is not a database", DAMAGED),
    ("disk I/O error", DISK_ERROR),
    # What SQLCipher says when the disk fails it while it encrypts a file anew.
    ("An error occurred with PRAGMA key or rekey", DISK_ERROR),
)
_SYSTEM = {
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EIO: DISK_ERROR,
    errno.ENODEV: DISK_ERROR,
    errno.ENXIO: DISK_ERROR,
}


class Trouble(Refused):
    """Something is wrong with a file of ours: `reason` is the code, the text is the sentence.

    `values` fill the sentence's placeholders.
    """

    def __init__(self, reason: str, **values: str | int) -> None:
        self.reason, self.values = reason, values
        super().__init__(_(SENTENCES[reason]).format(**values))

    def __reduce__(self) -> "tuple[object, tuple[str, dict[str, str | int]]]":
        return _rebuilt, (self.reason, self.values)


def _rebuilt(reason: str, values: dict[str, str | int]) -> Trouble:
    return Trouble(reason, **values)


def translate_error(error: BaseException, name: str = "club.db") -> Trouble | None:
    """The user's sentence for an error of SQLite or the system; None when the fault is ours.

    `name` is the file spoken of. Raise the result ``from error``.
    """
    import sqlcipher3.dbapi2 as sqlcipher  # only now: the sign-in page stands on this module

    reason = None
    if isinstance(error, sqlcipher.Error):
        sqlite_name = getattr(error, "sqlite_errorname", None) or ""
        told = ((sqlite_name, _SQLITE), (str(error), _SQLITE_WORDS))
        reasons = [ours for said, known in told for start, ours in known if said.startswith(start)]
        reason = reasons[0] if reasons else None
    elif isinstance(error, OSError):
        reason = _SYSTEM.get(error.errno or 0)
    if reason is None:
        return None
    return Trouble(reason, name=name)
