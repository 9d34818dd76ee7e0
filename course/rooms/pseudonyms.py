"""Names for what leaves the teacher's hands: the same for a student throughout a class, and of no
use to anybody who has not the key that the store keeps."""

import hmac
from hashlib import sha256

from course.rooms.codes import SYMBOLS

LENGTH = 8
"""40 bits: in a class of a thousand two are alike once in two million classes."""


def pseudonym(key: str, group: str, who: str) -> str:
    """What a student is called outside.

    Args:
        key: The store's own.
        group: The roster, or the room where there is none: elsewhere the name is another.
        who: The student's id, or their name as it folds.
    """
    digest = hmac.new(key.encode(), f"{group}/{who}".encode(), sha256).digest()
    letters = "".join(SYMBOLS[byte % 32] for byte in digest[:LENGTH])
    return f"{letters[:4]}-{letters[4:]}"
