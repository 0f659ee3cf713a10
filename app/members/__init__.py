"""People of the club: register, membership, household status, consent; import from Excel."""
