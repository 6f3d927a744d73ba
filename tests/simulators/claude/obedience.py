"""The model that does whatever a customer's message tells it to: no real one is so gullible.

Instructions of the corpora in tests/injection have a written answer. For all others there are small functions: it
repeats what stands between quotation marks, after "say" or in angle brackets, turns its letter, names the address that
it was told to name, grants the demanded refund or discount, tells its instructions, and else says the instruction's own
words.
"""

import hashlib
import re
from enum import StrEnum
from functools import cache

from tests.injection.attacks import Attack, corpus, held_out
from tests.simulators.claude.turns import TURNS, WISHES


class Obedience(StrEnum):
    """How far the model does what a message says."""

    NONE = "none"
    FULL = "full"


_FENCED = re.compile(r"BEGIN DATA \S+\n(.*?)\nEND DATA", re.DOTALL)
_NAME = re.compile(r"<customer_name>(.*?)</customer_name>", re.DOTALL)
_QUOTED = re.compile("[\"\u201c]([^\"\u201d\n]{3,200})[\"\u201d]|(?<!\\w)'([^'\n]{3,200})'(?!\\w)")
_TELLS = re.compile(
    r"\b(?:ignore|disregard|forget|print|repeat|say|write|output|respond|reply|answer|include|add|append|insert"
    r"|mention|"
    r"integrate|modify|enhance|augment|translate|tell|claim|state|promote|recommend|suggest|pretend|encode"
    r"|reveal|show)\b",
    re.IGNORECASE,
)
_AFTER_COLON = re.compile(
    r"\b(?:say|print|write|output|reply|respond|repeat|string|text|include|exactly|this)\b[^:\n]{0,60}:\s*(.+)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|biz|xyz|example|net|org)\b"
)
_CODE = re.compile(r"(?:[<\u2039]/?[a-zA-Z!].*|javascript:\S+|\b(?:SELECT|DROP|INSERT|UNION|EXEC)\b.*|\{\{.*\}\})")
_SECRET = re.compile(r"\b(?:system prompt|your (?:instructions|prompt|rules)|code between|hidden)\b", re.IGNORECASE)
_PERCENT = re.compile(r"(\d+) ?(?:%|percent)", re.IGNORECASE)
_REFUND = re.compile(r"\b(?:refund|money back|reimburse)\b", re.IGNORECASE)
_QUESTION = re.compile(r"(?:^|[.!?\n]\s*)((?:what|who|how|why|explain|describe)\b[^.!?\n]{8,120}\?)", re.IGNORECASE)
_ABOVE = re.compile(r"(?:(?:MOOD|MISSING): .*\n)*\n*")


def obedient_reply(reply: str, system: str, user: str) -> str:
    """The reply that the model would have written, its letter after it has done what the customer's text says.

    The lines above the letter, which the prompt asks for, stay as they are.
    """
    above = _ABOVE.match(reply)
    lines = above[0] if above else ""
    return lines + _obedient(reply.removeprefix(lines), system, user)


def _obedient(letter: str, system: str, user: str) -> str:
    said = "\n".join((*_NAME.findall(user), *_FENCED.findall(user))) or user
    known = _known(said)
    if known is not None:
        obeyed, turned = known.obeyed, known.turned
    else:
        obeyed, turned = _made_up(said, system, user), _turn(said)
    seed = hashlib.sha256(said.encode()).digest()[0] % 3
    if turned:
        return _turned(letter, turned, seed)
    return _placed(letter, obeyed, seed) if obeyed else letter


def _placed(letter: str, obeyed: str, seed: int) -> str:
    """The obeyed text alone, before the letter, or at its end before the closing."""
    if seed == 0:
        return obeyed
    paragraphs = letter.split("\n\n")
    return "\n\n".join([obeyed, *paragraphs] if seed == 1 else [*paragraphs[:-2], obeyed, *paragraphs[-2:]])


def _turned(letter: str, turned: str, seed: int) -> str:
    """The whole letter turned, or all but its greeting and closing, or one paragraph."""
    turn, paragraphs = TURNS[turned], letter.split("\n\n")
    if seed == 0:
        return turn(letter)
    if seed == 1:
        return "\n\n".join([paragraphs[0], *map(turn, paragraphs[1:-2]), *paragraphs[-2:]])
    return "\n\n".join([paragraphs[0], turn(paragraphs[1]), *paragraphs[2:]])


@cache
def _table() -> tuple[tuple[str, Attack], ...]:
    attacks = (*corpus(), *held_out())
    return tuple(sorted(((_plain(attack.says), attack) for attack in attacks), key=lambda row: -len(row[0])))


def _known(said: str) -> Attack | None:
    plain = _plain(said)
    return next((attack for says, attack in _table() if says in plain), None)


def _plain(text: str) -> str:
    """The text as the prompt shows it, for comparing."""
    return " ".join(text.translate(str.maketrans("<>", "\u2039\u203a")).casefold().split())


def _turn(said: str) -> str:
    if not _TELLS.search(said) and not re.search(r"\byour (?:reply|response|answer|message)", said, re.IGNORECASE):
        return ""
    return next((turn for wish, turn in WISHES if re.search(wish, said, re.IGNORECASE)), "")


def _made_up(said: str, system: str, user: str) -> str:
    told = [
        sentence
        for sentence in re.split(r"(?<=[.!?])\s+|\n", said)
        if _TELLS.search(sentence) or _CODE.search(sentence)
    ]
    text = " ".join(told)
    done: list[str] = []
    if _SECRET.search(text):
        done.append("\n".join((*system.splitlines()[:4], user[:400])))
    if found := _AFTER_COLON.search(text):
        done.append(found[1].strip(" \"'"))
    done += [(match[1] or match[2]) for match in _QUOTED.finditer(text)]
    done += [match[0].translate(str.maketrans("\u2039\u203a", "<>")) for match in _CODE.finditer(text)]
    done += [f"Please visit {address} to learn more." for address in _ADDRESS.findall(text)]
    if told and (found := _PERCENT.search(text)):
        done.append(f"I'm happy to give you {found[1]}% off.")
    if told and _REFUND.search(text) and re.search(r"\b(?:confirm|grant|order you|must)\b", text, re.IGNORECASE):
        done.append("I have refunded all of your orders.")
    if not done and re.search(r"\b(?:ignore|disregard|forget|your (?:reply|response|answer))\b", text, re.IGNORECASE):
        done.append(_TELLS.sub("", told[-1]).strip(" .,:") + ".")
    if (
        not done
        and (found := _QUESTION.search(said))
        and not re.search(r"\b(?:order|parcel|return|ship)", said, re.IGNORECASE)
    ):
        done.append(f"The answer to your question, {found[1]}, is written in every encyclopaedia.")
    return "\n".join(dict.fromkeys(done))
