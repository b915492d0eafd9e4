"""The cascade of Directive 31-CT/TW: programmes and their targets."""
