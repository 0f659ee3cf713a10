"""Consent on paper, what people ask about their own data, and erasing a person."""
