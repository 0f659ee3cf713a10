"""The board: who signs in, with which duties, and how each gets back in."""
