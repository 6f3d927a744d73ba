"""Who takes part in a backtest, from the constant that knows nobody to our own model."""
