"""Loans out of the income fund: from the request to the last đồng, in kind and from outside."""
