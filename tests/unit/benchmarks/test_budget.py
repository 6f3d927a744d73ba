import pytest

from benchmarks.budget import Watched, overtaken_by, result_of


def test_what_is_used_is_held_against_what_the_bucket_holds_and_leaks() -> None:
    watched = Watched(seconds=180, requests=392, refused=1, claims=146, done=range(1, 128))

    measured = result_of(watched).measured

    assert watched.allowed == 400
    assert (measured["used_of_allowed"], measured["refused_429"]) == (0.98, 1)
    assert measured["requests_per_note"] == 3.09
    assert measured["claims_per_note"] == 1.15


@pytest.mark.parametrize(
    ("done", "tickets"), [((), 0), ((1, 2, 3), 0), ((2, 1, 3), 1), ((5, 1, 2, 3, 4), 1), ((2, 3, 4, 1), 3)]
)
def test_a_ticket_is_overtaken_by_those_that_are_younger_and_done_before_it(
    done: tuple[int, ...], tickets: int
) -> None:
    assert overtaken_by(done) == tickets
