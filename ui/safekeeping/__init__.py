"""Copies of the book: made, tried out, put on a stick, taken back."""
