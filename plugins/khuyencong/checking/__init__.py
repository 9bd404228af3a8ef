"""What staff ask before they publish: is everything right?"""
