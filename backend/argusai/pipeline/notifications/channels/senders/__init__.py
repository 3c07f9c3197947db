"""One file for each kind of receiver, named after its technology; loaded when it is first needed."""
