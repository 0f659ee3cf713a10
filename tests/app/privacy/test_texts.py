import pytest

from app.base.text import set_language
from app.members.rules import PURPOSES
from app.privacy.texts import consent_text, versions

# A wording that somebody may have signed is never edited: write a new version instead.
SIGNED = {"2026-1": "2518d5eb6a309a98f68a0d506ffe67ddcce7d6cb7ee3ba77da182231ee15338f"}


def test_wordings_that_were_signed_stand_word_for_word() -> None:
    assert {version: consent_text(version).sha256 for version in versions()} == SIGNED


def test_the_newest_version_is_given_without_asking_for_one() -> None:
    assert consent_text().version == versions()[-1]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("version", versions())
def test_every_version_has_every_purpose_and_right_in_both_languages(
    version: str, language: str
) -> None:
    text = consent_text(version, language)
    assert [purpose.code for purpose in text.purposes] == list(PURPOSES)
    assert [purpose.code for purpose in text.purposes if purpose.names_receiver] == ["C4"]
    assert all(purpose.title and purpose.what for purpose in text.purposes)
    assert len(text.rights) == 4 and all(right.lead and right.text for right in text.rights)
    assert text.intro and "{who}" in text.keeping
    assert any("91/2025" in source for source in text.sources)


def test_the_form_speaks_the_language_of_the_screen() -> None:
    assert consent_text().purposes[1].title == "Keep my health readings"
    set_language("vi")
    assert consent_text().purposes[1].title == "Ghi số đo sức khỏe của tôi"
    assert consent_text().sha256 == consent_text(None, "en").sha256


def test_an_unknown_version_is_an_error() -> None:
    with pytest.raises(KeyError):
        consent_text("1999-1")
