"""Our own widgets: one look, one way to type, one way to speak to the user."""
