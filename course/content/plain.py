"""A scalar as it stands in a file; by itself, so that parsing imports no models."""


class Plain(str):
    """A scalar written without quotes; number and truth fields may read it, text fields too."""

    __slots__ = ()
