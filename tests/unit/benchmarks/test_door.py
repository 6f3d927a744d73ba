from benchmarks.contest import Standing
from benchmarks.door import result_of


def a_standing(per_second: float, statuses: dict[int, int] | None = None) -> Standing:
    return Standing(rates=(per_second,), p50_ms=2, p99_ms=8, statuses=statuses or {202: 10}, lost=0)


def test_ratios_say_how_many_times_each_peer_we_are() -> None:
    standings = {
        "ours": a_standing(6000),
        "fastapi_delay": a_standing(1200),
        "bare_asgi": a_standing(12000),
    }

    result = result_of(standings, acknowledged=10, found=10, notes=())

    assert result.ratios == {"vs_fastapi_delay": 5.0, "vs_bare_asgi": 0.5}
    assert result.measured["fastapi_delay_per_second"] == 1200


def test_acknowledged_and_found_are_reported_side_by_side() -> None:
    result = result_of({"ours": a_standing(6000)}, acknowledged=10, found=9, notes=())

    assert result.measured["acknowledged"] == 10
    assert result.measured["found"] == 9


def test_a_peer_that_refuses_requests_is_told_on() -> None:
    standings = {"ours": a_standing(6000), "fastapi_delay": a_standing(1200, {202: 5, 500: 5})}

    result = result_of(standings, acknowledged=10, found=10, notes=("First.",))

    assert result.notes == ("First.", "fastapi_delay also answered 500, 5 times.")
