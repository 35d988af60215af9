"""Reports: one file for each kind says what is on it, `paper` puts it on paper, `charts` draws."""
