"""One open file: keys, connection, changes, undo, migrations, backups."""
