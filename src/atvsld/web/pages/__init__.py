"""Pages: generic ones made from the registers, and the few that have a shape of their own."""
