"""How a reply is written: prompt, guard, fallback. No I/O."""
