"""The report of a class: its figures joined with the course's names, in words, and on paper."""
