"""The values of a file with the events of libyaml that began them: a second pass over its text."""

from typing import Any, NamedTuple

import yaml

from course.loading.source import Source
from course.loading.yaml12 import LOADER


class Node(NamedTuple):
    """A value of a file, with what stands below it."""

    event: Any
    """The event that began the value."""
    key: Any
    """The event of its key, when it is the value of one."""
    children: dict[str | int, "Node"]

    @property
    def is_inline(self) -> bool:
        """Whether it can be underlined itself: no list, no mapping, no block of text."""
        if isinstance(self.event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            return False
        return getattr(self.event, "style", "") not in ("|", ">")

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return isinstance(self.event, yaml.SequenceStartEvent)


def tree(source: Source) -> Node:
    """Where the values of a text stand; good files never pay for it."""
    parser = LOADER(source.text)
    try:
        parser.get_event()
        if not isinstance(parser.get_event(), yaml.StreamEndEvent):
            return _node(parser.get_event, parser.get_event(), None)
    except (yaml.YAMLError, ValueError, RecursionError):
        pass
    finally:
        parser.dispose()
    return Node(None, None, {})


def _node(following: Any, event: Any, key: Any) -> Node:
    node = Node(event, key, {})
    if isinstance(event, yaml.SequenceStartEvent):
        while not isinstance(entry := following(), yaml.SequenceEndEvent):
            node.children[len(node.children)] = _node(following, entry, None)
    elif isinstance(event, yaml.MappingStartEvent):
        while not isinstance(name := following(), yaml.MappingEndEvent):
            _node(following, name, None)
            # The first of two equal keys is the one whose value was taken.
            value = _node(following, following(), name)
            node.children.setdefault(getattr(name, "value", ""), value)
    return node
