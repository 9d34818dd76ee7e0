"""What every test shares."""

from hypothesis import settings

# Slow moments of a shared machine are no failures: no test asserts a time.
settings.register_profile("course", deadline=None, max_examples=100)
settings.load_profile("course")
