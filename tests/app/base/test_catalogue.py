import gettext
import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from app.base.catalogue import Catalogue
from app.base.places import catalogues

TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)


def written(path: Path, texts: dict[str, str], counted: dict[tuple[str, str], str]) -> Catalogue:
    """A catalogue of these texts, as packaging/texts.py writes one."""
    made = Catalog(locale="vi")
    for source, translation in texts.items():
        made.add(source, translation)
    for pair, translation in counted.items():
        made.add(pair, (translation,))
    raw = io.BytesIO()
    write_mo(raw, made)
    path.write_bytes(raw.getvalue())
    return Catalogue(path)


@given(texts=st.dictionaries(TEXTS, TEXTS), other=TEXTS)
def test_each_text_is_found_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str], other: str
) -> None:
    made = written(tmp_path_factory.mktemp("mo") / "club.mo", texts, {})
    assert {source: made.gettext(source) for source in texts} == texts
    assert made.gettext(other) == texts.get(other, other)


def test_counted_texts_have_one_form(tmp_path: Path) -> None:
    made = written(tmp_path / "club.mo", {"month": "tháng"}, {("{n} day", "{n} days"): "{n} ngày"})
    assert [made.ngettext("{n} day", "{n} days", n) for n in (1, 2)] == ["{n} ngày"] * 2
    assert made.ngettext("month", "months", 2) == "months"
    assert made.gettext("{n} day") == "{n} day"


def test_it_says_what_python_says_of_our_own() -> None:
    path = catalogues() / "vi" / "LC_MESSAGES" / "club.mo"
    ours = Catalogue(path)
    with path.open("rb") as file:
        theirs = gettext.GNUTranslations(file)
    for source in theirs._catalog:
        if isinstance(source, tuple):
            continue  # of counted texts Python keeps the first source only
        assert ours.gettext(source) == theirs.gettext(source)


@pytest.mark.parametrize("data", [b"", b"\xde\x12\x04", b"no catalogue, but long enough"])
def test_what_is_no_catalogue_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "club.mo").write_bytes(data)
    with pytest.raises(ValueError):
        Catalogue(tmp_path / "club.mo")
