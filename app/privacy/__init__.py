"""Consent on paper, what people ask for by law and until when, and erasing a person."""
