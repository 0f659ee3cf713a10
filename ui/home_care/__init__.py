"""Screens of home care: the month, calendars, people cared for, what was reported."""
