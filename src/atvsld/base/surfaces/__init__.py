"""One plain function per surface: from a register's declaration to a form, a list, a filter, a file, an API schema."""
