"""`python -m course`."""

from course.cli.main import main

main()
