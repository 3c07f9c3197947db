"""What the owner tells models of one camera: its history, the way back, and trying it on past events."""
