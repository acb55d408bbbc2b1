"""Files of many records: one file a format, and a table that knows them all."""
