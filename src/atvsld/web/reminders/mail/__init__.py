"""The mail of reminders: what it says, how it leaves."""
