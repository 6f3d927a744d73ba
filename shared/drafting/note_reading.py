"""The draft out of a note, however the helpdesk hands the note back."""

from shared.drafting.note_layout import NO_DRAFT, RULE, TITLE


def draft_in(note_text: str) -> str | None:
    """The draft's text; None for a text that is no note of ours, or one whose draft was replaced.

    Helpdesks turn line breaks into CRLF, add spaces at line ends and make spaces unbreakable. What they did to our
    own lines is undone in the draft; a note that comes back as it was gives back exactly what was put in.
    """
    lines = note_text.split("\n")
    seen = [_as_written(line) for line in lines]
    starts = (place for place in range(1, len(seen) - 1) if seen[place] == TITLE and seen[place - 1] == RULE)
    title = next(starts, None)
    end = max((place for place, line in enumerate(seen) if line == RULE), default=0)
    if title is None or end < title:
        return None
    start = title + 2 if seen[title + 1].startswith(NO_DRAFT) else title + 1
    # One empty line stands before the text and one behind it, unless the helpdesk has dropped them.
    start += seen[start] == ""
    end -= seen[end - 1] == ""
    return _undone("\n".join(lines[start:end]), lines[title])


def _as_written(line: str) -> str:
    return line.replace("\N{NO-BREAK SPACE}", " ").strip()


def _undone(text: str, title: str) -> str:
    """The text without what was done to the line of the title."""
    if title.endswith("\r"):
        text = text.replace("\r\n", "\n").removesuffix("\r")
    if "\N{NO-BREAK SPACE}" in title:
        text = text.replace("\N{NO-BREAK SPACE}", " ")
    if title.removesuffix("\r").endswith((" ", "\N{NO-BREAK SPACE}")):
        text = "\n".join(line.rstrip(" ") for line in text.split("\n"))
    return text
