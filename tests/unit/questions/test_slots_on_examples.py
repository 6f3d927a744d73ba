"""How much of what questions name is found, on questions labelled by hand."""

import dataclasses
import json
from datetime import date
from pathlib import Path

from shared.domain.questions import Slots
from shared.questions.slots.read import read_slots

TODAY = date(2026, 6, 30)
LABELLED = Path(__file__).parents[2] / "questions" / "slots.tsv"
#: The rows were written together with the expressions, so that this guards against steps back and is no estimate.
LEAST_SHARE = 0.97


def test_nearly_every_labelled_question_is_read_exactly_as_labelled() -> None:
    rows = [line.split("\t") for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    wrong = [
        f"{question}: {told} instead of {json.loads(expected)}"
        for question, expected in rows
        if (told := _told(read_slots(question, today=TODAY))) != json.loads(expected)
    ]

    share = 1 - len(wrong) / len(rows)
    assert len(rows) >= 120
    assert share >= LEAST_SHARE, f"{share:.1%} exactly right; wrong:\n" + "\n".join(wrong)


def _told(slots: Slots) -> dict[str, object]:
    """What was found, as JSON has it."""
    found: dict[str, object] = json.loads(json.dumps(dataclasses.asdict(slots)))
    return {name: value for name, value in found.items() if value not in (None, [])}
