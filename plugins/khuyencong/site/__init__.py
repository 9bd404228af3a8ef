"""The site index: everything that readers may see, ordered and grouped once."""
