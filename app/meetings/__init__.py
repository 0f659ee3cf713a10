"""The monthly meeting: its plan, the steps of the day, decisions carried on, papers typed in."""
