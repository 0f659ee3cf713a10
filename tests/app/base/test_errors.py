import copy
import pickle

import pytest

from app.base.errors import Cancelled, Invalid, Refused, UserError


def test_invalid_names_every_problem_by_its_field() -> None:
    error = Invalid({"birth": "Month 2 has no day 31.", "name": "Type the name."})
    assert error.problems == {"birth": "Month 2 has no day 31.", "name": "Type the name."}
    assert str(error) == "Month 2 has no day 31. Type the name."


def test_invalid_without_a_problem_is_our_own_fault() -> None:
    with pytest.raises(ValueError):
        Invalid({})


def test_invalid_keeps_its_problems_when_copied_or_sent_to_another_process() -> None:
    error = Invalid({"birth": "Type the year."})
    for other in (copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert other.problems == error.problems
        assert str(other) == str(error)


def test_cancelling_is_no_error_to_show() -> None:
    assert issubclass(Refused, UserError)
    assert not issubclass(Cancelled, UserError)
