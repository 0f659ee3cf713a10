"""Screens of the club itself."""
