"""The documents of a cascade and which carries out which, from the Secretariat to the commune."""
