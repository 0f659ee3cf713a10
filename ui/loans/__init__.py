"""Screens of the loans: the income fund on one page, and a loan from its request to its end."""
