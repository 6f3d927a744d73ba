"""`python -m shared.cli`: the same as `selvage`, where the console script is not installed."""

from shared.cli.app import main

if __name__ == "__main__":
    main()
