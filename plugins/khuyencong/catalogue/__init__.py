"""Product galleries made from metadata: which there are, what stands in each."""
