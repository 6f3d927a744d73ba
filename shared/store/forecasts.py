"""The monthly forecasts made with the current snapshot."""

from psycopg.rows import dict_row

from shared.domain.predictions import Interval
from shared.domain.trends import Forecast, ForecastOf, MonthForecast
from shared.store.customers import NOT_DISCOVERED
from shared.store.database import Database

FORECAST = """
SELECT method, measured_coverage, measured_on, reason, no_forecast_because, month, mean, low, high, coverage
FROM forecasts LEFT JOIN forecast_months USING (figure)
WHERE figure = %(figure)s
ORDER BY month
"""


class ForecastStore:
    """Keeps what `shared.store_ports.Forecasts` promises in Postgres."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, figure: ForecastOf) -> Forecast:
        """The forecast; without months, but with the cause, when none could be made."""
        with self._database.connection() as connection, connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(FORECAST, {"figure": figure}).fetchall()
        if not rows:
            return Forecast(figure, (), "", None, 0, "", NOT_DISCOVERED)
        first = rows[0]
        return Forecast(
            of=figure,
            months=tuple(
                MonthForecast(row["month"], row["mean"], Interval(row["low"], row["high"], row["coverage"]))
                for row in rows
                if row["month"] is not None
            ),
            method=first["method"],
            measured_coverage=first["measured_coverage"],
            measured_on=first["measured_on"],
            reason=first["reason"],
            no_forecast_because=first["no_forecast_because"],
        )
