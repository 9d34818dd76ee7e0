"""Classes in session: where their logs are kept, and a room at hand."""
