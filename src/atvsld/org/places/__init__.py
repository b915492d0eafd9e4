"""Administrative units of Viet Nam as dated rows, and what became of them."""
