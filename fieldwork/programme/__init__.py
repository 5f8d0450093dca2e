"""The definitions: programmes, questionnaires and share words, loaded and checked."""
