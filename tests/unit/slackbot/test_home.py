from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from services.slackbot.home import READ_AGAIN, HomeTabs, publish_home
from services.slackbot.tasks.refresh_homes import refresh_homes
from shared.domain.access import Role
from shared.errors import NotFound, Permanent, Retryable
from shared.jobs.job import RefreshHomes
from shared.jobs.outcome import Finished, Outcome, Skipped
from shared.slack.home import read_home
from tests.factories_questions import a_small_shop, an_empty_shop
from tests.fakes.by_the_clock import ShopAnalyst
from tests.simulators.slack.blocks import problems_of
from tests.unit.slackbot.by_the_clock import Office

TOOLS = ("churn_overview", "revenue_forecast", "archetype_growth")


@dataclass
class Lobby(Office):
    """An office with the home tabs of one process."""

    tabs: HomeTabs = field(default_factory=HomeTabs)

    def publish(self, user: str = "U1") -> str:
        """The user's tab as text."""
        publish_home(self.at, user, tabs=self.tabs)
        return self.shown(user)

    def refresh(self) -> Outcome:
        return refresh_homes(RefreshHomes(), self.at, self.lease, tabs=self.tabs)

    def shown(self, user: str = "U1") -> str:
        view: Any = self.chat.homes[user]
        assert problems_of(view["blocks"], surface="home") == []
        return str(view)


@pytest.fixture
def lobby() -> Lobby:
    return Lobby()


def test_a_home_tab_tells_risk_forecast_movements_and_drafts(lobby: Lobby) -> None:
    shown = lobby.publish()
    for told in ("Revenue at risk", "At critical risk", "At high risk", "At medium risk", "Revenue expected"):
        assert told in shown
    assert "growth a month" in shown
    assert "Drafts accepted, 7 days" in shown
    assert "'slack_file': {'id': 'F00000000'}" in shown
    assert lobby.homes.opened_since(lobby.homes.now) == ["U1"]


def test_drafts_are_told_with_their_trend_against_the_seven_days_before(lobby: Lobby) -> None:
    # 8 of 10 now; of the 14 days' 12 of 20 that leaves 4 of 10 before: twice as many.
    read = read_home(lobby.analyst, asker(lobby), lobby.clock.present)
    accepted = read.drafts[0]
    assert accepted.value == pytest.approx(0.8)
    assert accepted.change == pytest.approx(1.0)


def asker(lobby: Lobby) -> Any:
    lobby.publish()
    return lobby.analyst.asked[-1].asker


def test_a_role_decides_what_a_tab_shows(lobby: Lobby) -> None:
    lobby.people.roles = {"U1": Role.VIEWER, "U2": Role.SUPPORT, "U3": None}
    viewer, support, nobody = (lobby.publish(user) for user in ("U1", "U2", "U3"))
    assert "Revenue at risk" in viewer
    assert "Drafts accepted" not in viewer
    assert "could not be read" not in viewer
    assert "Revenue at risk" not in support
    assert "Your role shows customers and tickets rather than the figures" in support
    assert "ask:1" not in support
    assert "You may not ask me yet" in nobody
    assert "refresh_home" in nobody


@pytest.mark.parametrize("part", [*TOOLS, "drafts"])
@pytest.mark.parametrize("error", [Retryable("the analytics are away"), NotFound("nothing was discovered yet")])
def test_a_part_that_cannot_be_read_says_so_and_costs_the_others_nothing(
    lobby: Lobby, part: str, error: Retryable | NotFound
) -> None:
    whole = read_home(lobby.analyst, asker(lobby), lobby.clock.present)
    lobby.analyst.failures[part] = error
    partly = read_home(lobby.analyst, asker(lobby), lobby.clock.present)
    assert [str(error) in note for note in partly.notes] == [True]
    parts = ("figures", "movements", "drafts", "forecast")
    same = [name for name in parts if getattr(whole, name) == getattr(partly, name)]
    assert len(same) >= 2
    assert not partly.is_empty


