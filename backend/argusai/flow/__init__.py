"""Joins the stages left to right. `watching`: inside a capture process, frames → reports. `keeping`: in the main
process, reports → stored events, sentences and live updates. They meet on the link between the two."""
