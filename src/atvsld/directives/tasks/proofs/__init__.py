"""What the house itself knows of a task being done: one plain function for each kind of proof."""
