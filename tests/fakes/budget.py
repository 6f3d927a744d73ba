"""An account's budget that remembers who took turns and what it was told."""

from shared.errors import NotYet


class FakeBudget:
    """`shared.gorgias.account.Budget` that gives every turn until it is used up."""

    def __init__(self) -> None:
        self.turns: list[int] = []
        #: How long each caller would have waited, in seconds.
        self.patience: list[float] = []
        self.promised = 0
        self.pauses: list[float] = []
        self.usage: list[tuple[int, int]] = []
        self.is_used_up = False

    def wait(self, within_s: float, *, turns: int = 1) -> None:
        if self.is_used_up:
            raise NotYet("the budget is used up", retry_after=within_s)
        self.turns.append(turns)
        self.patience.append(within_s)

    def promise(self, within_s: float, *, turns: int) -> None:
        self.wait(within_s, turns=turns)
        self.promised += turns

    def redeem(self, within_s: float, *, turns: int) -> None:
        if self.promised < turns:
            self.wait(within_s, turns=turns)
        self.promised = max(0, self.promised - turns)

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    def observe(self, used: int, limit: int) -> None:
        self.usage.append((used, limit))
