import gettext
import threading
from collections.abc import Iterator

import pytest

from app.base import text
from app.base.text import N_, Translator, _, language, nfc, ngettext, set_language, speaking


class Catalogue(gettext.NullTranslations):
    """A catalogue of a language with one form for all counts, as Vietnamese is."""

    def __init__(self, texts: dict[str, str]) -> None:
        super().__init__()
        self.texts = texts

    def gettext(self, message: str) -> str:
        return self.texts.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.texts.get(msgid1, msgid1 if n == 1 else msgid2)


@pytest.fixture(autouse=True)
def _language_stays_as_it_was() -> Iterator[None]:
    before = language()
    yield
    set_language(before)


def test_a_translation_is_used() -> None:
    vietnamese = Translator("vi", Catalogue({"{n} of {all}": "{n} trong {all}"}))
    assert vietnamese.gettext("{n} of {all}") == "{n} trong {all}"


@pytest.mark.parametrize("wrong", ["{so} người", "người", "{n} {n", "{n.__class__} người", "{0}"])
def test_a_translation_with_other_placeholders_gives_way_to_the_source(wrong: str) -> None:
    broken = Translator("vi", Catalogue({"{n} people": wrong}))
    assert broken.gettext("{n} people") == "{n} people"


def test_a_text_that_is_no_format_string_can_be_translated() -> None:
    vietnamese = Translator("vi", Catalogue({"Type } here": "Gõ } vào đây"}))
    assert vietnamese.gettext("Type } here") == "Gõ } vào đây"


def test_counted_texts_may_drop_the_number_in_the_singular_only() -> None:
    right = Translator("vi", Catalogue({"one member": "{n} thành viên"}))
    assert right.ngettext("one member", "{n} members", 1) == "{n} thành viên"
    wrong = Translator("vi", Catalogue({"one member": "{number} thành viên"}))
    assert wrong.ngettext("one member", "{n} members", 1) == "one member"
    assert wrong.ngettext("one member", "{n} members", 3) == "{n} members"


def test_an_empty_text_is_not_the_header_of_the_catalogue() -> None:
    assert Translator("vi", Catalogue({"": "Project-Id-Version: 1"})).gettext("") == ""


def test_english_is_the_source_itself() -> None:
    set_language("en")
    assert language() == "en"
    assert _("Nothing was changed.") == N_("Nothing was changed.")
    assert ngettext("{n} day", "{n} days", 1) == "{n} day"
    assert ngettext("{n} day", "{n} days", 2) == "{n} days"


def test_a_language_that_we_do_not_have_changes_nothing() -> None:
    set_language("en")
    with pytest.raises(ValueError):
        set_language("fr")
    assert language() == "en"


def test_a_paper_may_speak_another_language_than_the_screen() -> None:
    set_language("en")
    heard: list[str] = []
    with speaking("vi"):
        assert language() == "vi"
        other = threading.Thread(target=lambda: heard.append(language()))
        other.start()
        other.join()
    assert heard == ["en"]
    assert language() == "en"


def test_a_missing_catalogue_leaves_the_source(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text.places, "catalogues", lambda: tmp_path)
    assert text.translator.__wrapped__("vi").gettext("Nothing was changed.") == (
        "Nothing was changed."
    )


def test_nfc_joins_letters_and_marks() -> None:
    assert nfc("Nguye\u0302\u0303n") == "Nguyễn"


def test_a_decimal_is_written_as_the_language_does() -> None:
    before = text.language()
    try:
        text.set_language("vi")
        assert [text.decimal(n) for n in (94.44, 75.0, 0.05)] == ["94,4", "75", "0,1"]
        text.set_language("en")
        assert text.decimal(94.44) == "94.4"
    finally:
        text.set_language(before)
