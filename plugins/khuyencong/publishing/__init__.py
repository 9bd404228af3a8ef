"""A built site to where readers get it: whole or not at all, and back again."""
