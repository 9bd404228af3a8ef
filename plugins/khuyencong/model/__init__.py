"""The declaration of what staff write: kinds, fields, labels, rules and messages.

`kinds` names the kind of each folder, `centre` declares site.yml, `rules` lists
everything that can be wrong, `validating` turns plain values into a typed entry.
"""
