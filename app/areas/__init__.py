"""The eight areas: activities, exercise, cases, proposals, and the picture of a year."""
