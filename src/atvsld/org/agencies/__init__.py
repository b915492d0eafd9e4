"""Party, state and mass organisations that give, receive or carry out tasks of occupational safety."""
