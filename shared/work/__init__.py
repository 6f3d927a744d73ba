"""How any fleet of workers hears of jobs and does them."""
