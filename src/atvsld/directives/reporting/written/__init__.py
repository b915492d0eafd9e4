"""A report as an official document: sentences and tables from what was counted, in Vietnamese whoever reads them."""
