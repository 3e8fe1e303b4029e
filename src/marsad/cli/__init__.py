"""The command line: thin, over the desk."""
