"""The pages of reminders: what reaches a person, words by hand, the ladder, mail and calendar, the letter."""
