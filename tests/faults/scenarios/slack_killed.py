"""The slackbot is killed or frozen between any two of its steps; its supervisor starts it again."""

from collections.abc import Callable

from tests.faults.scenario import scenario
from tests.faults.scene import Scene
from tests.faults.slack_house import POST, UPDATE, SlackHouse

#: Asked before each kill, and how many of them must be at the step.
ASKED, AMID = 10, 3
#: How late Slack's answers are, so that there is time to kill.
LATE_S = 2.5


@scenario(
    27,
    fault="kill -9 of the slackbot amid answers: before the line that announces one, after it, amid the question, "
    "after the answer",
    expected="one visible answer each, in the place of the line",
    within_s=60,
)
def slack_worker_killed(scene: Scene) -> None:
    """Ten commands each time."""
    house = SlackHouse(scene, analyst_s=1.5)
    house.open()
    for amid in (before_the_line, after_the_line, amid_the_question, after_the_answer):
        killed(house, ASKED, amid)
    house.nobody_was_sent_away()


def killed(house: SlackHouse, number: int, amid: Callable[[SlackHouse], Callable[[], bool]]) -> None:
    """So many ask, and the slackbot is killed as soon as some of the answers are `amid` that step."""
    is_there = amid(house)
    house.ask(number)
    house.scene.wait(is_there, f"answers to be {amid.__name__}".replace("_", " "))
    house.kill_bot()
    house.slack.drop_faults()
    house.scene.fault_ends()
    house.scene.settle()


def before_the_line(house: SlackHouse) -> Callable[[], bool]:
    """The row is kept, and Slack has not got the message."""
    house.slack.fail(path=POST, status=503, delay_s=LATE_S, times=AMID)
    return lambda: house.begun_without_place() >= AMID


def after_the_line(house: SlackHouse) -> Callable[[], bool]:
    """Slack has the message, and no row says where it stands."""
    house.slack.fail(path=POST, delay_s=LATE_S, times=AMID)
    posted = len(house.slack.effects("message"))
    return lambda: len(house.slack.effects("message")) - posted >= AMID and house.begun_without_place() >= AMID


def amid_the_question(house: SlackHouse) -> Callable[[], bool]:
    """The line is there, and the analytics think."""
    asked = house.questions()
    return lambda: house.questions() - asked >= AMID


def after_the_answer(house: SlackHouse) -> Callable[[], bool]:
    """The answer is in the place of the line, and the job's row does not say so."""
    house.slack.fail(path=UPDATE, delay_s=LATE_S, times=AMID)
    updated = len(house.slack.effects("message-update"))
    return lambda: len(house.slack.effects("message-update")) - updated >= AMID
