"""How a customer is addressed. The name is the customer's own text: what does not look like one is not used."""

import re

from shared.drafting.letters import visible

#: Letters of any script, with what names hold between them.
NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'\N{RIGHT SINGLE QUOTATION MARK}-])*")
LONGEST_NAME = 40
MOST_WORDS = 4
#: Before these stands no first name: the whole name follows, in at most three words.
TITLES = frozenset({"dr", "mr", "mrs", "ms", "mx", "miss", "prof", "sir", "herr", "frau"})
MOST_WORDS_WITH_TITLE = 3


def plain_name(name: str | None) -> str | None:
    """The name when it looks like one: at most four words of letters; None otherwise."""
    words = visible(name or "").split()
    plain = " ".join(words)
    fits = len(plain) <= LONGEST_NAME and len(words) <= MOST_WORDS and NAME.fullmatch(plain)
    return plain if fits else None


def greeting(name: str | None) -> str:
    """The first line of a reply: "Hi Sarah,", or "Hi there," for nobody in particular.

    Only one word of a name is used, so that no sentence can be smuggled in as one, unless it begins with a title or an
    initial: "Hi Dr. Jane Smith,", "Hi J Smith,".
    """
    words = (plain_name(name) or "there").split()
    first = words[0].rstrip(".")
    if len(words) <= MOST_WORDS_WITH_TITLE and first.casefold() in TITLES:
        return f"Hi {' '.join(words)},"
    if len(first) == 1 and len(words) > 1:
        return f"Hi {' '.join(words)}," if len(words) <= MOST_WORDS_WITH_TITLE - 1 else "Hi there,"
    return f"Hi {words[0]},"
