"""`so-clb …`: every main job without a screen, a module per room."""
