"""What the rooms say together: suggestions for the first page; later figures and reports."""