@pytest.mark.parametrize("stores", [an_empty_shop(), a_small_shop()])
def test_a_shop_that_has_hardly_begun_has_a_tab_too(lobby: Lobby, stores: Any) -> None:
    lobby.analyst = ShopAnalyst(stores)
    lobby.analyst.drafts = {
        7: replace(lobby.analyst.drafts[7], as_is=0, edited=0, ignored=0),
        14: replace(lobby.analyst.drafts[7], as_is=0, edited=0, ignored=0),
    }
    assert "There is no revenue forecast" in lobby.publish()


def test_tabs_of_one_role_are_read_once_in_a_while_and_drawn_once(lobby: Lobby) -> None:
    for user in ("U1", "U2", "U3"):
        lobby.publish(user)
    assert len(lobby.chat.pictures) == 1
    assert [each.what for each in lobby.analyst.asked].count("churn_overview") == 1
    lobby.clock.present += READ_AGAIN
    lobby.publish()
    assert [each.what for each in lobby.analyst.asked].count("churn_overview") == 2
    assert len(lobby.chat.pictures) == 1


def test_what_could_not_be_read_is_read_again_at_once(lobby: Lobby) -> None:
    lobby.analyst.failures["churn_overview"] = Retryable("the analytics are away")
    assert "could not be read: the analytics are away" in lobby.publish()
    lobby.analyst.failures.clear()
    assert "could not be read" not in lobby.publish()


def test_a_picture_that_slack_shows_no_more_is_left_out_and_drawn_anew_the_next_time(lobby: Lobby) -> None:
    lobby.publish()
    lobby.chat.failures["publish_home"] = [Permanent("Slack says invalid_arguments: slack_file")]
    assert "slack_file" not in lobby.publish()
    assert "slack_file" in lobby.publish()
    assert len(lobby.chat.pictures) == 2


def test_tabs_of_those_who_looked_within_a_week_are_refreshed_the_oldest_first(lobby: Lobby) -> None:
    for days, user in ((8, "U1"), (6, "U2"), (1, "U3")):
        lobby.homes.opened_at[user] = lobby.clock.present - timedelta(days=days)
    lobby.homes.fresh = ["U3"]
    assert lobby.refresh() == Finished("refreshed 2 home tabs")
    assert list(lobby.chat.homes) == ["U2", "U3"]
    assert lobby.homes.fresh == ["U2", "U3"]
    assert lobby.lease.renewals == 2


def test_a_user_who_is_gone_is_forgotten_and_one_whose_tab_is_refused_costs_nobody_theirs(lobby: Lobby) -> None:
    for user in ("U1", "U2", "U3"):
        lobby.homes.opened(user)
    lobby.people.roles = {"U3": None}
    lobby.chat.failures["publish_home"] = [
        NotFound("Slack says user_not_found"),
        Permanent("Slack says view_too_large"),
        Permanent("Slack says view_too_large"),
    ]
    assert lobby.refresh() == Finished("refreshed 1 home tab")
    assert set(lobby.homes.opened_at) == {"U2", "U3"}
    assert list(lobby.chat.homes) == ["U3"]


def test_while_the_analytics_are_away_tabs_stay_as_they_are(lobby: Lobby) -> None:
    before = lobby.publish()
    lobby.clock.present += READ_AGAIN
    for part in (*TOOLS, "drafts"):
        lobby.analyst.failures[part] = Retryable("the analytics are away")
    assert lobby.refresh() == Skipped("the analytics are away; 0 home tabs of 1 refreshed")
    assert lobby.shown() == before


def test_slack_that_asks_to_wait_is_waited_for(lobby: Lobby) -> None:
    lobby.homes.opened("U1")
    lobby.chat.failures["publish_home"] = [Retryable("Slack asks to wait", retry_after=30)]
    with pytest.raises(Retryable):
        lobby.refresh()
    assert lobby.refresh() == Finished("refreshed 1 home tab")
