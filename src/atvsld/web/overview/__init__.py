"""The leader's one screen: what a page and a sheet of paper say of a unit, from `directives.overview`."""
