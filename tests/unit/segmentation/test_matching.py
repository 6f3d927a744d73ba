"""Names stay with the segments that they were given to, from one discovery to the next."""

from dataclasses import replace

import numpy as np
import pytest

from shared.segmentation.discovery import AxisModel
from shared.segmentation.matching import names_for, share_renamed
from shared.segmentation.scaling import Scaling
from shared.segmentation.strength import StrengthCuts

WORDS = {
    3: ("occasional", "regular", "frequent"),
    4: ("one_time", "occasional", "regular", "frequent"),
    5: ("one_time", "occasional", "regular", "frequent", "very_frequent"),
}
PLAIN = Scaling(lowest=(-100.0,), highest=(100.0,), mean=(0.0,), spread=(1.0,))


def a_model(*centres: float, segments: tuple[str, ...] | None = None, scaling: Scaling = PLAIN) -> AxisModel:
    return AxisModel(
        axis="purchase_frequency",
        features=("anchor",),
        scaling=scaling,
        segments=segments or WORDS[len(centres)],
        centres=tuple((centre,) for centre in centres),
        cuts=StrengthCuts(0.4, 0.7),
        xie_beni=0.1,
        agreement=1.0,
    )


def names(*centres: float, before: AxisModel | None, scaling: Scaling = PLAIN) -> tuple[str, ...]:
    return names_for(scaling, np.array(centres)[:, np.newaxis], WORDS, before)


def test_the_first_discovery_takes_the_words_for_its_number_of_segments() -> None:
    assert names(0.0, 1.0, 2.0, before=None) == WORDS[3]


def test_segments_that_moved_a_little_keep_their_names() -> None:
    inherited = a_model(0.0, 2.0, 4.0, segments=("one_time", "regular", "frequent"))

    assert names(0.3, 2.2, 4.5, before=inherited) == ("one_time", "regular", "frequent")


def test_a_segment_that_is_gone_takes_its_name_with_it() -> None:
    assert names(0.0, 2.0, 6.0, before=a_model(0.0, 2.0, 4.0, 6.0)) == ("one_time", "occasional", "frequent")


def test_a_segment_above_all_others_gets_the_next_word() -> None:
    assert names(0.0, 2.0, 4.0, 9.0, before=a_model(0.0, 2.0, 4.0)) == (
        "occasional",
        "regular",
        "frequent",
        "very_frequent",
    )


def test_a_segment_below_all_others_gets_the_word_before() -> None:
    assert names(-9.0, 0.0, 2.0, 4.0, before=a_model(0.0, 2.0, 4.0)) == WORDS[4]


def test_where_no_word_is_free_in_between_all_are_named_anew() -> None:
    assert names(0.0, 1.0, 2.0, 4.0, before=a_model(0.0, 2.0, 4.0)) == WORDS[4]


def test_names_stay_in_the_order_of_the_anchor_when_segments_change_places() -> None:
    before = replace(
        a_model(0.0, 1.0, 2.0),
        scaling=Scaling((-9.0, -9.0), (9.0, 9.0), (0.0, 0.0), (1.0, 1.0)),
        features=("anchor", "other"),
        centres=((0.0, 0.0), (1.0, 5.0), (1.1, -5.0)),
    )

    found = names_for(before.scaling, np.array([[0.0, 0.0], [1.0, -5.0], [1.1, 5.0]]), WORDS, before)

    assert found == WORDS[3]


def test_centres_are_compared_as_measured_not_as_scaled() -> None:
    other = Scaling(lowest=(-100.0,), highest=(100.0,), mean=(4.0,), spread=(2.0,))
    before = a_model(0.0, 2.0, 4.0, 6.0)

    # 0, 4 and 6 as measured.
    assert names(-2.0, 0.0, 1.0, before=before, scaling=other) == ("one_time", "regular", "frequent")


def test_words_that_the_vocabulary_no_longer_has_are_forgotten() -> None:
    assert names(0.0, 2.0, 4.0, before=a_model(0.0, 2.0, 4.0, segments=("seldom", "often", "always"))) == WORDS[3]


def test_the_share_of_customers_with_another_name_is_counted() -> None:
    before, after = a_model(0.0, 2.0, 4.0), a_model(1.0, 3.0, 5.0)
    measured = np.array([[0.0], [1.9], [3.1], [5.0]])

    # Regular at 2 before, and 3 now: the second is nearer to occasional, the third was nearer to frequent.
    assert share_renamed(after.place(measured), measured, before) == pytest.approx(0.5)
    assert share_renamed(before.place(measured), measured, before) == 0.0


def test_customers_who_cannot_be_told_are_not_renamed() -> None:
    model = a_model(0.0, 2.0, 4.0, segments=(*WORDS[3], "unknown"))
    measured = np.array([[np.nan], [2.0]])

    assert share_renamed(model.place(measured), measured, model) == 0.0
