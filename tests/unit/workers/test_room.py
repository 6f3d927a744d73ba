"""How many jobs a worker process begins at once."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from shared.work.room import Room
from tests.eventually import eventually


def a_job_ends_in(room: Room) -> None:
    in_a_thread_of_its_own(room.enter, room.exit)


def in_a_thread_of_its_own(*steps: Callable[[], object]) -> None:
    thread = threading.Thread(target=lambda: [step() for step in steps])
    thread.start()
    thread.join()


def test_there_is_room_for_so_many_jobs_at_once() -> None:
    room = Room(3)
    assert room.take(2) == 2
    assert room.take(1) == 1
    assert not room.has_some()
    a_job_ends_in(room)
    assert room.has_some()


def test_a_place_that_nobody_used_is_free_again() -> None:
    room = Room(3)
    room.leave(room.take(3))
    assert room.take(3) == 3


def test_only_a_few_wait_for_their_first_turn_whatever_room_there_is() -> None:
    room = Room(300, newcomers=2)
    assert room.take(2) == 2
    assert not room.has_some()
    in_a_thread_of_its_own(room.enter, room.settle, room.settle)
    assert room.take(20) == 1


def test_a_job_that_ends_without_a_turn_makes_room_for_the_next_newcomer() -> None:
    room = Room(300, newcomers=1)
    for _ in range(3):
        assert room.take(1) == 1
        a_job_ends_in(room)


def test_a_job_that_had_its_turn_keeps_its_place_until_it_ends() -> None:
    room = Room(1, newcomers=1)
    room.take(1)
    in_a_thread_of_its_own(room.enter, room.settle)
    assert not room.has_some()
    a_job_ends_in(room)


def test_who_finds_no_place_waits_for_one_and_no_bell_is_wanted_meanwhile() -> None:
    room = Room(2)
    room.take(1)
    room.take(1)
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(room.take, 5)
        eventually(lambda: not room.has_some())
        a_job_ends_in(room)
        assert waiting.result(timeout=10) == 1


def test_nobody_is_let_in_before_one_who_has_not_got_all_that_it_wanted() -> None:
    room = Room(300, newcomers=2)
    assert room.take(3) == 2
    in_a_thread_of_its_own(room.enter, room.settle)
    in_a_thread_of_its_own(room.enter, room.settle)
    assert not room.has_some()
    assert room.take(1) == 1
    assert room.has_some()


def test_when_there_is_room_again_whoever_was_refused_is_told_once() -> None:
    room, told = Room(1), list[str]()
    room.on_more(lambda: told.append("there is room"))
    room.take(1)
    a_job_ends_in(room)
    assert told == []
    room.take(1)
    assert not room.has_some()
    a_job_ends_in(room)
    room.take(1)
    a_job_ends_in(room)
    assert told == ["there is room"]


def test_once_closed_nothing_is_begun_and_nobody_is_left_waiting() -> None:
    room = Room(1)
    room.take(1)
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(room.take, 5)
        room.close()
        assert waiting.result(timeout=10) == 0
    a_job_ends_in(room)
    assert not room.has_some()
    assert room.take(1) == 0
