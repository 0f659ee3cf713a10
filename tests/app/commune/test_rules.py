"""The fold over exports: P1 to P8 of the properties, on random worlds without any file."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from app.commune.rules import ACCEPTED, ALREADY, FORK, STALE, Arrival, Known, merge
from tests.worlds import World, arrive, soak_model, some, world


def shuffled(exports: list[Arrival], chance: Random) -> list[Arrival]:
    return chance.sample(exports, len(exports))


def worlds() -> st.SearchStrategy[World]:
    return st.randoms(use_true_random=False).map(world)


@given(worlds(), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(world: World, chance: Random) -> None:
    arrived = some(world, chance)
    again = [chance.choice(arrived) for _ in range(5)]
    assert arrive(shuffled(arrived + again, chance)) == arrive(arrived)


@given(worlds(), st.randoms(use_true_random=False), st.integers(0, 9))
def test_batches_are_as_good_as_all_at_once(world: World, chance: Random, cut: int) -> None:
    arrived = shuffled(some(world, chance), chance)
    assert arrive(arrived[cut:], arrive(arrived[:cut])) == arrive(arrived)


@given(worlds(), st.randoms(use_true_random=False))
def test_an_export_that_arrived_is_known_already(world: World, chance: Random) -> None:
    known = arrive(some(world, chance))
    for export in world.exports:
        after, result = merge(known, export)
        assert (result == ALREADY) == (export.id in known.complete)
        assert result != ALREADY or after == known


@given(worlds(), st.randoms(use_true_random=False))
def test_knowledge_only_grows(world: World, chance: Random) -> None:
    known = Known()
    for export in shuffled(list(world.exports), chance):
        after, _result = merge(known, export)
        assert known.complete.items() <= after.complete.items()
        assert known.covered.keys() <= after.covered.keys()
        known = after


@given(worlds(), st.randoms(use_true_random=False))
def test_no_export_is_lost_in_silence(world: World, chance: Random) -> None:
    arrived = some(world, chance)
    known = arrive(shuffled(arrived, chance))
    for export in arrived:
        assert export.id in known.heads or any(world.older(export.id, h) for h in known.heads)


@given(worlds(), st.randoms(use_true_random=False))
def test_a_fork_shows_exactly_when_there_is_one(world: World, chance: Random) -> None:
    arrived = some(world, chance)
    apart = any(
        one.id != other.id
        and not any(world.older(one.id, e.id) or world.older(other.id, e.id) for e in arrived)
        for one in arrived
        for other in arrived
    )
    assert arrive(arrived).forked == apart


@given(worlds(), st.randoms(use_true_random=False))
def test_an_export_that_knows_both_sides_heals(world: World, chance: Random) -> None:
    known = arrive(some(world, chance))
    everything = {**known.covered, **known.complete}
    healed, result = merge(known, Arrival("healed", max(everything.values()) + 1, everything))
    assert (result, healed.heads, healed.current) == (ACCEPTED, ("healed",), "healed")


@given(worlds(), st.randoms(use_true_random=False))
def test_what_is_missing_is_what_others_name(world: World, chance: Random) -> None:
    arrived = some(world, chance)
    named = {export for each in arrived for export in each.ancestors}
    lost = named - {export.id for export in arrived}
    assert arrive(arrived).missing == tuple(
        sorted((world.by_id[export].seq, export) for export in lost)
    )


@given(worlds())
def test_results_in_the_order_of_making(world: World) -> None:
    known = Known()
    for export in world.exports:
        known, result = merge(known, export)
        expected = FORK if known.forked else ACCEPTED
        assert result == expected


def test_many_worlds() -> None:
    assert soak_model(2_000, seed=1) == 2_000


def test_an_older_one_is_noted_and_changes_nothing() -> None:
    first, second = Arrival("a", 1, {}), Arrival("b", 2, {"a": 1})
    known, _result = merge(Known(), second)
    assert known.missing == ((1, "a"),)
    after, result = merge(known, first)
    assert result == STALE
    assert (after.current, after.missing) == ("b", ())


def test_who_claims_a_wrong_number_is_not_believed_more_than_others() -> None:
    liar, honest = Arrival("b", 2, {"a": 9}), Arrival("c", 3, {"a": 1, "b": 2})
    assert arrive([liar, honest]) == arrive([honest, liar])
