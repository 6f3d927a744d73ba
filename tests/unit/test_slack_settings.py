import pytest
from pydantic import ValidationError

from shared.settings import Settings


def test_alerts_and_a_time_zone_are_taken_as_people_write_them() -> None:
    settings = Settings(slack_alerts="critical_customers>100, drafts_accepted < 60%", slack_time_zone="Europe/London")
    assert settings.slack_alerts == "critical_customers>100, drafts_accepted < 60%"


@pytest.mark.parametrize(
    ("name", "value", "because"),
    [
        ("slack_alerts", "critical_customers>100,churn>5", "one of critical_customers"),
        ("slack_alerts", "critical_customers", "write it as critical_customers>100"),
        ("slack_time_zone", "Londinium", "write it as Europe/London"),
        ("slack_time_zone", "", "write it as Europe/London"),
        ("slack_time_zone", "../UTC", "write it as Europe/London"),
    ],
)
def test_what_is_no_alert_and_no_time_zone_is_refused_with_what_to_write(name: str, value: str, because: str) -> None:
    with pytest.raises(ValidationError, match=because):
        Settings.model_validate({name: value})
