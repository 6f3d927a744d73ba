"""The Web API's methods: what each takes, which scope it needs, and what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain

from tests.simulators.slack.arguments import Arguments, takes
from tests.simulators.slack.call import Answer, Call
from tests.simulators.slack.methods import assistant, chat, conversations, members, sharing, surfaces


@dataclass(frozen=True, slots=True)
class Method:
    """One method. Without a scope, every bot may call it."""

    arguments: Arguments
    scope: str
    act: Callable[[Call], Answer]


METHODS: Mapping[str, Method] = {
    name: Method(takes(required, optional), scope, act)
    for name, scope, required, optional, act in chain(
        chat.METHODS,
        conversations.METHODS,
        sharing.METHODS,
        surfaces.METHODS,
        members.METHODS,
        assistant.METHODS,
    )
}
