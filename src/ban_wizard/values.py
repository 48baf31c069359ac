"""Frozen values: what `dataclass(frozen=True, slots=True)` makes, at a fiftieth of its price.

The standard decorator writes and compiles six functions for every class, about a millisecond; a command would pay that
fifty times before it has done anything. Here all classes share their functions. To the standard library they are
dataclasses all the same: `fields`, `replace`, `asdict` and `match` work with them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def frozen(cls: type[T]) -> type[T]:
    """Make a class with annotated fields a frozen dataclass with slots; `__post_init__` is called where there is one.

    Fields are not inherited. A default is shared between all values, so one that could be changed must never be.
    """
    names = tuple(cls.__annotations__)
    members = {name: member for name, member in vars(cls).items() if name not in ("__dict__", "__weakref__")}
    defaults = {name: members.pop(name) for name in names if name in members}
    setters: list[Callable[[Any, Any], None]] = []
    members["__init__"] = _init(names, defaults, setters, members.get("__post_init__"))
    members |= {"__slots__": names, "__match_args__": names, "__dataclass_fields__": _Fields(defaults)}
    made: type[T] = type(cls.__name__, cls.__bases__, {**_SHARED, **members})
    setters += (vars(made)[name].__set__ for name in names)
    return made


def replace(old: T, **changes: Any) -> T:
    """A value with some fields changed, as `dataclasses.replace`, whose module costs more to import than all of ours."""
    names: Sequence[str] = type(old).__match_args__  # type: ignore[attr-defined]
    return type(old)(**{**{name: getattr(old, name) for name in names}, **changes})


def _init(
    names: Sequence[str],
    defaults: Mapping[str, Any],
    setters: Sequence[Callable[[Any, Any], None]],
    check: Callable[[Any], None] | None,
) -> Callable[..., None]:
    count, last = len(names), tuple(defaults.values())
    needed = count - len(last)

    def __init__(self: Any, *args: Any, **named: Any) -> None:
        if named or not needed <= len(args) <= count:
            args = _in_order(type(self), names, defaults, args, named)
        elif len(args) < count:
            args += last[len(args) - needed :]
        for put, given in zip(setters, args, strict=True):
            put(self, given)
        if check is not None:
            check(self)

    return __init__


def _in_order(
    cls: type, names: Sequence[str], defaults: Mapping[str, Any], args: tuple[Any, ...], named: Mapping[str, Any]
) -> tuple[Any, ...]:
    """All arguments of a call, in the order of the fields; raises TypeError as Python does for a call that does not fit."""
    given = dict(zip(names, args, strict=False))
    wrong = [name for name in named if name in given or name not in names]
    found = {**defaults, **given, **named}
    missing = [name for name in names if name not in found]
    if wrong or missing or len(args) > len(names):
        raise TypeError(f"{cls.__name__}({', '.join(names)}) was called with {len(args)} values and {list(named)}, without {missing}")
    return tuple([found[name] for name in names])


class _Fields:
    """`__dataclass_fields__`, made by the standard library when somebody asks for it."""

    def __init__(self, defaults: Mapping[str, Any]) -> None:
        self._defaults = defaults

    def __get__(self, instance: object, cls: type) -> Any:
        from dataclasses import field, make_dataclass
        from functools import partial

        fields: list[Any] = [
            (name, annotation, field(default_factory=partial(self._defaults.get, name)) if name in self._defaults else field())
            for name, annotation in cls.__annotations__.items()
        ]
        found: Any = make_dataclass(cls.__name__, fields)
        return found.__dataclass_fields__


# ------------------------------------------------------------------------------------------- what all classes share


def _values(self: Any) -> tuple[Any, ...]:
    return tuple([getattr(self, name) for name in self.__match_args__])


def _eq(self: Any, other: object) -> bool:
    return _values(self) == _values(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(_values(self))


def _repr(self: Any) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__match_args__)})"


def _reduce(self: Any) -> tuple[type, tuple[Any, ...]]:
    """For `copy` and `pickle`."""
    return type(self), _values(self)


def _refuse(self: Any, name: str, *_: Any) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to or delete field {name!r}")


_SHARED = {
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__reduce__": _reduce,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
}
