"""What helps an author to write: new files from templates, and what editors know of them."""
