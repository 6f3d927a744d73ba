"""How the model misbehaves on demand: the next filled-in forms come out in the way that a test asked for."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson

Message = dict[str, Any]
Form = dict[str, Any]


def _text(message: Message, text: str) -> Message:
    return message | {"content": [{"type": "text", "text": text}]}


def _form(message: Message) -> Form:
    form: Form = orjson.loads(message["content"][-1]["text"])
    return form


def _with(message: Message, said: Form) -> Message:
    return _text(message, orjson.dumps(_form(message) | said).decode())


def _wrong_case(message: Message) -> Message:
    form = _form(message)
    return _with(message, {name: _shouted(said) for name, said in form.items() if isinstance(said, str)})


def _shouted(said: str) -> str:
    return said.replace("_", " ").upper()


def _out_of_range(message: Message) -> Message:
    figures = {"months": 10_000, "days": -3, "limit": 4.5, "at_least": -1e300, "customer_ref": "x" * 10_000}
    return _with(message, figures | {"rfm_code": "999"})


def _thinking_first(message: Message) -> Message:
    thought = {"type": "thinking", "thinking": "{", "signature": "simulated"}
    return message | {"content": [thought, *message["content"]]}


def _truncated(message: Message) -> Message:
    text = message["content"][-1]["text"]
    return _text(message, text[: len(text) // 2]) | {"stop_reason": "max_tokens"}


def _refusal(message: Message) -> Message:
    why = {"type": "refusal", "category": None, "explanation": None}
    return message | {"content": [], "stop_reason": "refusal", "stop_details": why}


#: What each does to the message that the model would have sent.
MANNERS: dict[str, Callable[[Message], Message]] = {
    "broken_json": lambda message: _text(message, message["content"][-1]["text"][:-1]),
    "empty": lambda message: message | {"content": []},
    "out_of_range": _out_of_range,
    "refusal": _refusal,
    "thinking_first": _thinking_first,
    "truncated": _truncated,
    "unknown_kind": lambda message: _with(message, {"query_type": "stock_level"}),
    "wrong_case": _wrong_case,
}


@dataclass(slots=True)
class Wanted:
    """How the next form comes out."""

    #: One of MANNERS; None: as it should.
    manner: str | None = None
    #: Said in the form, whatever the model would have said.
    form: Form | None = None
    #: Told instead of the tokens that were counted.
    usage: dict[str, int] | None = None
    times: int = 1

    def __post_init__(self) -> None:
        """TypeError for a manner that there is not."""
        if self.manner not in {None, *MANNERS}:
            raise TypeError(f"there are only these manners: {', '.join(MANNERS)}")


class Script:
    """What is asked of the next forms, oldest first."""

    def __init__(self) -> None:
        self._wanted: deque[Wanted] = deque()

    def add(self, wanted: Any) -> None:
        """Take a wish as JSON; TypeError when it has an unknown field or is no object."""
        one = Wanted(**wanted)
        self._wanted.extend([one] * one.times)

    def clear(self) -> None:
        """Behave again."""
        self._wanted.clear()

    def played(self, message: Message) -> Message:
        """The message as it was asked for."""
        if not self._wanted:
            return message
        wanted = self._wanted.popleft()
        if wanted.form is not None:
            message = _with(message, wanted.form)
        if wanted.manner is not None:
            message = MANNERS[wanted.manner](message)
        return message | {"usage": message["usage"] | (wanted.usage or {})}
