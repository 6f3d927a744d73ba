"""The simulated account's pages and its leaky bucket, by themselves."""

from hypothesis import given
from hypothesis import strategies as st

from tests.simulators.gorgias.paging import page_of
from tests.simulators.gorgias.rate_limit import LeakyBucket


@given(
    count=st.integers(0, 40),
    limit=st.integers(1, 12),
    order=st.sampled_from(["created_datetime:asc", "created_datetime:desc"]),
)
def test_paging_shows_every_row_once_in_order_and_back(count: int, limit: int, order: str) -> None:
    # Rows come in threes of the same moment, as messages do.
    rows = [{"id": place, "created_datetime": f"2026-11-16T09:00:{place // 3:02d}"} for place in range(count)]

    def walk(direction: str, cursor: str | None = None) -> list[list[int]]:
        pages = []
        for _ in range(count + 1):
            parameters = {"limit": str(limit), "order_by": order} | ({"cursor": cursor} if cursor else {})
            page = page_of(rows, parameters, uri="/", render=lambda row: row)
            pages.append([row["id"] for row in page["data"]])
            cursor = page["meta"][f"{direction}_cursor"]
            if cursor is None:
                return pages
        raise AssertionError("there is no end")

    forth = walk("next")
    ids = [identity for page in forth for identity in page]
    assert ids == sorted(range(count), reverse=order.endswith("desc"))
    assert all(len(page) <= limit for page in forth)


def test_the_bucket_leaks_as_fast_as_it_says() -> None:
    now = [0.0]
    bucket = LeakyBucket(40, 20, lambda: now[0])
    assert sum(bucket.admit() for _ in range(50)) == 40
    assert (bucket.usage, bucket.retry_after_s) == ("40/40", 1)
    now[0] = 3.0
    assert sum(bucket.admit() for _ in range(50)) == 6
