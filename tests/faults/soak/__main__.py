"""`python -m tests.faults.soak`: many tickets with random faults, and the same oracle as the scenarios have."""

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor

from rich.console import Console

from shared.cli.local.system import stopped_by_signals
from tests.faults.report import console
from tests.faults.scene import Scene, new_scene
from tests.faults.soak.customers import Customers
from tests.faults.soak.house import House
from tests.faults.soak.memory import MemoryWatch
from tests.faults.soak.outcome import Outcome
from tests.faults.soak.troubles import draw
from tests.faults.stage import set_up
from tests.faults.waiting import NotInTime

TICKETS, MINUTES, SEED = 20_000, 10.0, 1
#: Between two troubles, in seconds.
SHORTEST_PEACE_S, LONGEST_PEACE_S = 1.0, 6.0
#: For the door to take what it had refused, and then for the last job to end.
LONGEST_END_S = 600.0
STATES = """
SELECT j.state, count(*)::integer FROM jobs j JOIN deliveries d ON d.id = j.id
WHERE j.kind = 'draft_reply' GROUP BY j.state
"""


def main() -> None:
    """Exit with 0 when nothing was lost or doubled and memory was flat; else with 1."""
    wanted = _parser().parse_args()
    told = console()
    with (
        stopped_by_signals(),
        set_up() as stage,
        new_scene(stage, seed=f"soak:{wanted.seed}", within_s=LONGEST_END_S, name="soak") as scene,
    ):
        outcome = soak(scene, tickets=wanted.tickets, minutes=wanted.minutes, seed=wanted.seed, told=told)
    outcome.print_to(told)
    outcome.keep()
    sys.exit(not outcome.is_good)


def soak(scene: Scene, *, tickets: int, minutes: float, seed: int, told: Console) -> Outcome:
    """What came of so many tickets in so many minutes."""
    house = House(scene)
    _switch_webhooks_on(scene)
    troubles: Counter[str] = Counter()
    with MemoryWatch(house.pids) as memory, ThreadPoolExecutor(1) as elsewhere:
        customers = Customers(scene, tickets=tickets, seconds=60 * minutes)
        began = time.monotonic()
        writing = elsewhere.submit(customers.write_all)
        try:
            _make_trouble_while(writing, scene, house, customers, troubles, told)
        finally:
            customers.stop.set()
        writing.result()
        took_s = time.monotonic() - began
        scene.gorgias.drop_faults()
        scene.claude.drop_faults()
        scene.fault_ends()
        with told.status("Every fault is over: waiting for the last job"):
            _settle(scene)
        growths = memory.growths
    judgement = scene.judge()
    answers = Counter("none" if answer.status is None else str(answer.status) for answer in scene.sender.answers)
    return Outcome(
        seed=seed,
        tickets=len({letter.ticket_id for letter in scene.written}),
        minutes=round(took_s / 60, 2),
        acknowledged=len(scene.sender.acknowledged),
        lost=len(judgement.lost),
        double_notes=len(judgement.doubled),
        recovered_s=None if scene.recovered_s is None else round(scene.recovered_s, 1),
        notes=len(scene.notes()),
        jobs={str(state): int(number) for state, number in scene.sql(STATES)},
        answers=dict(answers),
        troubles=dict(troubles),
        memory=growths,
    )


def _make_trouble_while(
    writing: "Future[None]",
    scene: Scene,
    house: House,
    customers: Customers,
    troubles: Counter[str],
    told: Console,
) -> None:
    with told.status("The customers begin to write") as status:
        while not writing.done():
            trouble = draw(scene)
            trouble(scene, house)
            troubles[trouble.__name__] += 1
            if not scene.gorgias.webhook()["enabled"]:
                _switch_webhooks_on(scene)
                troubles["webhooks_switched_off"] += 1
            last = trouble.__name__.replace("_", " ")
            status.update(f"{customers.written:,} tickets, {troubles.total()} troubles, last: {last}")
            time.sleep(scene.random.uniform(SHORTEST_PEACE_S, LONGEST_PEACE_S))


def _switch_webhooks_on(scene: Scene) -> None:
    """Gorgias, too, tells us of every message, our own notes among them, until 100 have failed in a row.

    That is a second without PostgreSQL here. What it tells meanwhile is not charged: it was never acknowledged.
    """
    scene.gorgias.webhook(url=scene.sender.url, secret=scene.secret)


def _settle(scene: Scene) -> None:
    try:
        scene.settle()
    except NotInTime:
        scene.recovered_s = None  # the outcome says so, and which are lost


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.soak", description=__doc__)
    parser.add_argument("--tickets", type=int, default=TICKETS, help=f"how many [{TICKETS}]")
    parser.add_argument("--minutes", type=float, default=MINUTES, help=f"in how many minutes [{MINUTES:g}]")
    parser.add_argument("--seed", type=int, default=SEED, help=f"for all that is drawn by lot [{SEED}]")
    return parser


if __name__ == "__main__":
    main()
