"""What people said, as entries: the record, undo, redaction, the rules, and typed views."""
