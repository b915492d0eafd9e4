"""Documents of the cascade: a file is read, a person corrects what was read and accepts it; then it is a document."""
