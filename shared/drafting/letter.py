"""A reply taken apart: the greeting, the sentences of its body, the signature; without what it quotes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from unicodedata import category

from shared.drafting.courtesies import DIVIDER, FAREWELL, GREETING, PLEASANTRY, QUOTE_HEAD, TITLED_NAME
from shared.drafting.letters import folded, visible

#: Nobody reads more of a reply, and what comes after it is not compared.
LONGEST = 20_000
MOST_SENTENCES = 200
#: A signature has no more words and lines; a longer end is text.
LONGEST_SIGNATURE, MOST_SIGNATURE_LINES = 40, 8
#: A name, perhaps with the shop's, that ends a reply without a farewell has no more words in a line.
LONGEST_NAME = 5
#: A line of so many characters that does not end a sentence was broken by a mail program.
WRAPPED_FROM = 60

#: What ends with a full stop and no sentence, in the languages of `courtesies`.
ABBREVIATIONS = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "st", "no", "nr", "vs", "etc", "e.g", "i.e", "approx", "incl", "excl", "inc",
    "ltd", "co", "dept", "est", "ext", "fig", "max", "min", "p.s", "a.m", "p.m", "u.s", "u.k",
    "z.b", "d.h", "u.a", "o.ä", "ca", "bzw", "usw", "ggf", "evtl", "inkl", "zzgl", "str", "tel", "hr", "fr", "vgl",
    "mme", "mlle", "p.ex", "env", "av", "bd", "sr", "sra", "srta", "ud", "uds", "p.ej", "pág", "sig", "dott", "art",
    "dhr", "mevr", "bijv", "d.w.z", "o.a", "m.b.t", "t.a.v", "i.v.m",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "okt", "dez",
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "mo", "di", "mi", "do", "sa", "so",
})  # fmt: skip
#: After a day's number, as in "am 3. Mai".
_MONTH = re.compile(r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jänner)\b")
#: Full stops, with what may close a quotation or a bracket behind them; those of Chinese and Japanese need no blank.
_END = re.compile(r"(?:[.!?\u2026]+[\"'\u201d\u2019\u00bb)\]]*(?=\s)|[\u3002\uff01\uff1f]+[\u300d\u300f\uff09]*)\s*")
_STOPS = ".!?:\u2026\u3002\uff01\uff1f"
_LAST_WORD = re.compile(r"(\S{1,12})\.$")
_BULLET = re.compile(r"^(?:[-*>\u2013\u2014\u2022\u00b7\u25aa\u25e6]|\(?\d{1,2}[.)]|[a-z]\))\s+")
_POSTSCRIPT = re.compile(r"p\.?\s?s\.?\s?[:,.]?\s", re.IGNORECASE)
_DASHES = re.compile(r"--\s?$")
#: Scripts that put no blanks between words: each character counts as one.
_UNSPACED = r"\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]+")
#: Marks that are part of a word wherever they stand, as in "20%" and "#4711".
_PART_OF_WORDS = frozenset("%#&@")
#: Kinds of character (Unicode) that stand around words: punctuation, emoji, accents by themselves.
_AROUND = ("P", "So", "Sk")
#: The longest abbreviation, with a bracket or a quotation mark before it and the full stop behind.
_LONGEST_ABBREVIATION = 12


@dataclass(frozen=True, slots=True)
class Letter:
    """What a reply says."""

    #: Of its body, in order: no greeting, no signature, nothing quoted.
    sentences: tuple[str, ...]

    @property
    def substance(self) -> tuple[str, ...]:
        """The sentences about the matter: no thanks, no good wishes."""
        return tuple(sentence for sentence in self.sentences if not is_pleasantry(sentence))

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the body as they are compared."""
        return tuple(word for sentence in self.sentences for word in words_of(sentence))


def read_letter(text: str) -> Letter:
    """The reply's body, sentence by sentence."""
    lines = _without_greeting(_without_signature(_own_lines(visible(text[:LONGEST]))))
    sentences = (sentence for line in _unwrapped(lines) for sentence in sentences_of(line))
    return Letter(tuple(sentence for sentence in sentences if words_of(sentence))[:MOST_SENTENCES])


def words_of(text: str) -> tuple[str, ...]:
    """The words as they are compared: folded, and without the marks around them."""
    return tuple(word for word in map(_without_marks, _WORD.findall(folded(text))) if word)


