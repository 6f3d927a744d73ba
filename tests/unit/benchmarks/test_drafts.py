from benchmarks.backlog import Progress
from benchmarks.drafts import result_of


def a_progress(*, seconds: float, drafts: int, in_flight: int = 8, ends: dict[str, int] | None = None) -> Progress:
    return Progress(seconds=seconds, ends=ends or {"done": drafts}, in_flight=in_flight, drafts=drafts)


def test_only_drafts_that_claude_wrote_count_for_the_rate() -> None:
    progress = a_progress(seconds=10, drafts=900, ends={"done": 1000})

    assert progress.drafts_per_second == 90


def test_the_ratios_are_those_of_all_our_processes_to_each_size_of_the_prefork_pool() -> None:
    result = result_of(
        {
            1: a_progress(seconds=15, drafts=900, in_flight=300),
            2: a_progress(seconds=15, drafts=1500, in_flight=600),
        },
        {2: a_progress(seconds=20, drafts=10), 8: a_progress(seconds=16, drafts=40)},
    )

    assert result.ratios == {"vs_prefork_2": 200.0, "vs_prefork_8": 40.0}
    assert result.measured["1_process_drafts_per_second"] == 60
    assert result.measured["2_processes_drafts_per_second"] == 100
    assert result.measured["2_processes_in_flight"] == 600
    assert result.measured["prefork_8_drafts_per_second"] == 2.5


def test_jobs_that_did_not_end_as_drafts_are_shown() -> None:
    result = result_of(
        {1: a_progress(seconds=10, drafts=98, ends={"done": 98, "dead": 2})},
        {8: a_progress(seconds=10, drafts=20)},
    )

    assert result.measured["1_process_jobs_dead"] == 2
