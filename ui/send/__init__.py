"""Sending to the commune: pairing once, then what may leave onto a stick."""