def _without_marks(word: str) -> str:
    before = sum(1 for _ in takewhile(_is_mark, word))
    after = sum(1 for _ in takewhile(_is_mark, reversed(word)))
    return word[before : len(word) - after]


@lru_cache(maxsize=4096)
def _is_mark(character: str) -> bool:
    return character not in _PART_OF_WORDS and category(character).startswith(_AROUND)


def is_pleasantry(sentence: str) -> bool:
    """Whether the sentence would stand in a reply to anything."""
    return PLEASANTRY.match(" ".join(sentence.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())) is not None


def sentences_of(line: str) -> Iterator[str]:
    """The sentences of one line; an item of a list is one line."""
    line = _BULLET.sub("", line.strip(), count=1)
    start = 0
    for end in _END.finditer(line):
        if end.end() < len(line) and not _ends_a_sentence(
            line[max(start, end.start() - _LONGEST_ABBREVIATION) : end.start() + 1], line[end.end() :]
        ):
            continue
        yield line[start : end.end()].strip()
        start = end.end()
    if line[start:].strip():
        yield line[start:].strip()


def _ends_a_sentence(before: str, after: str) -> bool:
    """Whether the mark that `before` ends with divides it from `after`."""
    if after[0].islower():
        return False
    last = _LAST_WORD.search(before)
    if last is None:
        return True
    word = last[1].lstrip("(\"'").casefold()
    is_initial = len(word) == 1 and word.isalpha()
    is_day = word.isdecimal() and _MONTH.match(after) is not None
    return not (is_initial or is_day or word in ABBREVIATIONS)


def _own_lines(text: str) -> list[str]:
    """The lines above whatever older message is quoted below, and none that is quoted between them."""
    own: list[str] = []
    lines = [" ".join(line.split()) for line in text.split("\n")]
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if own and (_is_quote_head(line, below) or DIVIDER.fullmatch(line)):
            break
        if not line.startswith((">", "|")):
            own.append(line)
    return own


def _is_quote_head(line: str, below: str) -> bool:
    return any(QUOTE_HEAD.fullmatch(each) for each in (line, f"{line} {below}"))


def _without_signature(lines: list[str]) -> list[str]:
    """The lines before the farewell or the name at the end, and a postscript after it."""
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if not (FAREWELL.fullmatch(line) or _DASHES.fullmatch(line)):
            continue
        body, rest = lines[:number], lines[number + 1 :]
        postscript = next((at for at, each in enumerate(rest) if _POSTSCRIPT.match(each)), len(rest))
        if any(body) and _is_signature(rest[:postscript]):
            return _without_name(body + rest[postscript:])
    return _without_name(lines)


def _is_signature(lines: list[str]) -> bool:
    filled = [line for line in lines if line]
    return len(filled) <= MOST_SIGNATURE_LINES and sum(len(line.split()) for line in filled) <= LONGEST_SIGNATURE


def _without_name(lines: list[str]) -> list[str]:
    """The lines without a last paragraph that is nothing but names."""
    end = len(lines)
    while end and not lines[end - 1]:
        end -= 1
    start = end
    while start and lines[start - 1]:
        start -= 1
    last = lines[start:end]
    return lines[:start] if any(lines[:start]) and last and all(map(_may_be_a_name, last)) else lines[:end]


def _may_be_a_name(line: str) -> bool:
    words = line.split()
    ends = line[-1] in _STOPS or any(character.isdigit() for character in line)
    return len(words) <= LONGEST_NAME and not ends and not _BULLET.match(line) and words[0][0].isupper()


def _without_greeting(lines: list[str]) -> list[str]:
    """The lines without the greeting that the first of them begins with."""
    start = next((at for at, line in enumerate(lines) if line), len(lines))
    if start == len(lines):
        return []
    first = lines[start]
    if TITLED_NAME.fullmatch(first):
        return lines[start + 1 :]
    greeting = GREETING.match(first)
    return [first[greeting.end() :].strip() if greeting else first, *lines[start + 1 :]]


def _unwrapped(lines: list[str]) -> Iterator[str]:
    """The lines with those joined that a mail program broke."""
    whole = ""
    for line in lines:
        is_continued = len(whole) >= WRAPPED_FROM and whole[-1] not in _STOPS and line[:1].islower()
        if is_continued:
            whole = f"{whole} {line}"
            continue
        yield whole
        whole = line
    yield whole
