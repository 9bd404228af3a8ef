"""What things are to readers, said once: facts, tables and links, nothing private among them."""
