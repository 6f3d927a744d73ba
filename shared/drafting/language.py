"""Which language a text is in, where it can be told.

py3langid (Naive Bayes over byte n-grams) was measured on 104 messages of one to six words in thirteen languages and
on 360 ordinary messages and replies in seven. By its best guess alone 17 of the short ones are named wrongly
("cancelar pedido", "rabatkoden virker ikke"), always for a neighbouring language and by a small margin. So a language
is only told by a margin, and only languages that shops are written to in are weighed: then none of the 464 is named
wrongly, and 29 of the short ones and one other are not named. 0.04 ms a text; 0.7 s and about 70 MB on first use,
which is why it is loaded then. simplemma's dictionaries would take 400 MB for these seven languages.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from shared.drafting.letters import visible

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

#: ISO 639-1 codes that are weighed.
LANGUAGES = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "pl", "cs", "sk", "hu", "ro", "bg", "el", "tr"),
    *("ru", "uk", "ar", "he", "hi", "th", "vi", "id", "zh", "ja", "ko", "hr", "sl", "lt", "lv", "et"),
)
#: How much likelier (natural logarithm) the best must be than another for the other to be ruled out.
MARGIN = 4.0
#: Letters from which a text is weighed at all: fewer are in no language.
FEWEST_LETTERS = 6
#: Letters beyond these change nothing.
LONGEST = 4000

_NO_WORDS = re.compile(r"[\w.+-]*(?:[@/_]|(?<![^\W\d_])\d)[\w.+/-]*|\w+\.\w+", re.ASCII)
_NO_LETTERS = re.compile(r"[\W\d_]+")
#: Letters by which these two are known, even between Latin greetings; each weighs as much as a short word.
_KANA = re.compile("[\u3041-\u30fe]")
_HAN = re.compile("[\u3400-\u9fff]")
MOSTLY_HAN = 0.3


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the text's language; None when it is too short, or could be in several."""
    languages = languages_of(text)
    return next(iter(languages)) if len(languages) == 1 else None


@lru_cache(maxsize=256)  # each draft is asked about twice, for the rules and for the note's warning
def languages_of(text: str) -> frozenset[str]:
    """Every language that the text may be in; all of them for a text too short to tell."""
    words = _NO_LETTERS.sub(" ", _NO_WORDS.sub(" ", visible(text[:LONGEST]))).strip().casefold()
    letters = len(words.replace(" ", ""))
    han, kana = len(_HAN.findall(words)), len(_KANA.findall(words))
    if 3 * (han + kana) > MOSTLY_HAN * (letters + 2 * (han + kana)):
        return frozenset({"ja"} if kana else {"zh"})
    if letters < FEWEST_LETTERS:
        return frozenset(LANGUAGES)
    ranked = _identifier().rank(words)
    best = float(ranked[0][1])
    return frozenset(str(language) for language, score in ranked if float(score) > best - MARGIN)


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  0.7 s and 70 MB, on first use

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
