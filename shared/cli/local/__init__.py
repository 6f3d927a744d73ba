"""The product on this machine, over embedded stores. Not imported where only requirements/run.txt is installed."""
