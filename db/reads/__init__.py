"""Every query. Functions return rows or small frozen values; nothing here changes anything."""
