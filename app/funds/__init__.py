"""The ledger of the club's funds: vouchers, balances, sources, gifts, budgets, closing."""
