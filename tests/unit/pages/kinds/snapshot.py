"""The pages of all kinds as one text. `python -m tests.unit.pages.kinds.snapshot` writes it anew."""

from pathlib import Path

from shared.pages.page_of import page_of
from tests.unit.pages.kinds.as_text import as_text
from tests.unit.pages.kinds.questions import ALL_QUESTIONS, answered

FILE = Path(__file__).with_name("pages.txt")


def all_pages() -> str:
    pages = (
        f"=== {kind}: {question}\n\n{as_text(page_of(answered(kind, question)))}\n" for kind, question in ALL_QUESTIONS
    )
    return "\n\n".join(pages)


if __name__ == "__main__":
    FILE.write_text(all_pages(), encoding="utf-8")
