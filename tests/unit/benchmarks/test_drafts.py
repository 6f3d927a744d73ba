from benchmarks.backlog import Progress
from benchmarks.drafts import result_of


def a_progress(*, seconds: float, drafts: int, in_flight: int = 8, ends: dict[str, int] | None = None) -> Progress:
    return Progress(seconds=seconds, ends=ends or {"done": drafts}, in_flight=in_flight, drafts=drafts)


def test_only_drafts_that_claude_wrote_count_for_the_rate() -> None:
    progress = a_progress(seconds=10, drafts=900, ends={"done": 1000})

    assert progress.drafts_per_second == 90


def test_the_ratio_is_to_the_prefork_pool() -> None:
    result = result_of(
        a_progress(seconds=15, drafts=1500, in_flight=300),
        a_progress(seconds=16, drafts=40),
    )

    assert result.ratios == {"vs_prefork": 40.0}
    assert result.measured["drafts_per_second"] == 100
    assert result.measured["in_flight"] == 300
    assert result.measured["prefork_drafts_per_second"] == 2.5


def test_jobs_that_did_not_end_as_drafts_are_shown() -> None:
    result = result_of(
        a_progress(seconds=10, drafts=98, ends={"done": 98, "dead": 2}),
        a_progress(seconds=10, drafts=20),
    )

    assert result.measured["jobs_dead"] == 2
