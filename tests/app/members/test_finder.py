"""Finding: by any part of any field, and with one slip of the keyboard in each word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.names import fold
from app.members.card_code import card_code
from app.members.finder import FORGIVING, Finder
from app.members.rules import Member, Person

PEOPLE = (
    Person("Lê Hồng Lan", phone="0912345678", cccd="027148252949", hamlet="Xóm Đào"),
    Person("Nguyễn Thị Đào", bhyt="HT2272720012345", hamlet="Xóm 3"),
    Person("Đào Hồng Thúy", phone="0987654321", hamlet="Xóm Đình"),
    Person("Y H'Lê"),
    Person("Trần Văn Hoà", hamlet="Xóm Đình"),
)
CODES = ("001", "002", "003", "014", "200")


def finder(*people: Person) -> Finder:
    return Finder.of(
        Member(code, code, person, None, None) for code, person in zip(CODES, people, strict=False)
    )


def codes(members: tuple[Member, ...]) -> list[str]:
    return [member.code for member in members]


FINDER = finder(*PEOPLE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["001", "002", "003", "014", "200"]),
        ("dao", ["002", "003", "001"]),  # names first, then hamlets
        ("Đào", ["002", "003", "001"]),
        ("ĐÀO", ["002", "003", "001"]),
        ("lan hong", ["001"]),
        ("hồng", ["001", "003"]),
        ("dao nguyen", ["002"]),
        ("thuy", ["003"]),
        ("hòa", ["200"]),
        ("hoà", ["200"]),
        ("hle", ["014"]),
        ("h'lê", ["014"]),
        ("014", ["014"]),
        ("14", ["001", "014"]),  # also within a citizen number
        ("0912 345", ["001"]),
        ("0987.654", ["003"]),
        ("8252949", ["001"]),
        ("ht227", ["002"]),
        ("dao 003", ["003"]),
        ("xom 3", ["002"]),  # though telephones have a 3 too
        ("xom lan", ["001"]),
        ("dinh hong", ["003"]),
        ("nobody", []),
    ],
)
def test_exact(text: str, expected: list[str]) -> None:
    assert codes(FINDER.search(text).exact) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nguyn", ["002"]),  # missing
        ("nguyeen", ["002"]),  # too many
        ("nguyem", ["002"]),  # wrong
        ("ngyuen", ["002"]),  # swapped
        ("ngyu", ["002"]),  # while it is being typed
        ("ngyuen dao", ["002"]),
        ("hog", ["001", "003"]),
        ("honf thuyw", ["003"]),  # a slip in each word
        ("dimh", ["003", "200"]),  # in the hamlet too
        ("nguyeenx thij ddaof", ["002"]),  # Telex keys that made no marks
        ("d9a2o", ["001", "002", "003"]),  # VNI keys
        ("nguye6n4", ["002"]),
        ("hoq", []),  # three letters are too few to differ
        ("0912345679", ["001"]),
        ("091234568", ["001"]),  # a digit missing
        ("0912435678", ["001"]),  # swapped
        ("09123", []),  # found as it is
        ("991239", []),
        ("91245", []),  # too few digits
        ("xxxx", []),
    ],
)
def test_similar(text: str, expected: list[str]) -> None:
    assert sorted(codes(FINDER.search(text).similar)) == sorted(expected)


def test_who_is_meant_exactly_comes_before_who_is_named_like_it() -> None:
    found = finder(Person("Lê Thị Loan"), Person("Lê Thị Lan")).search("lan")
    assert codes(found.exact) == codes(found.best) == ["002"]
    assert codes(found.similar) == ["001"]
    assert codes(FINDER.find("ngyuen")) == ["002"]


_FAMILY = st.sampled_from(["Nguyễn", "Trần", "Phạm", "Hoàng", "Đặng", "Trương", "Quách"])
_GIVEN = st.sampled_from(["Thanh", "Nghiệp", "Phương", "Đông", "Thoa", "Hạnh", "Y-Bhiăng"])
_LETTERS = st.sampled_from("abcdeghiklmnopqrstuvxyđêơ")


@st.composite
def _slips(draw: st.DrawFn) -> tuple[str, str]:
    """A name, and the name with one edit in one of its longer words."""
    name = f"{draw(_FAMILY)} Thị {draw(_GIVEN)}"
    words = fold(name).split()
    number = draw(st.sampled_from([n for n, word in enumerate(words) if len(word) >= FORGIVING]))
    word = words[number]
    place = draw(st.integers(0, len(word) - 1))
    letter = draw(_LETTERS)
    before, after = word[:place], word[place + 1 :]
    words[number] = draw(
        st.sampled_from(
            [
                before + after,
                before + letter + after,
                before + letter + word[place:],
                before + word[place : place + 2][::-1] + word[place + 2 :],
            ]
        )
    )
    return name, " ".join(words)


@settings(max_examples=300)
@given(_slips())
def test_any_one_edit_of_a_word_still_finds_its_person(slip: tuple[str, str]) -> None:
    name, typed = slip
    found = finder(Person("Lò Văn Ón"), Person(name)).search(typed)
    assert "002" in codes(found.exact + found.similar)


@settings(max_examples=100)
@given(_FAMILY, _GIVEN, st.data())
def test_any_part_of_a_name_finds_it_exactly(
    family: str, given_name: str, data: st.DataObject
) -> None:
    word = fold(data.draw(st.sampled_from([family, given_name]))).split()[0]
    start = data.draw(st.integers(0, len(word) - 1))
    end = data.draw(st.integers(start + 1, len(word)))
    found = finder(Person(f"{family} {given_name}")).search(word[start:end])
    assert codes(found.exact) == ["001"]


def test_the_code_of_a_card_finds_its_member() -> None:
    code = card_code("ours", "014")
    for typed in (code, code.replace("-", ""), code.lower()):
        assert codes(FINDER.find(typed)) == ["014"]
    ours = Finder.of(FINDER.members, "ours")
    assert codes(ours.find(code)) == ["014"]
    others = next(other for name in "abcdef" if (other := card_code(name, "014"))[:2] != code[:2])
    assert ours.search(others).exact == ()
