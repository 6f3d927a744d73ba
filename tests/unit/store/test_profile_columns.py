from shared.domain.search import Metric
from shared.segmentation.axes import AXES
from shared.segmentation.features.columns import NUMBERS
from shared.store.profile_columns import AXIS_COLUMNS, FIGURES
from shared.store.profile_rows import profile_columns
from tests.factories_customers import a_discovery, a_profile
from tests.factories_snapshots import findings_of, three_kinds_found


def test_every_axis_has_a_column() -> None:
    assert {axis.name for axis in AXES} == set(AXIS_COLUMNS)


def test_every_metric_has_a_column_and_none_is_filled_twice() -> None:
    columns = profile_columns(three_kinds_found(60))

    assert len(set(columns)) == len(columns)
    assert set(Metric) < set(columns)


def test_what_is_measured_is_among_the_features() -> None:
    assert {figure.feature for figure in FIGURES.values()} <= set(NUMBERS)


def test_without_predictions_their_columns_are_left_to_be_empty() -> None:
    columns = profile_columns(findings_of(a_discovery([a_profile()])))

    assert set(Metric) - set(columns) == {Metric.CHURN_PROBABILITY, Metric.PREDICTED_CLV}
