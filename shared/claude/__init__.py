"""Claude: the requests that we make of it, its answers in our types, its errors in our words, its prices."""
