"""The monthly meeting on screen: its steps, its year, its papers."""
