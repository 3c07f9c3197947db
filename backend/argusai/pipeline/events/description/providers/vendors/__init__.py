"""One file for each kind of server; each is imported when it is first asked, for their libraries take seconds."""
