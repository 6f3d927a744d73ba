"""Names of people, where somebody looks for a person: "John Smith's account", "look up lena fischer"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shared.questions.slots.ordinary_words import ORDINARY_WORDS
from shared.questions.slots.spans import Found

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "madam", "sir", "frau", "herr", "mme"})
_PARTICLES = frozenset(
    {"van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "la", "le", "bin", "al", "el", "ter"}
)
#: How many characters before a name tell that it is one.
_NEAR = 60
#: No name has more words than this, particles included.
_LONGEST = 5
#: "J." and "Dr."; a longer word with a full stop ends a sentence.
_INITIAL = 2
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_])){0,40}\.?")

_PERSON = (
    r"(?:customer|client|cust|shopper|buyer|patron|member|user|person|somebody|someone|account|acct|lady|guy|chap"
    r"|man|woman)"
)
_RECORD = (
    r"(?:account|acct|profile|record|file|details?|deets|card|entry|page|history|sheet|info|information|overview"
    r"|summary"
    r"|dossier|rundown|picture|lowdown|data|particulars|basics|record card|customer card|orders|report)"
)
#: Behind these stands a name in whatever case.
_CALLED = re.compile(
    rf"\b(?:{_PERSON}s? )?(?:named|called|by the name of|name is|name was|names is|the name on the note was"
    rf"|the name)\s$"
    rf"|\b{_RECORD}s? (?:for|of|on|belonging to|about)\s$|\b(?:profile|record|file|entry)[: ]\s{{0,2}}$"
    r"|\b(?:look|search|pull|bring|dig|fish|call) (?:up|out|for)\s$|\b(?:lookup|find|display|fetch|retrieve|locate"
    r"|show|got|need everything"
    r" (?:abt|about|on)|got an?|have we an?|scores for|rfm (?:for|of))\s$",
    re.IGNORECASE,
)
#: Words of a name in capitals may stand behind these, and at the start of the question.
_BEFORE_CAPITALS = re.compile(
    rf"(?:^|[.,;:!?|\"(-]\s?|\b(?:{_PERSON}|of|for|on|about|abt|by|to|from|with|is|was|does|did|has|had|will|would"
    rf"|can|are|show|find"
    r"|keep|keeping|get|getting|save|saving|lose|losing|retain|named|called|up|behind|see|me|know|and|an?|certain"
    r"|regain|than|like"
    r"|where|stop|ring|put|recover|meet|at|out|open|search|back|need|talk|convince|persuade|let|our customer|named"
    r"|got))\s{0,3}$",
    re.IGNORECASE,
)
#: In capitals a single word is a name only here.
_BEFORE_ONE = re.compile(r"\b(?:customer|client|shopper|buyer|named|called|by the name of|name is)\s$", re.IGNORECASE)
_RECORD_BEHIND = re.compile(rf"(?: (?:customer|full|whole|client|order|purchase))?\s{_RECORD}\b", re.IGNORECASE)
#: What may stand behind a name in small letters, where a longer phrase would be none.
_END = re.compile(
    r"\s*(?:$|[?.!,;|)(-]|(?:for me|in the system|in the books|in our|please|pls|plz|thx|thanks|with us|got|ring)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    #: Whether "'s" stands behind it.
    has_genitive: bool

    @property
    def plain(self) -> str:
        return self.text.rstrip(".").lower()

    @property
    def is_ordinary(self) -> bool:
        return self.plain in ORDINARY_WORDS

    @property
    def has_capital(self) -> bool:
        """Whether it is written as names are; scripts without capitals always are."""
        first, rest = self.text[0], self.text.rstrip(".")[1:]
        is_caseless = first.lower() == first.upper()
        is_shouted = len(rest) > 0 and rest.isupper() and "'" not in rest
        return is_caseless or (first.isupper() and not is_shouted)


def names_of_people(text: str, *, anywhere: bool = False) -> tuple[Found[str], ...]:
    """The names that are looked for, in the order of the text, without titles.

    With `anywhere` also what is only written like a name, of a first and a last one: "the Delacroix Collection".
    """
    words = tuple(_words(text))
    found: list[Found[str]] = []
    place = 0
    while place < len(words):
        name = _capitals(text, words, place, anywhere=anywhere) or _small_letters(text, words, place)
        if name:
            found.append(name)
        place += 1
        while name and place < len(words) and words[place].start < name.end:
            place += 1
    return tuple(found)


def _words(text: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        said = match[0]
        if said.endswith(".") and len(said) > _INITIAL and said[:-1].lower() not in _TITLES:
            said = said[:-1]
        has_genitive = said.lower().endswith("'s")
        said = said[:-2] if has_genitive else said
        if said:
            yield _Word(said, match.start(), match.start() + len(said), has_genitive)


def _run(text: str, words: Sequence[_Word], place: int) -> Sequence[_Word]:
    """The words from the place on that may be one name: beside each other, none after a genitive."""
    last = place + 1
    while last < min(len(words), place + _LONGEST):
        before, word = words[last - 1], words[last]
        if before.has_genitive or text[before.end : word.start] != " ":
            break
        last += 1
    return words[place:last]


def _capitals(text: str, words: Sequence[_Word], place: int, *, anywhere: bool) -> Found[str] | None:
    """A name in capitals that begins here."""
    run = list(_run(text, words, place))
    has_title = run[0].plain in _TITLES and run[0].has_capital
    named = run[1:] if has_title else run
    count = _written_as_name(named)
    name = named[:count]
    if not name:
        return None
    before = text[max(run[0].start - _NEAR, 0) : run[0].start]
    is_owner = name[-1].has_genitive and _RECORD_BEHIND.match(text, name[-1].end + 2) is not None
    if len(name) == 1 and not (has_title or is_owner or _BEFORE_ONE.search(before)):
        return None
    is_looked_for = anywhere or has_title or is_owner or _BEFORE_CAPITALS.search(before)
    return _found(name) if is_looked_for else None


def _written_as_name(words: Sequence[_Word]) -> int:
    """How many words from the first on are a name in capitals; particles count between two others."""
    count = 0
    for place, word in enumerate(words):
        if word.has_capital and not word.is_ordinary and word.plain not in _TITLES:
            count = place + 1
        elif not (place and word.plain in _PARTICLES):
            break
    return count


def _small_letters(text: str, words: Sequence[_Word], place: int) -> Found[str] | None:
    """A name of two or three words in small letters that begins here, where only a name makes sense."""
    run = _run(text, words, place)
    count = next((number for number, word in enumerate(run) if not _may_be_name(word)), len(run))
    if not 2 <= count <= 3:  # noqa: PLR2004  a first and a last name, perhaps one between
        return None
    name = run[:count]
    before = text[max(name[0].start - _NEAR, 0) : name[0].start]
    if name[-1].has_genitive and _RECORD_BEHIND.match(text, name[-1].end + 2):
        return _found(name)
    is_alone = not before.strip() and _END.match(text, name[-1].end) is not None and len(words) <= _LONGEST
    if is_alone or (_CALLED.search(before) and _END.match(text, name[-1].end)):
        return _found(name)
    return None


def _may_be_name(word: _Word) -> bool:
    return len(word.text) > 1 and not word.is_ordinary and word.plain not in _TITLES


def _found(name: Sequence[_Word]) -> Found[str]:
    return Found(" ".join(word.text for word in name).rstrip("."), name[0].start, name[-1].end)
