"""Serving pages to a network: an address, and a door that strangers cannot break."""

from course.serving.address import Address, encryption, lan_address, listening, warning
from course.serving.running import Serving, allow_many_files, serve_until_told

__all__ = [
    "Address",
    "Serving",
    "allow_many_files",
    "encryption",
    "lan_address",
    "listening",
    "serve_until_told",
    "warning",
]
