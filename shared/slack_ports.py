"""What the slackbot needs of the world, as Protocols, and the bundle of them that its handlers are given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from shared.chat_ports import Analyst
from shared.domain.access import Role
from shared.domain.conversations import Conversation
from shared.domain.questions import QuestionAnswer
from shared.domain.slack import Block, KeptAnswer, Place, Post, SlackDelivery, SlackMessage, SlackOptions
from shared.domain.subscriptions import NewSubscription, Subscription
from shared.door_ports import Audit, Limits
from shared.errors import Permanent
from shared.ports import Clock
from shared.ticket_ports import TicketDesk


@dataclass(frozen=True, slots=True)
class Person:
    """A user of the workspace, as Slack knows them."""

    id: str
    name: str
    #: None where they have none, or we may not see it.
    email: str | None
    #: A guest, somebody of another workspace, an app, or an account that is switched off.
    is_outsider: bool
    #: Somebody of another workspace, whom a shared channel brings here. Their address is what their own workspace says.
    is_foreign: bool = False
    #: The account is switched off.
    is_gone: bool = False


class BlocksRefused(Permanent):
    """Slack does not take the blocks; the same in fewer kinds of block, or in words, it may take."""


class Chat(Protocol):
    """The workspace. Each call has a deadline.

    Raises Retryable when Slack is away or asks us to wait, Uncertain when it may have done it all the same, NotFound
    for a channel, message or form that is gone or that we are not a member of, Denied when our token is not accepted,
    BlocksRefused and otherwise Permanent when what we sent is refused.
    """

    def post(self, place: Place, message: SlackMessage, *, key: str) -> str:
        """The ts of the message, which carries `key`."""

    def find(self, place: Place, key: str, *, since: datetime) -> str | None:
        """The ts of our message at the place that carries `key` and is not older than `since`; None without one."""

    def update(self, channel: str, ts: str, message: SlackMessage) -> None:
        """Put `message` in place of what ours says. Doing it again changes nothing."""

    def whisper(self, place: Place, user: str, message: SlackMessage) -> None:
        """Show `message` to one user alone, where they are a member."""

    def respond(self, response_url: str, message: SlackMessage) -> None:
        """Show `message` to the user alone who typed or clicked, through the address that Slack gave with it."""

    def upload_picture(self, name: str, png: bytes, alt_text: str) -> str:
        """The id of the picture, for blocks that show it."""

    def share_file(self, place: Place, name: str, data: bytes, *, title: str) -> None:
        """Put a file where everybody there can take it."""

    def open_form(self, trigger_id: str, view: Block) -> str:
        """The id of the form that the user now sees; NotFound when the trigger is older than 3 seconds."""

    def update_form(self, view_id: str, view: Block) -> None:
        """Put `view` in place of a form."""

    def publish_home(self, user: str, view: Block) -> None:
        """Show `view` on the user's home tab."""

    def direct_channel(self, user: str) -> str:
        """The channel of the user's direct messages with us."""

    def person(self, user: str) -> Person:
        """Who the user is; NotFound for nobody."""

    def members_of(self, group: str) -> frozenset[str]:
        """The users of a user group, by its id."""


class SlackDeliveries(Protocol):
    """What the door has recorded of Slack."""

    def get(self, delivery_id: UUID) -> SlackDelivery:
        """The delivery; NotFound when there is none, or when its payload has been forgotten."""

    def forget(self, delivery_id: UUID) -> None:
        """Forget the payload: it has been dealt with."""

    def forget_older(self, than: datetime) -> int:
        """Forget the payloads of what came before `than`, whatever became of it; how many there were."""


class Posts(Protocol):
    """The messages that we send once."""

    def begin(self, key: str, place: Place) -> Post:
        """Keep that the message is about to be sent, before it is; what is known of earlier attempts."""

    def posted(self, key: str, ts: str) -> None:
        """Keep where it stands."""

    def withdrawn(self, key: str) -> None:
        """Keep that it stands nowhere for certain, so that nobody has to look for it."""

    def forget_older(self, than: datetime) -> int:
        """Forget the messages that were begun before `than`; how many there were."""


class KeptAnswers(Protocol):
    """Answers that were given, for paging, exports, follow-ups by button, and for judging them."""

    def keep(self, answer: KeptAnswer, given: QuestionAnswer, *, seconds: float) -> None:
        """Keep how the question was read; keeping it again changes nothing."""

    def get(self, answer_id: UUID) -> KeptAnswer:
        """The answer; NotFound when it is not known."""

    def judge(self, answer_id: UUID, user_id: str, *, is_good: bool) -> None:
        """Keep what a person thinks of an answer; the last verdict of each counts."""


class Conversations(Protocol):
    """What was talked about last, for a while. One that is away knows nothing and keeps nothing."""

    def get(self, key: str) -> Conversation | None:
        """The conversation, unless its time is over."""

    def put(self, key: str, conversation: Conversation) -> None:
        """Keep it, from now on for its whole time again."""


class Subscriptions(Protocol):
    """What is told by the clock, to whom, and until when. Retryable when the store is away."""

    def create(self, new: NewSubscription) -> Subscription:
        """The subscription that holds from now on.

        What is asked for again in the same place is one: it keeps its id; who asked last counts, and their timing.
        NotAllowed for a person who has as many as one may have, and for one about a customer who was erased.
        """

    def get(self, subscription_id: UUID) -> Subscription:
        """The subscription; NotFound when there is none, or when it has ended."""

    def end(self, subscription_id: UUID) -> bool:
        """Whether there was one; it is over."""

    def end_in(self, channel: str, thread_ts: str | None) -> int:
        """How many of people's subscriptions stood in this very place; they are over."""

    def keep_value(self, subscription_id: UUID, value: float) -> None:
        """Keep what the alert goes on from."""


class Homes(Protocol):
    """Who looks at our home tab. Retryable when the store is away."""

    def opened(self, user: str) -> None:
        """Keep that the user looks at it now."""

    def opened_since(self, when: datetime) -> Sequence[str]:
        """Who has looked at it since then, the one whose tab was refreshed longest ago first."""

    def refreshed(self, user: str) -> None:
        """Keep that the user's tab is up to date now."""

    def forget(self, user: str) -> None:
        """Forget a user who is gone."""

    def forget_unopened(self, than: datetime) -> int:
        """Forget who has not looked at it since `than`; how many there were."""


class People(Protocol):
    """Who may do what."""

    def role_of(self, user: str) -> Role | None:
        """The user's role, by address or user group; the default for everybody else.

        None for those who get no answers: outsiders who are not named, and everybody else where there is no default.
        """

    def name_of(self, user: str) -> str:
        """What the user is called."""


@dataclass(frozen=True, slots=True)
class SlackNeighbours:
    """Everything outside that a handler of the slackbot may talk to."""

    clock: Clock
    deliveries: SlackDeliveries
    chat: Chat
    analyst: Analyst
    tickets: TicketDesk
    posts: Posts
    answers: KeptAnswers
    conversations: Conversations
    people: People
    subscriptions: Subscriptions
    homes: Homes
    audit: Audit
    #: The same that the analytics API counts by: what a person does to tickets is a call as any other.
    limits: Limits
    options: SlackOptions
