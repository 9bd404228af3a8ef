"""How many people read what: counted from the access logs of the centre's own web server."""
