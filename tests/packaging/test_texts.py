import json
from pathlib import Path

import pytest
import texts

CODE = """
LABEL = N_("Record blood pressure")

def show(n):
    _("{n} visits to {name}")
    ngettext("{n} member", "{n} members", n)
    _(" padded ")
    _("later line")
"""
WORDS = {
    "Record blood pressure": "Ghi huyết áp",
    "{n} visits to {name}": "{n} lần thăm {name}",
    "{n} member": "{n} hội viên",
    " padded ": " đệm ",
    "later line": "dòng sau",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "app").mkdir()
    (tmp_path / "ui").mkdir()
    (tmp_path / "app" / "room.py").write_text(CODE, encoding="utf-8")
    return tmp_path


def translate(tree: Path, words: dict[str, str]) -> list[str]:
    """Write the catalogues as `merge` does; the words that stand nowhere."""
    texts.write(texts.pot_path(tree), texts.collect(tree))
    catalog, unused = texts.merge(tree, "vi", words)
    texts.write(texts.po_path(tree, "vi"), catalog)
    return unused


def test_a_complete_catalogue_has_no_problems(tree: Path) -> None:
    assert translate(tree, WORDS) == []
    assert texts.problems(tree) == []


@pytest.mark.parametrize(
    ("key", "wrong", "said"),
    [
        ("{n} visits to {name}", "{n} lần thăm", "placeholders"),
        ("{n} visits to {name}", "{n} lần thăm {ten}", "placeholders"),
        ("{n} visits to {name}", "{n} lần thăm {name", "placeholder"),
        ("{n} member", "hội viên", "placeholders"),
        (" padded ", "đệm", "blanks"),
        ("later line", "", "no translation"),
    ],
)
def test_a_wrong_translation_is_found(tree: Path, key: str, wrong: str, said: str) -> None:
    translate(tree, WORDS | {key: wrong})
    (problem,) = texts.problems(tree)
    assert said in problem
    assert problem.startswith("app/room.py")


def test_a_doubtful_translation_is_found(tree: Path) -> None:
    translate(tree, WORDS)
    path = texts.po_path(tree, "vi")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('msgid "later', '#, fuzzy\nmsgid "later'), encoding="utf-8")
    (problem,) = texts.problems(tree)
    assert "fuzzy" in problem


def test_texts_come_and_go_with_the_code(tree: Path) -> None:
    translate(tree, WORDS)
    room = tree / "app" / "room.py"
    room.write_text(CODE.replace("later line", "new line"), encoding="utf-8")
    found = "\n".join(texts.problems(tree))
    assert "no translation into vi: 'new line'" in found
    assert "no longer in the code: 'later line'" in found
    assert "club.pot is out of date" in found
    assert translate(tree, {"new line": "dòng mới", "later line": "dòng sau"}) == ["later line"]
    assert texts.problems(tree) == []


def test_merging_again_changes_nothing(tree: Path) -> None:
    translate(tree, WORDS)
    before = texts.po_path(tree, "vi").read_bytes()
    translate(tree, {})
    assert texts.po_path(tree, "vi").read_bytes() == before
    assert b"Date" not in before


def test_translations_are_stored_composed(tree: Path) -> None:
    translate(tree, WORDS | {"later line": "do\u0300ng sau"})
    assert "dòng sau" in texts.po_path(tree, "vi").read_text(encoding="utf-8")


def test_words_are_read_from_several_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    one.write_text(json.dumps({"a": "1", "b": "2"}), encoding="utf-8")
    two.write_text(json.dumps({"b": "3"}), encoding="utf-8")
    assert texts._read_words([one, two]) == {"a": "1", "b": "3"}
    assert "takes the place" in capsys.readouterr().out
