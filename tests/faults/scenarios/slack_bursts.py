"""Many ask at once, while the analytics take their time, others' forms are open, and tickets are drafted."""

import time
from datetime import datetime

from tests.faults.scenario import scenario
from tests.faults.scene import Scene
from tests.faults.slack_house import SAM, VIC, SlackHouse, share
from tests.faults.slack_people import Asked

BURST = 500
#: The analytics' own time, and how many answers are worked on at once.
ANALYST_S, CONCURRENCY = 5.0, "100"
#: A burst keeps two cores busy; an answer must not lose its lease for that.
PATIENT = {"LEASE_S": "120", "SLACK_CONCURRENCY": CONCURRENCY, "SLACK_ANSWER_PATIENCE_S": "600"}
ACKNOWLEDGED_WITHIN_S = 1.0
#: Slack forgets a trigger after that.
FORM_WITHIN_S = 3.0
MESSAGES = "/api/tickets/*/messages"
CLAUDE = "/v1/messages"


@scenario(
    26,
    fault="500 commands at once, each of which takes the analytics 5 s",
    expected="each is acknowledged within 1 s and answered once",
    within_s=180,
)
def slack_burst(scene: Scene) -> None:
    """By four people, in two channels and to us alone."""
    house = SlackHouse(scene, analyst_s=ANALYST_S)
    house.open(**PATIENT)
    asked = burst(house, BURST)
    scene.fault_ends()
    scene.settle()
    scene.note(f"all answered {scene.recovered_s:.0f} s after the last acknowledgement")
    house.nobody_was_sent_away()
    slowest = max(each.seconds for each in asked)
    assert slowest < ACKNOWLEDGED_WITHIN_S, f"an acknowledgement took {slowest:.2f} s"
    assert house.questions() == BURST, f"the analytics were asked {house.questions()} times"


def burst(house: SlackHouse, number: int) -> list[Asked]:
    """What came of so many commands, 50 under way at a time; how long the door took to acknowledge them is noted."""
    asked = house.ask(number)
    seconds = [each.seconds for each in asked]
    p50, p99 = share(seconds, 0.5) * 1000, share(seconds, 0.99) * 1000
    house.scene.note(f"acknowledged: p50 {p50:.0f} ms, p99 {p99:.0f} ms, max {max(seconds) * 1000:.0f} ms")
    return asked


@scenario(
    32,
    fault="a comment form is asked for and sent while 500 jobs wait; the slackbot is killed as its note is posted",
    expected="the form is there within 3 s, and one internal note on the ticket",
    within_s=180,
)
def slack_form(scene: Scene) -> None:
    """The note is at Gorgias when the slackbot dies, and no row says so yet."""
    house = SlackHouse(scene, analyst_s=1)
    house.open(SLACK_CONCURRENCY="50", LEASE_S="30", SLACK_ANSWER_PATIENCE_S="600")
    [letter] = scene.write()
    house.people.command(SAM, "/tickets", "C0SUPPORT")
    action = f"comment_ticket_{letter.ticket_id}"
    listed = scene.wait(lambda: _with_action(house, action), "the list of tickets") or ""

    house.ask(BURST)
    waiting = house.waiting()
    began = time.monotonic()
    clicked = house.people.click(SAM, "C0SUPPORT", listed, action)
    [form] = house.people.views()
    opened_s = time.monotonic() - began
    scene.note(f"{waiting} jobs waited; the form was open after {opened_s * 1000:.0f} ms")
    assert waiting > BURST / 2, f"only {waiting} jobs waited, so nothing was shown"
    assert clicked["status"] == 200, f"the click was answered {clicked['status']}"
    assert opened_s < FORM_WITHIN_S, f"the form was open after {opened_s:.1f} s"

    scene.gorgias.fail(path=MESSAGES, method="POST", delay_s=2.5)
    house.submit(SAM, form["id"], comment={"text": "She has called twice."})
    scene.wait(scene.notes, "the note at Gorgias", within_s=scene.within_s)
    house.kill_bot()
    scene.fault_ends()
    scene.settle()
    notes = scene.notes()
    assert len(notes) == 1, f"there are {len(notes)} notes on the ticket"
    assert not house.people.views(), "the form is still open"
    house.nobody_was_sent_away()


def _with_action(house: SlackHouse, action_id: str) -> str | None:
    """The ts of the first message in which that can be clicked."""
    return next((one["ts"] for one in house.people.messages() if f"'{action_id}'" in str(one.get("blocks"))), None)


TICKETS = 2_000
QUESTIONS = 25
MAY_GROW_BY_S = 1.0


@scenario(
    33,
    fault="2,000 tickets are drafted while people ask one question after another",
    expected="a question's answer comes no more than a second later than without the tickets",
    within_s=240,
)
def slack_beside_drafts(scene: Scene) -> None:
    """First without the tickets, then beside them, with the account's limit out of the way."""
    scene.claude.fail(path=CLAUDE, delay_s=1.5, times=None)
    house = SlackHouse(scene, analyst_s=0.5)
    house.open(LEASE_S="60")
    _ask_one_by_one(house, 3)
    alone = _ask_one_by_one(house, QUESTIONS)

    scene.send(TICKETS)
    scene.worker(DRAFT_CONCURRENCY="100", LEASE_S="60")
    scene.wait(lambda: len(scene.notes()) > TICKETS // 40, "the drafts to be under way")
    beside = _ask_one_by_one(house, QUESTIONS)
    still = TICKETS - len(scene.notes())
    scene.fault_ends()
    for name, seconds in (("alone", alone), ("beside the drafts", beside)):
        told = ", ".join(f"p{of} {share(seconds, of / 100):.2f} s" for of in (50, 95))
        scene.note(f"question to answer {name}: {told}, max {max(seconds):.2f} s")
    scene.note(f"{still} of {TICKETS} tickets were still to be drafted after the last answer")
    scene.settle()
    assert still > 0, "the drafts were done too early, so nothing was shown"
    grown = share(beside, 0.95) - share(alone, 0.95)
    assert grown < MAY_GROW_BY_S, f"beside the drafts an answer came {grown:.2f} s later"


def _ask_one_by_one(house: SlackHouse, number: int) -> list[float]:
    """Seconds from each command to its final answer, asked by somebody in their own conversation with us."""
    return [_seconds_to_answer(house) for _ in range(number)]


def _seconds_to_answer(house: SlackHouse) -> float:
    seen = len(house.slack.effects())
    began = time.time()
    house.people.command(VIC, "/churn-check")
    [answer] = house.scene.wait(lambda: house.slack.effects("message-update", after=seen), "the answer")
    return datetime.fromisoformat(answer["time"]).timestamp() - began
