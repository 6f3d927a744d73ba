"""What the model's text says: how the customer sounds, what it could not answer, and the reply itself."""

import re
from dataclasses import dataclass

from shared.domain.cues import Sentiment
from shared.domain.drafts import ToFindOut
from shared.drafting.letters import visible

#: What a model may say that it lacks: the names of ToFindOut.
CODES = {one.name.lower(): one for one in ToFindOut}
#: The lines as they were asked for. Models put marks around them.
_MOOD = re.compile(r"\W{0,6}MOOD\W{0,6}:\W{0,6}([a-z]*)\W{0,6}", re.IGNORECASE)
_MISSING = re.compile(r"\W{0,6}MISSING\W{0,6}:(.*)")
#: What it looks like on the first line otherwise: one word in any language, a colon, and a list of codes.
_LIKE_IT = re.compile(r"\W{0,6}(\w+)\W{0,6}:([\w\s,;.*`]+)")

#: Emphasis, headings and code marks of Markdown, which an agent would have to take out by hand.
_MARKS = re.compile(
    r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{2}(?=\S)|(?<=\S)_{2}(?!\w)|(?<!`)`(?!`)|^#{1,6} ", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A model's text, taken apart."""

    #: What may become the draft.
    reply: str
    missing: frozenset[ToFindOut]
    #: How the customer sounds to the model; None when it does not say.
    mood: Sentiment | None = None


def read_reply(text: str) -> Reading:
    """The reply without the lines of the mood and of what is missing, and what these name; unknown words are ignored.

    A text without such lines is all reply.
    """
    missing: set[ToFindOut] = set()
    moods: list[str] = []
    kept: list[str] = []
    for line in plain_text(text).split("\n"):
        if told := _MOOD.fullmatch(line):
            moods.append(told[1].lower())
            continue
        codes = _codes_of(line, is_first=not any(kept))
        if codes is None:
            kept.append(line)
        else:
            missing.update(CODES[code] for code in codes if code in CODES)
    mood = next((one for one in Sentiment if moods and one == moods[0]), None)
    return Reading("\n".join(kept).strip(), frozenset(missing), mood)


def plain_text(text: str) -> str:
    """The text without marks of Markdown and without invisible characters."""
    return _MARKS.sub("", visible(text)).strip()


def _codes_of(line: str, *, is_first: bool) -> list[str] | None:
    """What the line lists when it is the one that tells what is missing; None for any other line."""
    if found := _MISSING.match(line):
        return _split(found[1])
    like_it = _LIKE_IT.fullmatch(line) if is_first else None
    if like_it is None:
        return None
    codes = _split(like_it[2])
    is_it = like_it[1].lower() == "missing" or (codes and all(code in CODES for code in codes))
    return codes if is_it else None


def _split(codes: str) -> list[str]:
    return re.findall(r"[a-z_]+", codes.lower())
