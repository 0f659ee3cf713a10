"""Before a book is open: sign in, begin one, try the practice book, take one back."""
