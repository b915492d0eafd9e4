"""Work that no page waits for: a queue of tasks and a list of periodic jobs, done by one or more workers."""
