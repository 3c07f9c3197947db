"""What every part may use, and no word of the domain: clock, errors, database, log, ids, pages."""
