"""What staff do at the desk: see a site while they write it."""
