from services.workers.warm_up import warm_up
from shared.domain.drafts import Engine
from shared.domain.shop import Shop


def test_the_practice_draft_goes_the_whole_way_through_the_guard() -> None:
    draft = warm_up(Shop("Tidewater Quilts", "Customer Success Team", "USD"), "claude-haiku-5-5")

    assert draft.engine is Engine.CLAUDE
