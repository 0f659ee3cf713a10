"""The rules of the house: each test fails with the sentence to follow.

Rooms are found in the tree, so a new room meets every rule from its first day.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
import texts

from app.base.places import resource
from app.bundle import contents
from app.club.file import Club
from app.club.kinds import CLUB, Kind
from app.club.sqlite import Database
from app.commune.migrations import COMMUNE
from tests.complaints import ROOT, complain

TOP_LEVEL = {
    *("README.md", "app", "i18n", "packaging", "pyproject.toml", "resources", "tests", "ui"),
    *("out", "so_clb.egg-info"),  # made here, not kept
}
# A machine with its model says less in two halves.
LONG_TESTS = {
    "tests/app/loans/test_machine.py",
}
# Below the rooms, or beside them: no feature of the club by itself.
NO_ROOMS = {"base", "cli", "club", "kit"}
# Screens of the whole program rather than of one room of the core.
SCREENS_ONLY = {"history", "home", "kit", "officers", "safekeeping", "send", "welcome"}
SQL_MAY_STAND_IN = re.compile(
    r"app/(\w+/((\w+_)?records|check)|club/\w+|bundle/\w+|commune/\w+)\.py"
)
SQL = re.compile(
    r"\b(select\b.+\bfrom|insert (or \w+ )?into|update \w+ set|delete from|create (temp|table|index"
    r"|trigger|view|unique)|drop (table|index|trigger|view)|alter table|pragma \w+)\b",
    re.DOTALL,
)


@cache
def parsed() -> dict[str, ast.Module]:
    """Every module of the program, by its path in the repository."""
    files = [path for top in ("app", "ui") for path in sorted((ROOT / top).rglob("*.py"))]
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in files
    }


def search(
    wrong: Callable[[ast.AST], bool], outside: Callable[[str], bool] = lambda name: False
) -> list[str]:
    """Where the program does something wrong, except in the modules for which it is right."""
    return [
        f"{name}:{getattr(node, 'lineno', 0)}"
        for name, tree in parsed().items()
        if not outside(name)
        for node in ast.walk(tree)
        if wrong(node)
    ]


def rooms(top: str) -> set[str]:
    return {
        path.parent.name
        for path in (ROOT / top).glob("*/__init__.py")
        if any(_modules(path.parent))
    }


def _modules(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob("*.py") if path.name != "__init__.py")


def _called(node: ast.AST) -> str:
    """The name of what a call calls, without what stands before the last dot."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


# --- the tree -----------------------------------------------------------------------------------


def test_the_top_level_stays_as_it_is() -> None:
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith((".", "__"))}
    complain("Put this into one of the folders of the top level:", sorted(found - TOP_LEVEL))


def test_packaging_is_no_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists(), (
        "packaging/ must not be importable: it would hide the package `packaging` of PyPI"
    )


def test_a_screen_has_the_name_of_its_room() -> None:
    complain(
        "Name the screen like its room in app/, or list it in SCREENS_ONLY:",
        sorted(rooms("ui") - rooms("app") - SCREENS_ONLY),
    )


@pytest.mark.parametrize("top", ["app", "ui"])
def test_every_room_has_tests(top: str) -> None:
    there = {path.parent.name for path in (ROOT / "tests" / top).glob("*/test_*.py")}
    complain(f"Put tests of the room into tests/{top}/<room>/:", sorted(rooms(top) - there))
    complain(f"These tests in tests/{top} have no room:", sorted(there - rooms(top)))


def test_every_room_is_on_the_map() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [
        f"{top}/{room}"
        for top in ("app", "ui")
        for room in sorted(rooms(top) - NO_ROOMS)
        if not re.search(rf"`{room}`", readme)
    ]
    complain("Add the room to the map in README.md:", missing)


def test_modules_stay_short() -> None:
    tests = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("*.py")}
    long = [
        f"{name}: {lines} lines"
        for name in sorted({*parsed(), *tests} - LONG_TESTS)
        if (lines := len((ROOT / name).read_text(encoding="utf-8").splitlines())) > 450
    ]
    complain("Past about 400 lines, move a part into a module named after what it does:", long)


