"""`so-clb export-tables` and `import-tables`: the whole book as one spreadsheet, and back."""

from pathlib import Path
from typing import Any

import click

from app.base.text import _, ngettext
from app.cli.main import emit, opened, write_out
from app.documents import tables
from app.documents.tables_in import Difference, TablesPlan, apply_tables, plan_tables

FOLDER = click.Path(path_type=Path)


@click.command("export-tables")
@click.argument("club", type=FOLDER)
@click.argument("out", type=click.Path(path_type=Path))
def export_tables(club: Path, out: Path) -> None:
    """Write every table of CLUB to OUT, an .xlsx with a dictionary of its columns.

    Health readings are in it only for an officer who may read them; keys and the history never.
    """
    with opened(club) as book:
        gathered = tables.gather(book)
        write_out(out, tables.render(gathered, book.ports.clock()), private=True)
        book.log_access("export", detail=gathered.note)
    said = ngettext(
        "{n} row of all tables in {file}.", "{n} rows of all tables in {file}.", gathered.rows
    )
    click.echo(said.format(n=gathered.rows, file=out))
    if gathered.left_out:
        click.echo(_("Left out: {tables}.").format(tables=", ".join(gathered.left_out)))


@click.command("import-tables")
@click.argument("club", type=FOLDER)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what differs; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def import_tables(club: Path, file: Path, dry_run: bool, as_json: bool) -> None:
    """Compare FILE, written by export-tables, with CLUB and take over what was changed in it.

    Changes of people, memberships and household statuses are taken over, as one step; others are
    only named. An empty cell or a missing row erases nothing.
    """
    with opened(club) as book:
        plan = plan_tables(book, file)
        if not dry_run:
            apply_tables(book, plan)
    if as_json:
        emit(_as_json(plan, dry_run))
    else:
        _tell(plan, dry_run)


def _as_json(plan: TablesPlan, dry_run: bool) -> dict[str, Any]:
    return {
        "added": sum(table.added for table in plan.tables),
        "changed": sum(table.changed for table in plan.tables),
        "missing": sum(table.missing for table in plan.tables),
        "taken": len(plan.changes),
        "tables": {
            table.table: {
                "rows": table.rows,
                "added": table.added,
                "changed": table.changed,
                "missing": table.missing,
            }
            for table in plan.tables
        },
        "changes": [_difference(one) for one in plan.taken],
        "left": [{**_difference(one), "why": one.why} for one in plan.left],
        "dry_run": dry_run,
    }


def _difference(one: Difference) -> dict[str, str | int | None]:
    return {
        "table": one.table,
        "row": one.row,
        "id": one.id,
        "column": one.column,
        "old": one.old,
        "new": one.new,
    }


def _tell(plan: TablesPlan, dry_run: bool) -> None:
    for one in (*plan.taken, *plan.left):
        said = _("{table}, row {n}, {column}: {old} in the book, {new} in the file").format(
            table=one.table, n=one.row, column=one.column, old=one.old or "–", new=one.new or "–"
        )
        click.echo(f"{said} ({one.why})" if one.why else said)
    click.echo(
        _("{added} rows not in the book, {changed} changed, {missing} missing.").format(
            added=sum(table.added for table in plan.tables),
            changed=sum(table.changed for table in plan.tables),
            missing=sum(table.missing for table in plan.tables),
        )
    )
    count = len(plan.changes)
    if dry_run:
        said = ngettext(
            "{n} row would be taken over. Nothing was changed.",
            "{n} rows would be taken over. Nothing was changed.",
            count,
        )
    else:
        said = ngettext("{n} row taken over.", "{n} rows taken over.", count)
    click.echo(said.format(n=count))
