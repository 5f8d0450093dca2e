"""The command line: each command in a module of its own, importing what it needs when it runs."""
