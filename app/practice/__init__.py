"""The practice club: invented people with a life of their own, the same for the same seed."""
