"""Legal documents over time: what others change in them, and the text in force on a day."""
