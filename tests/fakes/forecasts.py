"""The shop's forecasts, in memory."""

from shared.domain.trends import Forecast, ForecastOf


class FakeForecasts:
    """Knows the forecasts that it was given; any other could not be made."""

    def __init__(self, *forecasts: Forecast, because: str = "two whole months are too few") -> None:
        self._forecasts = {forecast.of: forecast for forecast in forecasts}
        self._because = because

    def of(self, figure: ForecastOf) -> Forecast:
        """The forecast, or one without months that says why."""
        return self._forecasts.get(figure) or Forecast(
            figure, (), method="", measured_coverage=None, measured_on=0, reason="", no_forecast_because=self._because
        )
