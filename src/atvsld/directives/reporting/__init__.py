"""Reports of what was charged: who owes which by when, drawn up from tasks, targets and figures, sent, consolidated."""
