"""One thing that somebody wrote or clicked, and what may be done about it."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from uuid import UUID

from shared.domain.access import Asker, Caller, Counted, CustomerRead, Door, Role
from shared.domain.conversations import Conversation
from shared.domain.slack import SlackDelivery, SlackMessage
from shared.errors import Denied, NotFound, Retryable, SelvageError
from shared.jobs.retry import describe
from shared.pages.masking import Whatever, without_addresses
from shared.ports import Lease
from shared.slack.blocks.masking import masked_message
from shared.slack.blocks.words import failure_message, hint_message, progress_message, refusal_message
from shared.slack.posting import Reply
from shared.slack.visits import Visit, visit_of
from shared.slack_ports import SlackNeighbours

log = logging.getLogger(__name__)

NO_ROLE = "You may not ask me yet. An administrator can name you in one of the SLACK_… role settings."
NOT_HERE = "I do not answer in this channel. Write to me directly, or ask in one of the channels that I am allowed in."


class Session:
    """A visit with everything that its listener needs. One for each attempt at a delivery."""

    def __init__(self, at: SlackNeighbours, delivery: SlackDelivery, lease: Lease) -> None:
        """Raises InvalidPayload when the delivery does not say who came, Retryable when Slack is away."""
        self.at, self.delivery, self.attempt = at, delivery, lease.attempt
        self._lease = lease
        self.visit = _with_channel(visit_of(delivery), at)
        self.reply = Reply(at, self.visit.place, f"answer:{delivery.id}")
        #: Whether our answer can only reach the user through the address that Slack gave with the click or command.
        self._is_elsewhere = False

    @property
    def id(self) -> UUID:
        """What the answer to this delivery is known by."""
        return self.delivery.id

    @cached_property
    def role(self) -> Role | None:
        """What the user may do."""
        return self.at.people.role_of(self.visit.user)

    @property
    def waited(self) -> timedelta:
        """How long the user has waited for us."""
        return self.at.clock.now() - self.delivery.received_at

    def refusal(self) -> str | None:
        """Why the user gets no answer here; None when they do."""
        if self.role is None:
            return NO_ROLE
        allowed = self.at.options.channels
        if allowed and not self.visit.is_private and self.visit.place.channel not in allowed:
            return NOT_HERE
        return None

    def conversation(self) -> Conversation:
        """What was talked about here."""
        return self.at.conversations.get(self.visit.conversation) or Conversation()

    def remember(self, conversation: Conversation) -> None:
        """Keep what is talked about, for those who go on here or in the thread of the answer."""
        self.at.conversations.put(self.visit.conversation, conversation)
        if self.visit.place.thread_ts is None and self.reply.ts:
            thread = f"{self.visit.team}:{self.visit.place.channel}:{self.reply.ts}"
            self.at.conversations.put(thread, conversation)

    def begin(self, words: str) -> None:
        """Show that the answer is under way."""
        self._lease.renew()
        try:
            self.reply.begin(progress_message(words))
        except NotFound:
            if self.visit.response_url is None:
                raise
            self._is_elsewhere = True

    def shown(self, value: Whatever) -> Whatever:
        """Whatever is to be told, as it may be read where it is shown."""
        return value if self.visit.is_private else without_addresses(value)

    def fit(self, message: SlackMessage) -> SlackMessage:
        """The message as it may be read where it is shown."""
        return message if self.visit.is_private else masked_message(message)

    def show(self, messages: Sequence[SlackMessage]) -> None:
        """Show the answer; where we are no member, to the user alone."""
        messages = [self.fit(message) for message in messages]
        # Whoever was frozen meanwhile, and has lost the job to another worker, shows nothing beside its answer.
        self._lease.renew()
        if not self._is_elsewhere:
            try:
                self.reply.show(messages)
            except NotFound:
                if self.reply.ts is not None:
                    # Somebody has removed what announced the answer: nobody waits for it.
                    log.info("slack.message_gone", extra={"delivery_id": str(self.id)})
                    return
                if self.visit.response_url is None:
                    raise
            else:
                return
        self.whisper(messages[0])

    def whisper(self, message: SlackMessage) -> None:
        """Show the message to the user alone."""
        self._lease.renew()
        if self.visit.response_url:
            self.at.chat.respond(self.visit.response_url, message)
        elif self.visit.is_private:
            self.reply.show([message])
        else:
            self.at.chat.whisper(self.visit.place, self.visit.user, message)

    def refuse(self, sentence: str) -> None:
        """Tell the user why there is no answer: in its place where it was announced, else to them alone."""
        self._tell(refusal_message(sentence))

    def _tell(self, message: SlackMessage) -> None:
        if self.reply.ts is not None:
            self.show([message])
        else:
            self.whisper(message)

    def hint(self, sentence: str) -> None:
        """Tell the user what to do instead: in the place of what was announced, else to them alone."""
        self._tell(hint_message(sentence))

    def fail(self, sentence: str) -> bool:
        """Tell the user that there is no answer, as well as that can be done; never raises for a neighbour's sake.

        False when it could not be told now, and may be told later.
        """
        message = failure_message(sentence, reference=str(self.id)[-8:])
        try:
            self.show([message])
        except Retryable as error:
            log.warning("slack.failure_not_told_yet", extra={"delivery_id": str(self.id), "error": describe(error)})
            return False
        except SelvageError as error:
            log.error("slack.failure_not_told", extra={"delivery_id": str(self.id), "error": describe(error)})  # noqa: TRY400  a trace says what Slack was sent
        return True

    def count(self) -> None:
        """Count one call of the user's, as the analytics count theirs; TooMany when they have made too many."""
        if self.attempt == 1:
            self.at.limits.take(self._caller(), Counted.QUERY)

    def audit(self, action: str, *ticket_ids: int) -> None:
        """Keep that the user has read or changed tickets; Retryable when that cannot be kept."""
        told = tuple(f"ticket:{ticket_id}" for ticket_id in ticket_ids)
        self.at.audit.record(CustomerRead(self._caller(), Door.SLACK, action, told))

    def _caller(self) -> Caller:
        if self.role is None:
            raise Denied(NO_ROLE)
        person = Asker.in_slack(self.visit.user, self.role).person
        return Caller(person, person, self.role)


def _with_channel(visit: Visit, at: SlackNeighbours) -> Visit:
    """The visit with the channel of the user's direct messages, where it came from their home tab."""
    if visit.place.channel != visit.user:
        return visit
    return replace(visit, place=replace(visit.place, channel=at.chat.direct_channel(visit.user)))
