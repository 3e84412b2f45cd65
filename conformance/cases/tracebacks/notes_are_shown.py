try:
    int("x")
except ValueError as e:
    e.add_note("a note\nof two lines")
    raise
