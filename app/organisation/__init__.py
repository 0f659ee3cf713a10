"""The club itself: profile, board, teams, pairs, equipment, trainings, visits, feedback."""
