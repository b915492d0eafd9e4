"""Which units a document asks to issue a plan of their own, until when, and which have not."""
