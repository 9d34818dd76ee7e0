"""Learn, teach and write a course from a terminal."""

__version__ = "0.1.0"
