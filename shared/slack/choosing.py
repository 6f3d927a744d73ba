"""Which of the numbered ways to go on somebody means: by number, by word, or none of them."""

import re
from collections.abc import Sequence

from shared.domain.conversations import Choice

#: "2", "2.", "#2", "option 2", "number two", "the second one", "second please".
ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            ("one", "first", "1st"),
            ("two", "second", "2nd"),
            ("three", "third", "3rd"),
            ("four", "fourth", "4th"),
            ("five", "fifth", "5th"),
        ),
        start=1,
    )
    for word in words
}
NUMBERED = re.compile(
    r"(?:the |option |number |no\.? ?|choice |#)*(?P<which>\d{1,2}|" + "|".join(ORDINALS) + r")(?:st|nd|rd|th)?"
    r"(?: one| option| please| pls| then)*"
)
LAST = re.compile(r"(?:the )?last(?: one| option)?(?: please)?")
#: Words that say nothing of which is meant.
IDLE = frozenset(
    (
        *("a", "an", "and", "are", "by", "customers", "do", "for", "have", "how", "i", "in", "is", "it", "me", "most"),
        *("of", "on", "one", "ones", "our", "please", "show", "that", "the", "them", "they", "those", "to", "we"),
        *("what", "which", "who", "with", "you", "your"),
    )
)
#: A longer text is a question of its own, even where it shares words with a choice.
MOST_WORDS = 5


#: What is said to a single offer.
YES = re.compile(r"(?:yes|yep|yeah|yup|ja|oui|sure|exactly|correct|right|ok(?:ay)?|that|that one|please)(?:,? please)?")


def is_a_number(text: str) -> bool:
    """Whether the text is nothing but the number of a choice."""
    return re.fullmatch(r"#?\d{1,2}[.)]?", text.strip()) is not None


def chosen(choices: Sequence[Choice], text: str) -> Choice | None:
    """The choice that the text means; None when it means none of them, or more than one."""
    plain = re.sub(r"\s+", " ", re.sub(r"[^\w#.' -]", " ", text.lower())).strip(" .")
    if len(choices) == 1 and YES.fullmatch(plain):
        return choices[0]
    if LAST.fullmatch(plain):
        return choices[-1] if choices else None
    if numbered := NUMBERED.fullmatch(plain):
        which = numbered["which"]
        number = int(which) if which.isdigit() else ORDINALS[which]
        return next((choice for choice in choices if choice.number == number), None)
    begun = [choice for choice in choices if plain and choice.words.lower().startswith(plain)]
    if len(begun) == 1:
        return begun[0]
    said = _words(plain)
    if not said or len(plain.split()) > MOST_WORDS:
        return None
    named = [choice for choice in choices if choice.words]
    # "Retention" means "keep customers" where that is what would be asked.
    for known in (_words(each.words) for each in named), (_words(f"{each.words} {each.query}") for each in named):
        meant = [choice for choice, words in zip(named, known, strict=True) if said <= words]
        if meant:
            return meant[0] if len(meant) == 1 else None
    return None


def _words(text: str) -> frozenset[str]:
    """Words that mean something, without their endings: "purchasers" and "purchase" are told alike."""
    return frozenset(_stem(word) for word in re.findall(r"[^\W_]+", text.lower()) if word not in IDLE)


def _stem(word: str) -> str:
    for ending in ("rs", "s", "ly", "r"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word.removesuffix(ending)
    return word