# --- the core -----------------------------------------------------------------------------------


def test_sql_stands_only_where_it_may() -> None:
    docstrings = {
        id(node.body[0].value)
        for tree in parsed().values()
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }

    def is_sql(node: ast.AST) -> bool:
        return (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
            and bool(SQL.search(node.value) or SQL.search(node.value.swapcase()))
        )

    complain(
        "Ask a function of the room's records.py instead of writing SQL here:",
        search(is_sql, lambda name: bool(SQL_MAY_STAND_IN.fullmatch(name))),
    )


def test_scripts_roll_back() -> None:
    def is_raw_script(node: ast.AST) -> bool:
        if _called(node) != "executescript" or not isinstance(node, ast.Call):
            return False
        owner = getattr(node.func, "value", None)
        return getattr(owner, "attr", getattr(owner, "id", "")) in ("conn", "connection")

    complain(
        "executescript of the connection commits what is open; use the one of sqlite-utils:",
        search(is_raw_script),
    )


def test_change_labels_are_marked_for_translation() -> None:
    def is_bare_label(node: ast.AST) -> bool:
        return (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "change"
            and bool(node.args)
            and isinstance(node.args[0], (ast.Constant, ast.JoinedStr))
        )

    complain('Write club.change(N_("…")): the history shows the label:', search(is_bare_label))


# --- texts --------------------------------------------------------------------------------------


def _run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a module that run when it is imported: all but the bodies of functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            arguments = child.args
            early = [*arguments.defaults, *filter(None, arguments.kw_defaults)]
            for part in [*early, *getattr(child, "decorator_list", [])]:
                yield part
                yield from _run_at_import(part)
        else:
            yield child
            yield from _run_at_import(child)


def test_no_text_is_translated_at_import() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, tree in parsed().items()
        for node in _run_at_import(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext")
    ]
    complain("Mark constants with N_ and translate them when they are shown:", found)


def test_texts_are_written_out() -> None:
    def is_hidden(node: ast.AST) -> bool:
        return (
            isinstance(node, ast.Call)
            and getattr(node.func, "id", "") in ("N_", "ngettext")
            and not isinstance(node.args[0], ast.Constant)
        )

    complain("The collector of texts sees only texts that are written out here:", search(is_hidden))


def test_the_vietnamese_catalogue_is_complete() -> None:
    complain("Translate with packaging/texts.py merge:", texts.problems(ROOT))


# --- screens ------------------------------------------------------------------------------------


def test_nothing_keeps_a_dead_widget_alive() -> None:
    def holds_self(node: ast.AST) -> bool:
        return _called(node) == "connect" and any(
            isinstance(inner, ast.Name) and inner.id == "self"
            for argument in getattr(node, "args", [])
            if isinstance(argument, ast.Lambda) or _called(argument) == "partial"
            for inner in ast.walk(argument)
        )

    complain(
        "A lambda or partial that holds self is never freed; connect a bound method:",
        search(holds_self),
    )


def test_long_work_goes_to_a_task() -> None:
    complain(
        "processEvents lets a second click start a second save; use ui.kit.tasks:",
        search(lambda node: _called(node) == "processEvents"),
    )


def test_dialogs_run_in_the_kit() -> None:
    def is_exec(node: ast.AST) -> bool:
        return isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("exec", "exec_")

    complain(
        "Tests cannot answer a dialog that runs itself; use Form.run() or ui.kit.say:",
        search(is_exec, lambda name: name.startswith("ui/kit/") or name == "ui/app.py"),
    )


def test_signals_carry_objects() -> None:
    def is_narrow(node: ast.AST) -> bool:
        return _called(node) == "Signal" and any(
            getattr(argument, "id", "") != "object" for argument in getattr(node, "args", [])
        )

    complain(
        "Signal(int) is 32-bit and Signal(dict) arrives empty; write Signal(object):",
        search(is_narrow),
    )


