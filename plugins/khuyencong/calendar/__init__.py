"""What happens when: classes, deadlines, broadcasts; for the page and for phones."""
