"""Words from anywhere, made so that Slack shows them as they are: no link, no mention, no more than has room."""

import re
import unicodedata

MORE = "…"
#: A cut is made between words unless that would cost more than this share of the room.
MOST_LOST = 0.4
#: Written so by Slack's own rules; anything else that means something to it needs a "<".
ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
#: Of the characters that cannot be seen, those that are words' business: new lines, and what joins emoji and letters.
KEPT = frozenset("\n\u200d\u200c")
BEYOND = 0xFFFF
LOOK_ALIKES = str.maketrans({"*": "\N{ASTERISK OPERATOR}", "~": "\N{TILDE OPERATOR}", "`": "'"})
#: Within words, as in ids, it is only a stroke.
EDGE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")


def size(text: str) -> int:
    """How long a text is for Slack."""
    return len(text) + sum(ord(character) > BEYOND for character in text)


def clean(text: str) -> str:
    """The text without characters that cannot be seen, or that turn the ones around them about."""
    plain = text.replace("\r\n", "\n").replace("\t", " ")
    return "".join(
        each for each in plain if each in KEPT or unicodedata.category(each) not in {"Cc", "Cf", "Cs"}
    ).strip()


def one_line(text: str) -> str:
    """The text with single spaces in place of whatever parts its words."""
    return " ".join(clean(text).split())


def cut(text: str, at_most: int) -> str:
    """As much of the text as is no longer than `at_most`, ended by "…" between words where something is left out."""
    if size(text) <= at_most:
        return text
    head = text[: at_most - 1]
    while size(head) > at_most - 1:
        head = head[: len(head) - max(1, (size(head) - at_most + 1) // 2)]
    space = max(head.rfind(" "), head.rfind("\n"))
    return (head[:space] if space > len(head) * (1 - MOST_LOST) else head).rstrip() + MORE


def parted(text: str, at_most: int, parts: int) -> tuple[str, ...]:
    """The text in at most so many parts of so many characters, parted between paragraphs, sentences or words.

    The last part is cut where that is not enough. Nothing for a text without words.
    """
    found: list[str] = []
    rest = text.strip()
    while size(rest) > at_most and len(found) < parts - 1:
        head = cut(rest, at_most).removesuffix(MORE)
        end = max(head.rfind("\n"), head.rfind(". ") + 1)
        end = end if end > len(head) * (1 - MOST_LOST) else len(head)
        found.append(rest[:end].strip())
        rest = rest[end:].strip()
    return (*found, cut(rest, at_most)) if rest else tuple(found)


def escaped(text: str) -> str:
    """The text as mrkdwn shows it literally, short of what stars and underscores do."""
    for character, entity in ESCAPES:
        text = text.replace(character, entity)
    return text


def escaped_within(text: str, at_most: int) -> str:
    """The text escaped and cut so that no entity is broken."""
    room = at_most
    told = escaped(cut(text, room))
    while size(told) > at_most:
        room -= max(1, (size(told) - at_most) // 5)
        told = escaped(cut(text, room))
    return told


def unmarked(text: str) -> str:
    """The text with look-alikes of what begins or ends formatting in mrkdwn: bold, strokes, code, slanted words."""
    return EDGE.sub("\N{MODIFIER LETTER LOW MACRON}", text.translate(LOOK_ALIKES))


def bold(text: str, at_most: int) -> str:
    """The text in mrkdwn's bold, on one line; stars in it would end that and are others."""
    return f"*{escaped_within(unmarked(one_line(text)), at_most - 2)}*"
