"""The first page: what to do next, and whether the book is safe."""
