"""Backtests: what the models would have said on an earlier day, judged by what the customers did after it."""
