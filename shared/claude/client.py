"""Claude as the product's writer: one completion within a deadline."""

from shared.claude.payloads import read_message
from shared.claude.prices import dollars
from shared.claude.transport import MessagesApi
from shared.domain.drafts import Completion, Prompt
from shared.errors import InvalidPayload, Retryable


class ClaudeClient:
    """`shared.ports.Claude` over the Messages API."""

    def __init__(self, api: MessagesApi) -> None:
        self._api = api

    def close(self) -> None:
        """Close all connections."""
        self._api.close()

    def complete(self, prompt: Prompt) -> Completion:
        """The model's reply within the deadline, own retries included.

        A refusal or a reply that broke off is a Completion too: its `stop_reason` says so. Raises what
        `MessagesApi.ask` raises, and Retryable when the answer is no message.
        """
        answered = self._api.ask(system=prompt.system, user=prompt.user, max_tokens=prompt.max_tokens)
        try:
            message = read_message(answered.body)
        except InvalidPayload as error:
            raise Retryable(str(error)) from error
        return Completion(
            text=message.text,
            model=message.model,
            stop_reason=message.stop_reason,
            input_tokens=message.usage.all_input_tokens,
            output_tokens=message.usage.output_tokens,
            latency_s=answered.latency_s,
            cost=dollars(message.model, message.usage),
        )
