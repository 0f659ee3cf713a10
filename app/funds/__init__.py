"""The money of the club: funds, the ledger underneath, what needs two officers, closed months."""
