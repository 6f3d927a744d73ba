from benchmarks.contest import standing_of, turns
from benchmarks.load.plan import LoadReport
from benchmarks.servers import Server


def a_server(name: str) -> Server:
    return Server(name, ("true",), {}, 1)


def a_report(per_second: float = 1, p99_ms: float = 1, statuses: dict[int, int] | None = None) -> LoadReport:
    return LoadReport(per_second=per_second, p50_ms=1, p99_ms=p99_ms, max_ms=1, statuses=statuses or {}, lost=1)


def test_each_round_starts_with_another_server() -> None:
    a, b, c = (a_server(name) for name in "abc")

    order = [(number, server.name) for number, server in turns([a, b, c], 3)]

    assert order == [
        *((0, name) for name in "abc"),
        *((1, name) for name in "bca"),
        *((2, name) for name in "cab"),
    ]


def test_a_standing_is_the_median_round_and_every_answer() -> None:
    standing = standing_of(
        [
            a_report(per_second=100, p99_ms=9, statuses={202: 5}),
            a_report(per_second=300, p99_ms=1, statuses={202: 5, 503: 2}),
            a_report(per_second=200, p99_ms=2, statuses={202: 5}),
        ]
    )

    assert (standing.per_second, standing.p99_ms) == (200, 2)
    assert standing.statuses == {202: 15, 503: 2}
    assert standing.lost == 3


def test_servers_are_compared_round_by_round() -> None:
    ours = standing_of([a_report(per_second=rate) for rate in (100, 400, 600)])
    theirs = standing_of([a_report(per_second=rate) for rate in (50, 400, 200)])

    assert ours.ratio_to(theirs) == 2
