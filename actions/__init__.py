"""Every change to the desk: one verb, one function, one transaction, one audit row."""
