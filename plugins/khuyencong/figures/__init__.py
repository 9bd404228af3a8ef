"""The centre's figures as data: counted from the content, never typed."""
