"""The Textual app. Screens ask the workspace for state and send it statements; they compute and store nothing."""
