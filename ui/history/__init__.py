"""The history: what was done, by whom, and taking one act back."""
