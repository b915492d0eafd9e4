"""Reminders (đôn đốc): who is told of which task on which day, in the program, by mail, as a calendar, by letter."""
