"""Reading: from an Article to a Record, by plain functions over one sentence at a time."""
