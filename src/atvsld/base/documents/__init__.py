"""Documents for paper: PDF and Word in the letters of the house, made without asking anything of the outside."""
