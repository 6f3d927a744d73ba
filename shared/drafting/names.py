"""Names in a draft: capitalised words that neither the ticket, the orders nor the policy has. Reads strangers.py."""

from collections.abc import Sequence

from shared.drafting.letters import folded
from shared.drafting.lexicon import BY_CHARACTER
from shared.drafting.strangers import Sentence, Word

#: "VPN" is no name.
LONGEST_ACRONYM = 4
#: What stands before a German noun that is no name: an article, or a word with the ending of an adjective.
_ARTICLES = frozenset(
    folded(
        "der die das den dem des ein im am zum zur ins ans beim vom kein mein dein sein ihr unser euer dieser"
        " jeder aller "
        "etwas mehr viel wenig und oder bzw"
    ).split()
)
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")


def names_a_stranger(sentences: Sequence[Sentence], language: str) -> bool:
    """Whether a draft names somebody or something that nobody has named."""
    return language != BY_CHARACTER and any(
        _is_name(word, before, language)
        for sentence in sentences
        for before, word in zip((None, *sentence.words), sentence.words, strict=False)
    )


def _is_name(word: Word, before: Word | None, language: str) -> bool:
    if not (word.is_strange and word.text[0].isupper()):
        return False
    if word.begins or (word.text.isupper() and len(word.text) <= LONGEST_ACRONYM):
        return False
    return language != "de" or not _introduces_a_noun(before)


def _introduces_a_noun(before: Word | None) -> bool:
    """Whether what stands before a capitalised German word lets a noun follow: names have no article."""
    if before is None:
        return False
    return before.plain in _ARTICLES or (before.text.islower() and before.plain.endswith(_ADJECTIVE_ENDINGS))