def test_camel_case_is_for_qt_alone(qapp: object) -> None:
    from PySide6 import QtCore, QtGui, QtPrintSupport, QtSvg, QtWidgets

    known = {
        name
        for module in (QtCore, QtGui, QtPrintSupport, QtSvg, QtWidgets)
        for title in dir(module)  # not vars(): PySide6 makes its classes when they are asked for
        if isinstance(value := getattr(module, title), type)
        for name in dir(value)
    }

    def is_ours(node: ast.AST) -> bool:
        return (
            isinstance(node, ast.FunctionDef)
            and re.search(r"[a-z][A-Z]", node.name) is not None
            and node.name not in known
        )

    complain("Only overrides of Qt are written in camelCase:", search(is_ours))


def test_qt_may_return_nothing_very_often(qapp: object) -> None:
    from PySide6.QtWidgets import QLabel

    # PySide6 6.12.0 gives back None once too often and aborts Python 3.11 after 5,000 calls.
    label = QLabel()
    for _thousand in range(20):
        assert sys.getrefcount(None) > 2_500, "this PySide6 loses references to None: pin another"
        for number in range(1_000):
            label.setText(str(number))


def test_every_page_has_its_help() -> None:
    missing = [
        f"resources/help/{language}/{page.parent.name}.md"
        for page in sorted((ROOT / "ui").glob("*/page.py"))
        if page.parent.name != "kit"  # the base of all pages
        for language in ("vi", "en")
        if not resource("help", language, f"{page.parent.name}.md").exists()
    ]
    complain("F1 shows one page per room; write it:", missing)


# --- our files ----------------------------------------------------------------------------------


@pytest.fixture(params=[CLUB, COMMUNE], ids=lambda kind: kind.name)
def kind(request: pytest.FixtureRequest) -> Kind:
    found: Kind = request.param
    return found


@pytest.fixture
def db(kind: Kind) -> Iterator[Database]:
    """The newest schema of a kind of file, empty."""
    db = Database(sqlcipher.connect(":memory:"))
    kind.migrations.apply(db)
    yield db
    db.close()


def test_every_table_is_watched_or_listed(kind: Kind, db: Database) -> None:
    tables = {name for name in db.table_names() if not name.startswith("sqlite_")}
    watched = set(kind.rooms)
    complain(
        "Give the table a room in the kind of file, or list it as unwatched:",
        sorted(tables - watched - kind.unwatched),
    )
    complain("No such table:", sorted((watched | kind.unwatched) - tables))
    complain("Watched and unwatched at once:", sorted(watched & kind.unwatched))


def test_tables_are_strict_and_plain(kind: Kind, db: Database) -> None:
    strict = {row["name"]: row["strict"] for row in db.query("pragma table_list")}
    found = []
    for name in kind.rooms:
        columns = list(db.query(f"pragma table_info({name})"))
        key = [(column["name"], column["type"].upper()) for column in columns if column["pk"]]
        if not strict[name] or key != [("id", "TEXT")]:
            found.append(f"{name}: STRICT with one text id")
        found += [
            f"{name}.{column['name']}: money is an INTEGER named …_vnd, never REAL"
            for column in columns
            if column["type"].upper() == "REAL"
        ]
        found += [
            f"{name}.{link['from']}: no action on DELETE or UPDATE"
            for link in db.query(f"pragma foreign_key_list({name})")
            if (link["on_delete"], link["on_update"]) != ("NO ACTION", "NO ACTION")
        ]
    complain("Tables in which every change is watched:", found)


def test_the_schema_is_the_golden_one(
    kind: Kind, db: Database, golden: Callable[[str, str], None]
) -> None:
    rows = db.query("select sql from sqlite_schema where sql is not null order by type, name")
    golden(f"schema-{kind.name}.sql", "".join(f"{row['sql']};\n\n" for row in rows))


def test_every_column_leaves_or_stays_by_decision(club: Club) -> None:
    columns = {
        f"{table}.{column['name']}"
        for table in club.db.table_names()
        if table not in contents.STAYS_WHOLE and not table.startswith("sqlite_")
        for column in club.db.query(f"pragma table_info({table})")
    }
    leaving = contents.leaving() - set(contents.IN_MANIFEST)
    decided = leaving | set(contents.STAYS)
    complain("Say in app/bundle/contents.py whether it may leave:", sorted(columns - decided))
    complain("No such column, in app/bundle/contents.py:", sorted(decided - columns))
