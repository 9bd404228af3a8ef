"""A site of many centres: what they publish, harvested, checked and published as one."""
