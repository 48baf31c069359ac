"""Frozen values: what `dataclass(frozen=True, slots=True)` makes, at a fiftieth of its price.

The standard decorator writes and compiles six functions for every class, about a millisecond; a command would pay that
fifty times before it has done anything. Here all classes share their functions. To the standard library they are
dataclasses all the same: `fields`, `replace`, `asdict` and `match` work with them.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from typing import Any, ClassVar, NoReturn, TypeVar, cast, dataclass_transform

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
    members |= {"__slots__": names, "__match_args__": names, "_defaults": defaults}
    members["__init__"] = _init(setters, tuple(defaults.values()), members.get("__post_init__"))
    made = type(cls.__name__, (_Frozen,), members)
    setters += (vars(made)[name].__set__ for name in names)
    return cast(type[T], made)


def _init(setters: Sequence[Callable[[Any, Any], None]], last: tuple[Any, ...], check: Callable[[Any], None] | None) -> Callable[..., None]:
    """An `__init__` that gives each setter its value; `last` are the defaults of the last fields."""

    def __init__(self: _Frozen, *args: Any, **named: Any) -> None:
        left = len(setters) - len(args)
        if named or not 0 <= left <= len(last):
            args = self._in_order(args, named)
        elif left:
            args += last[-left:]
        for put, given in zip(setters, args, strict=False):  # there are as many by now, and to look again takes a fifth of the time
            put(self, given)
        if check is not None:
            check(self)

    return __init__


def replace(old: T, **changes: Any) -> T:
    """A value with some fields changed, as `dataclasses.replace`, whose module costs more to import than all of ours."""
    names: Sequence[str] = type(old).__match_args__  # type: ignore[attr-defined]
    return type(old)(*{**{name: getattr(old, name) for name in names}, **changes}.values())


@dataclass_transform(frozen_default=True)
def record(cls: type[T]) -> type[T]:
    """Make a class that has annotated fields and nothing else a named tuple, the cheapest of values to make and to change.

    `typing.NamedTuple` would compile or check every annotation at every start.
    """
    made = namedtuple(cls.__name__, cls.__annotations__, module=cls.__module__)  # type: ignore[misc]
    made.__doc__ = cls.__doc__
    return cast(type[T], made)


class _Fields:
    """`__dataclass_fields__`, made by the standard library when somebody asks for it."""

    def __get__(self, instance: object, cls: type[_Frozen]) -> Any:
        from dataclasses import field, make_dataclass
        from functools import partial

        fields: list[Any] = [
            (name, annotation, field(default_factory=partial(cls._defaults.get, name)) if name in cls._defaults else field())
            for name, annotation in cls.__annotations__.items()
        ]
        found: Any = make_dataclass(cls.__name__, fields)
        return found.__dataclass_fields__


class _Frozen:
    """What all such classes share."""

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]]
    __dataclass_fields__ = _Fields()
    _defaults: ClassVar[Mapping[str, Any]]

    def _in_order(self, args: tuple[Any, ...], named: Mapping[str, Any]) -> tuple[Any, ...]:
        """All arguments of a call, in the order of the fields; raises TypeError as Python does for a call that does not fit."""
        names = self.__match_args__
        given = dict(zip(names, args, strict=False))
        wrong = [name for name in named if name in given or name not in names]
        found = {**self._defaults, **given, **named}
        missing = [name for name in names if name not in found]
        if wrong or missing or len(args) > len(names):
            call = f"{type(self).__name__}({', '.join(names)})"
            raise TypeError(f"{call} was called with {len(args)} values and {list(named)}, without {missing}")
        return tuple([found[name] for name in names])

    def _values(self) -> tuple[Any, ...]:
        return tuple(map(getattr, repeat(self), self.__match_args__))

    def __eq__(self, other: object) -> bool:
        return self._values() == other._values() if isinstance(other, _Frozen) and type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__match_args__)})"

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        """For `copy` and `pickle`."""
        return type(self), self._values()

    def __setattr__(self, name: str, value: object) -> NoReturn:
        self.__delattr__(name)

    def __delattr__(self, name: str) -> NoReturn:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot assign to or delete field {name!r}")
