from benchmarks.latency import Way, result_of


def test_own_time_is_all_of_the_way_but_claudes() -> None:
    measured = result_of([Way(to_door=4, to_claude=40, to_note=16)] * 3).measured

    assert (measured["tickets"], measured["own_p50_ms"], measured["own_p95_ms"]) == (3, 60, 60)
    assert measured["to_claude_p50_ms"] == 40
