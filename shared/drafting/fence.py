"""Data in a prompt: somebody's text between two lines that carry a code which the text cannot know."""

import re

from shared.drafting.letters import visible

#: Angle brackets of all kinds, so that no text can open or close a section.
_BRACKETS = str.maketrans(
    "<>\N{FULLWIDTH LESS-THAN SIGN}\N{FULLWIDTH GREATER-THAN SIGN}\N{SMALL LESS-THAN SIGN}\N{SMALL GREATER-THAN SIGN}",
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}" * 3,
)
_FENCE = re.compile(r"\b(BEGIN|END)\W+DATA\b", re.IGNORECASE)


def fenced(text: str, longest: int, marker: str) -> str:
    """Somebody's text inside its fence, unable to leave it, and cut visibly after `longest` characters."""
    plain = without_brackets(visible(text)).strip()
    cut = len(plain) - longest
    if cut > 0:
        plain = f"{plain[:longest]}\n[cut here: {cut} more characters]"
    plain = _FENCE.sub(r"\1-data", plain)
    plain = re.sub(re.escape(marker), "[code]", plain, flags=re.IGNORECASE)
    return f"BEGIN DATA {marker}\n{plain}\nEND DATA {marker}"


def without_brackets(text: str) -> str:
    """The text with its angle brackets made into marks that open no section."""
    return text.translate(_BRACKETS)
