"""Plays one scenario, and asks the oracle."""

import time
from collections.abc import Callable

from tests.faults.oracle import Judgement
from tests.faults.scenario import Result, Scenario
from tests.faults.scene import Scene, new_scene
from tests.faults.sender import Letter
from tests.faults.stage import Stage

#: Words in a log which say that something happened that nobody had named.
BUGS = ("door.failed", "door.bell_failed", "note.not_internal", '"raised_at"')


def play(scenario: Scenario, stage: Stage, *, seed: int) -> Result:
    """What comes of the scenario; whatever goes wrong in it is told in the result."""
    began = time.monotonic()
    name = f"{scenario.number:02}"
    with new_scene(stage, seed=f"{seed}:{name}", within_s=scenario.within_s, name=name) as scene:
        complaints = [_complaint(lambda: scenario.play(scene))]
        judgement = _judgement(scene)
        complaints += [_complaint(lambda: _check_what_holds_for_all(scene, judgement))]
        return Result(
            scenario,
            acknowledged=scene.acknowledged(),
            lost=len(judgement.lost),
            double_notes=len(judgement.doubled),
            recovered_s=None if scene.recovered_s is None else round(scene.recovered_s, 1),
            unexpected=next((complaint for complaint in complaints if complaint), None),
            took_s=time.monotonic() - began,
            measured=tuple(scene.notes_taken),
        )


def _complaint(act: Callable[[], None]) -> str | None:
    """What went wrong, in words."""
    try:
        act()
    except AssertionError as error:
        return str(error) or "an assertion failed"
    except Exception as error:  # noqa: BLE001  whatever breaks a scenario is told in its row, and the next one is played
        return f"{type(error).__name__}: {error}"
    return None


def _judgement(scene: Scene) -> Judgement:
    """The oracle's, or that all is lost when it cannot look."""
    try:
        return scene.judge()
    except Exception:  # noqa: BLE001  as above
        everything: tuple[Letter | str, ...] = (
            *scene.sender.acknowledged,
            *("of another door" for _ in scene.witnesses),
        )
        return Judgement(everything, (), everything)


def _check_what_holds_for_all(scene: Scene, judgement: Judgement) -> None:
    """What no scenario may leave behind, whatever its fault."""
    assert not judgement.unfinished, f"{len(judgement.unfinished)} jobs have not ended"
    assert scene.recovered_s is not None, "the scenario has not waited for its end"
    assert scene.acknowledged(), "nothing was acknowledged, so nothing was shown"
    assert not any(note["public"] for note in scene.notes()), "a note is public"
    for log in sorted(scene.folder.rglob("*.log")):
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
            assert not any(bug in line for bug in BUGS), f"{log.name} says: {line[:300]}"
