"""Our own processes in unusual states: of a newer release, or with a clock that is wrong."""
