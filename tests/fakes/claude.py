"""A model that answers at once with what it was told to, and remembers what it was asked."""

from collections import deque

from shared.domain.drafts import Completion, Prompt
from shared.errors import SelvageError

MODEL = "claude-haiku-5-5"
#: Characters of a token, more or less.
TOKEN_LENGTH = 4


class FakeClaude:
    """`shared.ports.Claude` with a fixed reply, unless it was told to answer otherwise or to fail."""

    def __init__(self, text: str = "Hi Sarah,\n\nI'm looking into it.\n\nBest regards,\nCustomer Success Team") -> None:
        self.text = text
        #: Everything that it was asked, oldest first.
        self.prompts: list[Prompt] = []
        #: How long each completion takes.
        self.latency_s = 0.0
        self._next: deque[SelvageError | str] = deque()
        self._texts: deque[str] = deque()

    def fail(self, *errors: SelvageError) -> None:
        """Let the next completions fail, one with each error."""
        self._next.extend(errors)

    def stop_with(self, *reasons: str) -> None:
        """Let the next completions end with these stop reasons; a refusal has no text."""
        self._next.extend(reasons)

    def say(self, *texts: str) -> None:
        """Let the next completions be these texts, one each; then the fixed reply again."""
        self._texts.extend(texts)

    def complete(self, prompt: Prompt) -> Completion:
        """The reply, cut where the prompt's room ends."""
        self.prompts.append(prompt)
        outcome = self._next.popleft() if self._next else "end_turn"
        if isinstance(outcome, SelvageError):
            raise outcome
        said = self._texts.popleft() if self._texts else self.text
        text = "" if outcome == "refusal" else said
        room = prompt.max_tokens * TOKEN_LENGTH
        return Completion(
            text=text[:room],
            model=MODEL,
            stop_reason="max_tokens" if len(text) > room else outcome,
            input_tokens=len(prompt.system + prompt.user) // TOKEN_LENGTH,
            output_tokens=len(text[:room]) // TOKEN_LENGTH,
            latency_s=self.latency_s,
        )
