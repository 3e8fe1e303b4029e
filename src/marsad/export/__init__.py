"""Export: the record in layouts that other tools read. Events in (`ReportedEvent`), files out, with a report of what was lost."""
