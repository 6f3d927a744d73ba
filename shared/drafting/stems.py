"""Words without their endings, so that one form of a regular word stands for all of them. Reads folded words.

Not a dictionary: what is cut off only has to be the same for two forms of a word. A lemmatiser's dictionaries
(simplemma) cost 400 MB a process for the languages below, and know no more about which words belong to a support
letter.
"""

from collections.abc import Iterator
from functools import lru_cache

#: What must be left of a word.
SHORTEST = 3
#: Endings by language, and how often they are cut: Romance verbs carry pronouns behind their endings.
ENDINGS: dict[str, tuple[int, str]] = {
    "en": (1, "'s s es ed ing ings er ers est ly able ably ingly edly ness"),
    "de": (2, "e en er es em n s t st te ten tet test ter ung ungen lich heit keit em ern"),
    "nl": (1, "e en s t de te den ten je jes er ers st d n"),
    "fr": (
        2,
        (
            "e s es ee ees ent er ez ons ait ais aient ir is it iez ions erai era erons erez ant ants ante antes"
            " ement euse "
            "x ement ment re ue us u i ie ies iere iers al aux"
        ),
    ),
    "es": (
        2,
        (
            "a o e as os es an en ar er ir ado ada ados adas ido ida idos idas ando iendo amos emos imos are ara"
            " aran aria "
            "arian ere era eran eria aste iste aron ieron io me te se lo la le los las les nos s r ndo mente ia"
            " ian n on"
        ),
    ),
    "it": (
        2,
        (
            "a o e i are ere ire ato ata ati ate uto uta uti ute ito ita iti ite ando endo iamo ano ono ava era"
            " ci mi ti si lo "
            "la li le gli ne r ndo mente ra ro remo rebbe rei sse"
        ),
    ),
    "pt": (
        2,
        (
            "a o e as os es am em ar er ir ado ada ados adas ido ida idos idas ando endo indo amos emos imos"
            " aria eria iria ou "
            "eu iu aram eram me te se lo la lhe lhes nos s r ndo mente ia m es -lo -la -me -nos -lhe"
        ),
    ),
}
_ENDINGS = {
    language: (times, tuple(sorted(set(endings.split()), key=len, reverse=True)))
    for language, (times, endings) in ENDINGS.items()
}
DOUBLED = frozenset("bdfgklmnprt")


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """The word without its endings; the word itself in a language without a table."""
    times, endings = _ENDINGS.get(language, (0, ()))
    for _ in range(times):
        word = _shortened(word, endings)
    if language == "en":
        word = _english(word)
    return word


def _shortened(word: str, endings: tuple[str, ...]) -> str:
    return next(
        (
            word[: -len(end)]
            for end in endings
            # "address" is no plural
            if word.endswith(end) and len(word) - len(end) >= SHORTEST and not (end == "s" and word.endswith("ss"))
        ),
        word,
    )


def _english(word: str) -> str:
    """The stem with "stopp" as "stop", "mak(e)" as "mak" and "tri" for "try"."""
    if len(word) > SHORTEST and word[-1] == word[-2] and word[-1] in DOUBLED:
        word = word[:-1]
    if len(word) > SHORTEST and word[-1] == "e":
        word = word[:-1]
    return f"{word[:-1]}i" if word[-1:] == "y" and len(word) >= SHORTEST else word


def bases(word: str, language: str) -> Iterator[str]:
    """What an English word may come from whose own end looks like an ending: "watering" from "water"."""
    if language == "en":
        for end in _ENDINGS["en"][1]:
            base = word[: -len(end)]
            if word.endswith(end) and len(base) >= SHORTEST:
                yield base
                yield f"{base}e"
                if base[-1] == base[-2]:
                    yield base[:-1]
                if base[-1] == "i":
                    yield f"{base[:-1]}y"
