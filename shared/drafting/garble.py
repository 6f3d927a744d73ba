"""Garbled writing in a draft: letters as signs or numbers, words in no order, pictures."""

import re
import unicodedata
from collections.abc import Sequence

from shared.drafting.lexicon import LANGUAGES, Tier, lexicon
from shared.drafting.strangers import Sentence

#: Ways of writing that no letter has, each beside an example. Over folded text.
GARBLED = (
    ("th@nk", r"(?<![\w@.])[a-z]+[@#$%&*+!?]+[a-z]+(?![\w@.])(?!\.\w)"),
    ("#rd%r", r"(?<!\S)[a-z]*[#$%&@*]+[a-z]+[#$%&@*]+[a-z]*"),
    ("... --- ... --- ...", r"(?:[.-]{1,6}[ /]+){4,}"),
    ("01010100 01101000", r"(?<!\d)[01]{8}(?!\d)[ ,]+[01]{8}(?!\d)"),
    ("8 5 12 12 15 23", r"(?:(?<!\d)\d{1,2}[ ,-]+){5,}\d"),
    ("68 65 6c 6c 6f 20 2a", r"(?:\b[0-9a-f]{2} ){6,}"),
)
_GARBLED = re.compile("|".join(f"(?:{pattern})" for _, pattern in GARBLED))
#: Words in an order that English does not have: "the of", "your to".
_DISORDER = re.compile(
    r"\b(?:the|an|your|our|my|their) (?:of|to|in|on|at|for|with|by|is|are|was|and|or|that|which|will|would|could"
    r"|can|we|i|it"
    r"|they|he|she|if|from|this|us|you|be|have|has)\b"
)
#: A sentence that begins with a small letter, over the text as written.
_SMALL_BEGINNING = re.compile(r"\w{2}[.!?] +[^\W\d_A-Z](?=[^\W\d_]*[ ,])")
#: How many of the two one draft may have: one may be a slip, or "approx. two".
MOST_SLIPS = 1

#: Emoji that a friendly letter may hold, and how many of them.
FRIENDLY = frozenset("😊🙂😀😃😄🤗🙏👍❤💛💙💚🧡💜🎉🎊✨🌟🐾🐶🐱📦🎁💐🌸☀☺♥✓✔")
MOST_FRIENDLY = 3
_PICTURES = frozenset({"So", "Sk"})
#: Signs of these kinds that letters of shops hold.
_USUAL = frozenset("©®™°№`^\N{ACUTE ACCENT}¨")

#: A picture where a word belongs: "your 📦".
_PICTURED = re.compile(
    r"\b(?:the|a|an|your|our|my|this|that|of|to|with|about|ihr\w*|votre|su|vostro|seu|uw) ?"
    r"[\u2600-\u27bf\U0001f300-\U0001faff]"
)
#: Letters from which a word is long enough to be known with two of them exchanged.
SHORTEST_SHUFFLED = 5


def has_shuffled_words(sentences: Sequence[Sentence], language: str) -> bool:
    """Whether a word that nobody knows is one of the trade with two neighbouring letters exchanged: "odrer"."""
    return language in LANGUAGES and any(
        word.is_strange and len(word.plain) >= SHORTEST_SHUFFLED and _is_shuffled(word.plain, language)
        for sentence in sentences
        for word in sentence.words
    )


def _is_shuffled(word: str, language: str) -> bool:
    words = lexicon(language).words
    exchanged = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))
    return any(words.get(one, Tier.STRANGE) <= Tier.SERVICE for one in exchanged if one != word)


def is_garbled(text: str, plain: str, *, strict: bool) -> bool:
    """Whether the draft, as written and folded, is garbled or holds pictures that no letter holds.

    `strict` allows no picture at all.
    """
    if _GARBLED.search(plain) or len(_DISORDER.findall(plain)) > MOST_SLIPS:
        return True
    if sum(match[0][-1].islower() for match in _SMALL_BEGINNING.finditer(text)) > MOST_SLIPS:
        return True
    if _PICTURED.search(plain):
        return True
    pictures = [one for one in text if unicodedata.category(one) in _PICTURES and one not in _USUAL]
    return len(pictures) > (0 if strict else MOST_FRIENDLY) or not FRIENDLY.issuperset(pictures)
