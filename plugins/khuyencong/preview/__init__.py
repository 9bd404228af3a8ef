"""A site held in memory while staff write it: a save is on the screen at once."""
