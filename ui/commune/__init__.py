"""The commune's screens: its clubs, what they sent, and pairing."""
