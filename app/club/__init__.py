"""One open file: keys, connection, changes, undo, migrations, backups.

sqlite-utils looks for a module named pysqlite3 before Python's own sqlite3, and catches the
errors of the one it found: SQLCipher has to stand in that place before it is first imported.
"""

import sys

import sqlcipher3.dbapi2 as _sqlcipher

sys.modules["pysqlite3"] = _sqlcipher
sys.modules["pysqlite3.dbapi2"] = _sqlcipher
