"""How a customer is addressed. The name is the customer's own text: what does not look like one is not used."""

import re

from shared.drafting.letters import visible

#: Letters of any script, with what names hold between them.
NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'\N{RIGHT SINGLE QUOTATION MARK}-])*")
LONGEST_NAME = 40
MOST_WORDS = 4


def plain_name(name: str | None) -> str | None:
    """The name when it looks like one: at most four words of letters; None otherwise."""
    words = visible(name or "").split()
    plain = " ".join(words)
    fits = len(plain) <= LONGEST_NAME and len(words) <= MOST_WORDS and NAME.fullmatch(plain)
    return plain if fits else None


def greeting(name: str | None) -> str:
    """The first line of a reply: "Hi Sarah,", or "Hi there," for nobody in particular."""
    plain = plain_name(name)
    if plain is None:
        return "Hi there,"
    first = plain.split()[0]
    # "Dr. Smith" and "J. Smith" are not on first-name terms.
    return f"Hi {plain if first.endswith('.') or len(first) == 1 else first},"
