"""What a discovery tells of one customer, and how one more is placed."""

from dataclasses import replace

import numpy as np
import pytest

from shared.domain.customers import Strength
from shared.segmentation.discovery import AxisModel, Discovery
from shared.segmentation.scaling import Scaling
from shared.segmentation.strength import StrengthCuts
from tests.factories_customers import a_discovery, a_place, a_profile
from tests.factories_features import AS_OF

MODEL = AxisModel(
    axis="engagement",
    features=("anchor",),
    scaling=Scaling(lowest=(0.0,), highest=(8.0,), mean=(2.0,), spread=(2.0,)),
    segments=("lapsed", "cooling", "active"),
    centres=((-1.0,), (0.0,), (1.0,)),
    cuts=StrengthCuts(weak_below=0.4, strong_from=0.7),
    xie_beni=0.1,
    agreement=0.98,
)


def test_a_profile_carries_what_was_measured_of_the_customer() -> None:
    known = a_profile("x", clv=101.0, orders=4, days_silent=10, tenure_days=100)

    profile = a_discovery([a_profile("a"), known]).profile(1)

    assert profile == replace(known, name=None, email=None)
    assert (profile.average_order_value, profile.average_days_between_orders) == (25.25, 48.2)
    assert (profile.days_since_last_order, profile.tenure_days, profile.as_of) == (10, 100, AS_OF)


def test_a_customer_of_one_order_day_has_no_days_between_orders() -> None:
    found = a_discovery([replace(a_profile("x"), average_days_between_orders=None)])

    assert found.profile(0).average_days_between_orders is None


def test_a_customer_without_an_archetype_has_none_in_the_profile() -> None:
    assert a_discovery([a_profile("x", axes=())]).profile(0).archetype_id is None


def test_an_axis_is_found_by_its_name() -> None:
    found: Discovery = a_discovery([a_profile("x", axes=(a_place("engagement", "active"),))])

    places = found.on("engagement")
    assert places is not None
    assert places.of(0).segment == "active"
    assert found.on("basket_size") is None


def test_a_customer_on_a_centre_stands_there_strongly() -> None:
    place = MODEL.place(np.array([[4.0]])).of(0)

    assert (place.segment, place.strength) == ("active", Strength.STRONG)
    assert place.memberships == {"lapsed": 0.0, "cooling": 0.0, "active": 1.0}


def test_a_customer_between_two_centres_stands_there_weakly() -> None:
    place = MODEL.place(np.array([[3.0]])).of(0)

    # Squared distances 2.25, 0.25 and 0.25: 1 to 9 to 9.
    assert place.memberships == pytest.approx({"lapsed": 1 / 19, "cooling": 9 / 19, "active": 9 / 19}, abs=1e-4)
    assert place.strength is Strength.WEAK


def test_an_unknown_measurement_counts_as_the_shop_s_mean() -> None:
    assert MODEL.place(np.array([[np.nan]])).of(0).segment == "cooling"


def test_who_cannot_be_told_belongs_wholly_to_the_segment_for_it() -> None:
    model = replace(MODEL, segments=(*MODEL.segments, "no_trend_yet"))

    places = model.place(np.array([[np.nan], [4.0]]))

    assert (places.of(0).segment, places.of(0).strength) == ("no_trend_yet", Strength.STRONG)
    assert places.of(0).memberships == {"lapsed": 0.0, "cooling": 0.0, "active": 0.0, "no_trend_yet": 1.0}
    assert places.of(1).memberships == {"lapsed": 0.0, "cooling": 0.0, "active": 1.0, "no_trend_yet": 0.0}


def test_outliers_are_placed_like_the_furthest_usual_customer() -> None:
    assert MODEL.place(np.array([[1e9]])).of(0) == MODEL.place(np.array([[8.0]])).of(0)
