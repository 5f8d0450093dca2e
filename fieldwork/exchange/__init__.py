"""What comes in and goes out besides the inspection file: CSV and Excel tables of cases, judgements, notes, returns."""
