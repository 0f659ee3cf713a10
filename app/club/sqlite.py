"""sqlite-utils over SQLCipher: the one door to both.

sqlite-utils looks for a module named pysqlite3 before Python's own sqlite3, and catches the
errors of the one it found: SQLCipher has to stand in that place before it is first imported.
Loading both takes long, so what the sign-in page needs must not import this.
"""

import sys

import sqlcipher3.dbapi2 as _sqlcipher

sys.modules["pysqlite3"] = _sqlcipher
sys.modules["pysqlite3.dbapi2"] = _sqlcipher

from sqlite_utils import Database, Migrations  # noqa: E402

__all__ = ["Database", "Migrations"]
