import unicodedata

import pytest

from app.base.syllables import is_syllable

WORDS = """
    Nguyễn Thị Lan ĐẶNG Thuỵ Thụy Quỳnh Gì Giếng Khương Ngoèo Quốc Yêu Ỷ Uyên Hươu Khuya Oanh xoong
    hoặc Huệ thuở nghiêng Út Ất chuếnh
"""


@pytest.mark.parametrize("word", WORDS.split())
def test_words_of_vietnamese(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize(
    "word", ["", "Müller", "NguyÔn", "Nguyeãn", "Ñaøo", "25", "m²", "xyz", "hồng.", "Mary", "hôồng"]
)
def test_other_words(word: str) -> None:
    assert not is_syllable(word)
