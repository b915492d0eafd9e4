"""Pages of the cascade: the tree about a document, a document held against one above it, units without a plan."""
