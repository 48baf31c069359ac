"""Frozen values behave as the dataclasses they stand for."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from ban_wizard.values import frozen, record, replace


@frozen
class Parcel:
    """Something that is sent."""

    to: str
    weight: int = 1
    """Kilograms."""
    notes: Mapping[str, str] = {}

    def __post_init__(self) -> None:
        if self.weight < 0:
            raise ValueError(self.weight)

    @property
    def heavy(self) -> bool:
        return self.weight > 20


@record
class Point:
    """A place on a map."""

    x: int
    y: int


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    to: str
    weight: int = 1


def test_fields_take_values_in_order_or_by_name_and_have_defaults() -> None:
    parcel = Parcel("Anna", notes={"door": "green"})
    assert (parcel.to, parcel.weight, parcel.notes) == ("Anna", 1, {"door": "green"})
    assert Parcel("Anna", 30).heavy and not Parcel("Anna").heavy
    assert Parcel(weight=2, to="Anna") == Parcel("Anna", 2, {})


@pytest.mark.parametrize(
    "call",
    [
        lambda made: made(),
        lambda made: made(weight=2),
        lambda made: made("Anna", 2, {}, None),
        lambda made: made("Anna", to="Boris"),
        lambda made: made("Anna", colour="red"),
    ],
    ids=["nothing", "one missing", "one too many", "one twice", "one unknown"],
)
@pytest.mark.parametrize("made", [Parcel, Standard])
def test_a_call_that_does_not_fit_is_refused_as_a_dataclass_refuses_it(made: type, call: Callable[[type], object]) -> None:
    with pytest.raises(TypeError):
        call(made)


def test_nothing_can_be_changed_added_or_deleted() -> None:
    parcel: Any = Parcel("Anna")
    for change in (lambda: setattr(parcel, "to", "Boris"), lambda: setattr(parcel, "colour", "red"), lambda: delattr(parcel, "to")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()
    assert parcel == Parcel("Anna") and not hasattr(parcel, "__dict__")


def test_values_are_equal_by_class_and_fields() -> None:
    assert Parcel("Anna", 2) == Parcel("Anna", 2) != Parcel("Anna", 3)
    assert Parcel("Anna") != ("Anna", 1, {}) and Standard("Anna") != Parcel("Anna")
    assert len({Parcel("Anna", 2, ()), Parcel("Anna", 2, ()), Parcel("Boris", 2, ())}) == 2  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        hash(Parcel("Anna"))  # it holds a dict


def test_it_is_checked_when_it_is_made_and_when_it_is_replaced() -> None:
    with pytest.raises(ValueError, match="-1"):
        Parcel("Anna", -1)
    with pytest.raises(ValueError, match="-1"):
        replace(Parcel("Anna"), weight=-1)
    assert replace(Parcel("Anna", 2), to="Boris") == Parcel("Boris", 2)
    with pytest.raises(TypeError):
        replace(Parcel("Anna"), colour="red")


def test_the_standard_library_takes_it_for_a_dataclass() -> None:
    parcel = Parcel("Anna", 2)
    assert dataclasses.is_dataclass(Parcel) and dataclasses.is_dataclass(parcel)
    assert [(f.name, f.type) for f in dataclasses.fields(parcel)] == [("to", "str"), ("weight", "int"), ("notes", "Mapping[str, str]")]
    assert dataclasses.replace(parcel, to="Boris") == Parcel("Boris", 2)
    assert dataclasses.asdict(parcel) == {"to": "Anna", "weight": 2, "notes": {}}
    match parcel:
        case Parcel(to, weight):
            assert (to, weight) == ("Anna", 2)


def test_it_can_be_copied_and_pickled() -> None:
    parcel = Parcel("Anna", 2, {"door": "green"})
    assert copy.deepcopy(parcel) == copy.copy(parcel) == pickle.loads(pickle.dumps(parcel)) == parcel


def test_it_shows_its_fields_and_keeps_its_name_and_words() -> None:
    assert repr(Parcel("Anna")) == "Parcel(to='Anna', weight=1, notes={})"
    assert (Parcel.__name__, Parcel.__module__, Parcel.__doc__) == ("Parcel", __name__, "Something that is sent.")


def test_a_record_is_a_named_tuple_with_its_own_name_and_words() -> None:
    point = Point(1, 2)
    assert (point.x, point.y) == tuple(point) == (1, 2)  # type: ignore[arg-type]
    assert (Point.__name__, Point.__module__, Point.__doc__) == ("Point", __name__, "A place on a map.")
    with pytest.raises(AttributeError):
        point.x = 3  # type: ignore[misc]
