"""Bàn biên tập: the desk in a browser, on which staff write, check, illustrate and approve."""
