"""What is written in a picture: in letters that a font has, and no wider than there is room for."""

import unicodedata
from functools import cache, lru_cache

from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.textpath import TextToPath

#: Fonts that are used where they are installed, in this order; the first comes with matplotlib.
FAMILIES = (
    "DejaVu Sans",
    "Noto Sans",
    "Noto Sans CJK JP",
    "Noto Sans CJK SC",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
)
#: In points. Shown 400 pixels wide a picture has 1.11 pixels a point, so that the smallest letters are 14 high.
WRITING, TITLE = 12.75, 14.5
#: From line to line, as a multiple of the size.
LEADING = 1.25
MISSING, MORE = "\N{WHITE SQUARE}", "…"
#: Characters of a text that are looked at; what is longer has no room.
LONGEST = 160
#: Pictographs begin here; they say little in a picture and few fonts have them.
FIRST_PICTOGRAPH = 0x2600
MEASURED_AT = 10.0

_PATHS = TextToPath()


@cache
def families() -> tuple[str, ...]:
    """The fonts that there are."""
    installed = {font.name for font in fontManager.ttflist}
    return tuple(name for name in FAMILIES if name in installed)


@cache
def _known() -> frozenset[int]:
    """Every character that can be drawn, bold or not."""
    weights = (_drawn_in("normal"), _drawn_in("bold"))
    return weights[0] & weights[1]


def _drawn_in(weight: str) -> frozenset[int]:
    files = {fontManager.findfont(FontProperties(family=name, weight=weight)) for name in families()}
    return frozenset(point for file in files for point in get_font(file).get_charmap())


def drawable(text: str) -> str:
    """The text on one line, in letters that a font has: pictographs go, what no font has becomes a square."""
    return " ".join("".join(map(_drawn, text[:LONGEST])).split())


def _drawn(character: str) -> str:
    kind = unicodedata.category(character)
    if character.isspace():
        return " "
    if kind.startswith("C") or (kind in {"So", "Sk"} and ord(character) >= FIRST_PICTOGRAPH):
        return ""
    if ord(character) in _known():
        return character
    return "" if kind.startswith("M") else MISSING


def written(text: str) -> str:
    """As matplotlib is to be given a text: two bare dollar signs would be read as a formula."""
    return text.replace("$", r"\$")


@lru_cache(maxsize=4096)
def width_of(text: str, size: float = WRITING, *, bold: bool = False) -> float:
    """How wide one line is, in points."""
    if not text:
        return 0.0
    font = FontProperties(family=list(families()), weight="bold" if bold else "normal", size=MEASURED_AT)
    width, _, _ = _PATHS.get_text_width_height_descent(text, font, ismath=False)
    return float(width) * size / MEASURED_AT


def fitted(text: str, room: float, size: float = WRITING, *, bold: bool = False) -> str:
    """As much of the text as is no wider than `room` points, ended by "…" where something is left out."""
    if width_of(text, size, bold=bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(text[:middle].rstrip() + MORE, size, bold=bold) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + MORE


def wrapped(text: str, room: float, lines: int, size: float = WRITING, *, bold: bool = False) -> tuple[str, ...]:
    """The text on at most `lines` lines of `room` points, parted between words; the last is cut where it must be."""
    done: list[str] = []
    line, words = "", text.split()
    while words and len(done) < lines - 1:
        longer = f"{line} {words[0]}".strip()
        if width_of(longer, size, bold=bold) <= room:
            line, words = longer, words[1:]
        elif line:
            done.append(line)
            line = ""
        else:
            break
    rest = " ".join([line, *words]).strip()
    return (*done, fitted(rest, room, size, bold=bold)) if rest else tuple(done)
