"""Home care by volunteers: who is cared for, by whom, on which days, and what was seen."""
