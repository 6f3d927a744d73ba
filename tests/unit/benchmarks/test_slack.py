"""What the rounds of the Slack benchmark come down to."""

from benchmarks.slack import Round, result_of


def test_the_analytics_own_time_is_taken_off_at_idle_alone() -> None:
    found = result_of(Round([0.01, 0.03], [0.7, 0.9]), Round([0.2, 0.4], [6.0, 30.0])).measured
    assert (found["idle_answered_own_p50_ms"], found["idle_answered_own_max_ms"]) == (300.0, 400.0)
    assert (found["burst_answered_p50_s"], found["burst_answered_max_s"]) == (18.0, 30.0)


def test_the_slowest_acknowledgement_is_told_in_milliseconds() -> None:
    found = result_of(Round([0.01, 0.03], [0.7]), Round([0.2, 0.4], [6.0])).measured
    assert (found["idle_acknowledged_max_ms"], found["burst_acknowledged_max_ms"]) == (30.0, 400.0)
    assert found["burst_acknowledged_p99_ms"] == 398.0
