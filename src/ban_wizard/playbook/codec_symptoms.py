"""Symptoms and what all recognisers share, to and from JSON, as `codec.py` does it for all else; only a diagnosis reads them.

Whatever is written otherwise raises `codec.COMPILER`.
"""

from __future__ import annotations

from typing import Any

from ban_wizard.playbook.symptoms import Recognition, Row, Signs, Symptom, Symptoms


def write_symptoms(symptoms: Symptoms) -> list[Any]:
    rows = [[r.kind, r.certainty, r.all, r.any, r.none, r.ask] for r in (*symptoms.table, symptoms.otherwise)]
    facts = {fact: {value: _write_signs(signs) for value, signs in values.items()} for fact, values in symptoms.facts.items()}
    return [[[s.id, s.where, s.cites, _write_signs(s.signs), s.named, s.covers, s.unless] for s in symptoms.symptoms.values()], rows, facts]


def read_symptoms(data: list[Any]) -> Symptoms:
    found, rows, facts = data
    *table, otherwise = [Row(r[0], r[1], tuple(r[2]), tuple(r[3]), tuple(r[4]), tuple(r[5])) for r in rows]
    return Symptoms(
        {s[0]: Symptom(s[0], s[1], tuple(s[2]), _read_signs(s[3]), s[4], s[5], tuple(s[6])) for s in found},
        tuple(table),
        otherwise,
        {fact: {value: _read_signs(signs) for value, signs in values.items()} for fact, values in facts.items()},
    )


def write_recognition(recognition: Recognition) -> list[Any]:
    r = recognition
    others = {name: write_symptoms(symptoms) for name, symptoms in r.others.items()}
    return [r.classes, r.names, r.aside, r.timer, write_symptoms(r.nobody), others, r.asks]


def read_recognition(data: list[Any]) -> Recognition:
    *lists, nobody, others, asks = data
    classes, names, aside, timer = [{name: tuple(each) for name, each in part.items()} for part in lists]
    return Recognition(
        classes, names, aside, timer, read_symptoms(nobody), {name: read_symptoms(each) for name, each in others.items()}, asks
    )


def _write_signs(signs: Signs) -> list[Any]:
    return [signs.text, signs.told, signs.payload]


def _read_signs(data: list[Any]) -> Signs:
    text, told, payload = data
    return Signs(tuple(text), tuple(told), tuple([tuple([(path, tuple(shown)) for path, shown in sign]) for sign in payload]))
