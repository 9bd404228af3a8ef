"""Publishing by the clock, told to the schedulers of systems."""
