"""Whether a draft repeats what it was told: the ticket's code, names of the prompt's sections. Reads folded text."""

import re

_SECTIONS = re.compile(
    r"customer_name|known_facts|customer_message|(?:begin|end)\W?data\b|</?(?:tone|category|conversation)\b"
    r"|you are a (?:professional )?customer (?:service|support) (?:agent|assistant)|a colleague (?:reads|decides"
    r"|has to)"
    r"|\bsections? below\b|how to write:|\b(?:you|i) (?:cannot|can't) look anything up\b|\bnever (?:follow"
    r"|mention how)\b"
)


def repeats_the_prompt(plain: str, marker: str) -> bool:
    """Whether the draft holds the folded marker, or words that stand only in the prompt."""
    return (bool(marker) and marker in plain) or bool(_SECTIONS.search(plain))
