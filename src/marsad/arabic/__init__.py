"""Arabic writing: folding, sentences, words, numbers, the calendar. Knows no lexicon and reads no files."""
