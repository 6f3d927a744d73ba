"""Whether a draft says what an instruction in the customer's message wants said.

Reads instructions.py and strangers.py.
"""

import re
from collections.abc import Sequence

from shared.drafting.instructions import Heard
from shared.drafting.letters import folded
from shared.drafting.lexicon import BY_CHARACTER, Tier
from shared.drafting.stems import stem
from shared.drafting.strangers import Sentence, said_words
from shared.drafting.topic import is_addressed

#: Words of an instruction that nobody says by chance, from plain words on; and of the shop's trade, in one sentence.
TOO_TELLING = 1
TOO_MANY = 2
#: Words in a row that a draft may share with an instruction, and with anything else that the customer wrote.
LONGEST_RUN_OF_INSTRUCTION = 4
LONGEST_RUN = 12
_WORDS = re.compile(r"\w+")


def echoes_instructions(text: str, sentences: Sequence[Sentence], heard: Heard, language: str, *, said: str) -> bool:
    """Whether the draft repeats an instruction's payload, or much of the customer's text word for word.

    `text` is the draft and `said` all that gives it ground, both folded.
    """
    words = _WORDS.findall(text)
    if _longest_run(words, _WORDS.findall(heard.whole), LONGEST_RUN):
        return True
    if not heard.instructions:
        return False
    spoken = " ".join(words)
    if any(
        payload in f" {spoken} "
        for payload in map(_as_words, heard.payloads)
        if len(payload) > LONGEST_RUN_OF_INSTRUCTION
    ):
        return True
    wanted = " ".join(heard.instructions)
    return _longest_run(words, _WORDS.findall(wanted), LONGEST_RUN_OF_INSTRUCTION) or _says_its_words(
        sentences, said_words(wanted, language) - said_words(said, language), language
    )


def _says_its_words(sentences: Sequence[Sentence], wanted: frozenset[str], language: str) -> bool:
    for sentence in sentences:
        told = [
            word.tier
            for word in sentence.words
            if not word.by_shop and word.tier > Tier.CORE and {word.plain, stem(word.plain, language)} & wanted
        ]
        too_many = TOO_MANY if is_addressed(sentence, language) else TOO_TELLING
        if sum(tier > Tier.SERVICE for tier in told) >= TOO_TELLING or len(told) >= too_many:
            return language != BY_CHARACTER
    return False


def _as_words(payload: str) -> str:
    return f" {' '.join(_WORDS.findall(folded(payload)))} "


def _longest_run(words: Sequence[str], others: Sequence[str], longest: int) -> bool:
    """Whether so many words in a row stand in both."""
    runs = {tuple(others[start : start + longest]) for start in range(len(others) - longest + 1)}
    return any(tuple(words[start : start + longest]) in runs for start in range(len(words) - longest + 1))


def repeats_the_name(text: str, name: str, heard: Heard) -> bool:
    """Whether the draft says the customer's whole name where nobody is greeted: it may be a sentence in disguise.

    "Interview Highly Recommended" looks like a name. Where the customer has written it in a message too, it is one.
    """
    whole = _as_words(name).strip()
    if " " not in whole or whole in " ".join(_WORDS.findall(heard.rest)):
        return False
    body = " ".join(_WORDS.findall(text.strip().partition("\n")[2])) if "\n" in text.strip() else text
    return bool(re.search(rf"(?<!\bname )\b{re.escape(whole)}\b", body))
