"""The pages of tasks: Monday, lists, one task, handing out."""
