"""Requests for descriptions: made with the event, carried out by durable jobs, one result each."""
