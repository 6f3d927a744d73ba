"""Instructions to a model in what a customer wrote: which sentences they are, and what is left without them.

What such a sentence says gives a draft no ground, and a draft that says it again is an echo. A customer's wishes to the
shop ("please add the scissors to my order", "please tell me whether it fits") are no such instructions.
"""

import re
from dataclasses import dataclass

from shared.drafting.instruction_forms import INSTRUCTIONS, KNOWLEDGE, TAKES_OVER
from shared.drafting.letters import folded

_INSTRUCTION = re.compile("|".join(f"(?:{pattern})" for _, pattern in INSTRUCTIONS))
#: What may stand before the first word of a sentence.
_BEFORE = " \t>*#-:[](){}|\"'."
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+(?!\s|$)[^.!?\n]+)*[.!?]*[\"')\]]*")
_QUOTED = re.compile(
    "[\"\u201c\u201d\u00ab]([^\"\u201c\u201d\u00bb\n]{2,300})[\"\u201c\u201d\u00bb]|(?<!\\w)'([^'\n]{2,300})'(?!\\w)"
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a customer wrote, folded: all of it, what of it may be answered, and what is an instruction to a model."""

    whole: str
    rest: str
    instructions: tuple[str, ...]
    #: Whether something is to be explained that may be anything.
    asks_for_knowledge: bool

    @property
    def payloads(self) -> tuple[str, ...]:
        """What the instructions want to have said, as far as it stands between quotation marks."""
        return tuple(
            (match[1] or match[2]).strip(" .!?") for one in self.instructions for match in _QUOTED.finditer(one)
        )


def heard(text: str) -> Heard:
    """The customer's text, with the instructions to a model told apart."""
    whole = folded(text)
    rest: list[str] = []
    instructions: list[str] = []
    taken_over = False
    for line in whole.split("\n"):
        for match in _SENTENCE.finditer(line):
            taken_over = taken_over or bool(TAKES_OVER.search(match[0]))
            is_instruction = taken_over or _INSTRUCTION.search(match[0].lstrip(_BEFORE))
            (instructions if is_instruction else rest).append(match[0].strip())
        rest.append("\n")
    return Heard(whole, " ".join(rest), tuple(instructions), bool(KNOWLEDGE.search(whole)))
