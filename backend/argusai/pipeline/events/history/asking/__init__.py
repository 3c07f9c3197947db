"""Events that somebody asks for: a look at what a camera sees now, a picture or video that is sent in."""
