"""Forms that are only remembered."""

from collections.abc import Callable
from dataclasses import dataclass, field

from shared.slack.intake.taken import Form


@dataclass
class FakeForms:
    """Opens every form as `view_id`; None when it can open none."""

    view_id: str | None = "V9"
    opened: list[Form] = field(default_factory=list)
    is_closed: bool = False
    #: Told before a form is open.
    when_asked: Callable[[], None] = lambda: None

    def open(self, form: Form) -> str | None:
        """As the real one, for threads."""
        self.when_asked()
        self.opened.append(form)
        return self.view_id

    async def open_soon(self, form: Form) -> str | None:
        """As the real one, for an event loop."""
        return self.open(form)

    def close(self) -> None:
        """Remember that it was asked for."""
        self.is_closed = True
