"""The text editor of the desk in real browsers."""
