"""The rules of the desk: pure values and functions, without I/O, clock or randomness."""
