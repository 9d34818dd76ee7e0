"""The words of a course: found while one types, where each is taught, what is asked about them."""

from collections.abc import Iterable
from functools import cached_property

from course.content.course import Term
from course.places import Place, place
from course.search import Index
from course.study import Study


class Glossary:
    """The glossary of a study's course."""

    def __init__(self, study: Study) -> None:
        self._catalogue = study.catalogue
        self._library = study.library

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """All words, in the order of the alphabet."""
        return tuple(sorted(self._library.terms.values(), key=lambda term: term.term.casefold()))

    @cached_property
    def _index(self) -> Index:
        return self._library.contents.index.only(lambda document: document.kind == "term")

    def found(self, words: str) -> tuple[Term, ...]:
        """The words that `words` find, the best first; all when there is nothing to find.

        Those with all of `words`; where none has all, those with some.
        """
        if not words.strip():
            return self.terms
        known = self._library.terms
        found = self._index.find(words, limit=len(self._index))
        hits = found.hits[: found.complete or None]
        return tuple(known[hit.document.place] for hit in hits if hit.document.place in known)

    def taught_in(self, term: Term) -> tuple[Place, ...]:
        """The passages in which a word stands, those of the lessons that teach it first.

        Of a lesson that teaches it without naming it, its first passage.
        """
        stands = self._library.contents.passages_of(term.id)
        places = [found for name in stands if (found := place(self._catalogue, name))]
        lessons = {one.lesson.id for one in places}
        for lesson in self._catalogue.lessons:
            if lesson.id in term.taught and lesson.id not in lessons:
                places.append(
                    Place(f"{lesson.id}#{lesson.sections[0].id}", lesson, lesson.sections[0], None)
                )
        order = [lesson.id for lesson in self._catalogue.lessons]
        places.sort(key=lambda one: (one.lesson.id not in term.taught, order.index(one.lesson.id)))
        return tuple(places)

    def related(self, term: Term) -> tuple[Term, ...]:
        """The words it refers to, then those that refer to it."""
        known = self._library.terms
        back = (other.id for other in self.terms if term.id in other.related)
        names = dict.fromkeys((*term.related, *back))
        return tuple(known[name] for name in names if name in known and name != term.id)

    def asked_about(self, terms: Iterable[Term]) -> frozenset[str]:
        """The questions whose passage is one in which one of the words is taught."""
        places = {found.passage for term in terms for found in self.taught_in(term)}
        items = self._catalogue.items
        return frozenset(name for name, (_, item) in items.items() if item.passage in places)
