"""From files to articles. Everything that comes in is hostile: sizes are bounded, nothing is executed or fetched."""
