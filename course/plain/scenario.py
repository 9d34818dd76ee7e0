"""A scenario in lines: scene by scene, the meters in words, the choices by number."""

from course import scenarios
from course.content.scenario import Meter, Scene
from course.i18n import _
from course.loading.catalogue import ScenarioEntry
from course.plain.attempt import Paused
from course.plain.lines import Lines
from course.plain.passage import passage, say_terms, source_named
from course.plain.prose import Citations, plain
from course.plain.storing import stored
from course.sessions.events import ScenarioEvent
from course.sessions.paths import Place, Taking
from course.sessions.scenario import (
    Movement,
    Run,
    beginning,
    choose,
    debriefing,
    go_on,
    holds,
    level,
    meaning,
)
from course.study import Study

SIGNS: dict[Taking, str] = {"now": "*", "before": "+", "never": "-"}
STOP = ("q", "quit")


def scenario_line(study: Study, entry: ScenarioEntry) -> str:
    """A scenario with how long it takes and how many of its endings were seen."""
    said = _("{minutes} min, {seen} of {all} endings seen").format(
        minutes=entry.minutes, seen=scenarios.endings_seen(study, entry), all=len(entry.endings)
    )
    begun = _(", begun") if scenarios.begun(study, entry.id) else ""
    title = _("Scenario {id}: {title}").format(id=entry.id, title=plain(entry.title))
    return f"{title} ({said}{begun})"


def say_scenarios(lines: Lines, study: Study) -> None:
    """List the scenarios of the course."""
    if not study.catalogue.scenarios:
        lines.say(_("This course has no scenarios."))
    for entry in study.catalogue.scenarios:
        lines.say(f"{scenario_line(study, entry)}. {plain(entry.summary)}", "    ", "")


class ScenarioInLines:
    """Plays one scenario with a person, or with a pipe."""

    def __init__(self, study: Study, scenario: str, lines: Lines) -> None:
        self.study = study
        self.lines = lines
        self.entry = study.catalogue.scenario(scenario)
        self.scenario = study.library.scenario(scenario)
        self._citations = Citations(study.library.written)

    def play(self) -> None:
        """From where it was left to the end; raises `Paused` or `EndOfInput`."""
        self.lines.say()
        self.lines.say(_("Scenario: {title}").format(title=plain(self.scenario.title)))
        run = self._opened()
        while run:
            match run.phase:
                case "choosing":
                    run = self._choose(run)
                case "outcome":
                    run = self._go_on(run)
                case "over":
                    run = self._after(run)

    # --- before the first scene ---

    def _opened(self) -> Run | None:
        if scenarios.begun(self.study, self.entry.id):
            run = self._begin()
            if run.is_cut:
                self.lines.say(_("It was changed meanwhile: you go on as far as it still fits."))
            self._meters(run.standing.meters)
            return run
        self._role()
        if not scenarios.played(self.study, self.entry.id):
            if self.lines.pause(_("Enter to begin, q stop:")) in STOP:
                raise Paused
            return self._begin()
        if self.lines.pause(_("Enter to play it again, o another path of yours:")) != "o":
            return self._begin()
        last = scenarios.last_run(self.study, self.entry.id)
        return self._another_path(last) if last else self._begin()

    def _begin(self) -> Run:
        return stored(self.lines, self.study, lambda: scenarios.play(self.study, self.entry.id))

    def _role(self) -> None:
        self.lines.say(plain(self.scenario.summary))
        self.lines.say()
        self._say(self.scenario.role)
        self.lines.say()
        self._meters(beginning(self.scenario).meters)

    # --- a scene ---

    def _choose(self, run: Run) -> Run:
        self._citations = Citations(self._citations.term)
        scene = run.scene
        self.lines.say()
        self._say(scene.heading)
        self.lines.say()
        self._say(scene.text)
        self.lines.say()
        self._ways(run)
        prompt = _("Your choice (1-{last}), ? for more:").format(last=len(scene.choices))
        while True:
            typed = self.lines.ask(prompt).lstrip(":")
            if typed.isdecimal() and 0 < int(typed) <= len(scene.choices):
                choice = scene.choices[int(typed) - 1]
                if choice in run.open:
                    return self._do(run, choose(run, choice.id))
                self.lines.say(_("This choice is closed."))
            else:
                self._other(typed, run, scene)

    def _ways(self, run: Run) -> None:
        for number, choice in enumerate(run.scene.choices, 1):
            if holds(run.scenario, choice.needs, run.standing):
                self._say(choice.text, f"{number}. ")
            else:
                self._say(choice.text, _("{number}. (closed) ").format(number=number))
                self._say(_("Closed: ") + (choice.closed or ""), "   ")

    def _other(self, typed: str, run: Run, scene: Scene) -> None:
        match typed:
            case "q" | "quit":
                raise Paused
            case "s":
                self._sources()
            case "g":
                say_terms(self.lines, self.study, scene.model_dump_json())
            case "m":
                self._meters(run.standing.meters)
            case "w":
                self._say(self.scenario.role)
            case "o":
                self._paths(run)
            case "t":
                self._say(scene.text)
                self._ways(run)
            case _:
                self.lines.say(
                    _(
                        "Type the number of a choice, s for sources, g for words, m for what is at "
                        "stake, w for who you are, t for the text again, o for the paths taken and "
                        "missed, q to stop; the place is kept."
                    )
                )

    # --- what follows ---

    def _go_on(self, run: Run) -> Run:
        step = run.path[-1]
        self.lines.say()
        self._say(step.choice.outcome)
        for moved in step.movements(run.scenario):
            self.lines.say(self._moved(moved), "    ", "  ")
        if self.lines.pause(_("Enter to go on, q stop:")) in STOP:
            raise Paused
        return self._do(run, go_on(run))

    def _do(self, run: Run, event: ScenarioEvent) -> Run:
        return stored(self.lines, self.study, lambda: scenarios.do(self.study, run, event))

    def _moved(self, moved: Movement) -> str:
        by = moved.after - moved.before
        how = _("unmoved at {after}")
        if by:
            how = _("up {by} to {after}") if by > 0 else _("down {by} to {after}")
        said = how.format(by=abs(by), after=moved.after)
        return f"{plain(moved.meter.name)}: {said}{self._level(moved.meter, moved.after)}"

    def _meters(self, readings: tuple[int, ...]) -> None:
        for meter, value in zip(self.scenario.meters, readings, strict=True):
            said = f"{plain(meter.name)}: {value}{self._level(meter, value)}"
            self.lines.say(said, "    ", "  ")

    def _level(self, meter: Meter, value: int) -> str:
        words = {"low": _("low"), "between": "", "high": _("high")}[level(value)]
        return f", {words}. {plain(meaning(meter, value))}" if words else ""

    # --- the end ---

    def _after(self, run: Run) -> Run | None:
        self._end(run)
        passages = self._debrief(run)
        prompt = _("Enter to leave, n play again, o another path, a point's number to read more:")
        while typed := self.lines.pause(prompt):
            if typed in STOP:
                break
            if typed == "n":
                return self._begin()
            if typed == "o" and (other := self._another_path(run)):
                return other
            if typed in passages:
                passage(self.lines, self.study, passages[typed])
            elif typed == "s":
                self._sources()
        return None

    def _end(self, run: Run) -> None:
        self._citations = Citations(self._citations.term)
        self.lines.say()
        self.lines.say(_("How it ends: {ending}").format(ending=plain(run.scene.ending or "")))
        self.lines.say()
        self._say(run.scene.text)
        self.lines.say()
        self._meters(run.standing.meters)
        self.lines.say(scenario_line(self.study, self.entry))

    def _debrief(self, run: Run) -> dict[str, str]:
        """Says what really happened; the passage of each point by its number."""
        passages = {}
        self.lines.say()
        self.lines.say(_("What really happened"))
        for number, point in enumerate(debriefing(run.scenario, run.standing), 1):
            self._say(point.text, f"{number}. ")
            goal = plain(scenarios.objective_of(self.study, point))
            if found := scenarios.passage_of(self.study, point):
                lesson, section = found
                passages[f"{number}"] = f"{lesson.id}#{section.id}"
                goal += f" ({lesson.number}, “{plain(section.heading)}”)"
            self.lines.say(goal, "   ")
        for one in run.scenario.reading:
            source = source_named(self.study, one.source)
            said = _("To read further: {source}. {why}").format(source=source, why=plain(one.why))
            self.lines.say(said, "  ")
        self._sources()
        return passages

    def _another_path(self, run: Run) -> Run | None:
        self._paths(run)
        places = {f"{p.number}": p for p in scenarios.outline_of(self.study, run)}
        typed = self.lines.pause(_("A scene's number to take another path from it, Enter back:"))
        place = places.get(typed)
        if place is None or place.step is None or not place.forks:
            if typed:
                self.lines.say(_("Choose a scene of your last path, before its end."))
            return None
        step = place.step
        return stored(self.lines, self.study, lambda: scenarios.another_path(self.study, run, step))

    # --- paths taken and missed ---

    def _paths(self, run: Run) -> None:
        self.lines.say()
        self.lines.say(_("* on this path, + on an earlier path, - not taken yet"))
        for place in scenarios.outline_of(self.study, run):
            self._place(place)
        known = scenarios.played(self.study, self.entry.id)
        seen = known.endings if known else frozenset()
        for end in self.scenario.endings:
            name = plain(end.ending or "") if end.id in seen else _("one you have not come to")
            self.lines.say(_("Ending: {name}").format(name=name))

    def _place(self, place: Place) -> None:
        indent = "    " * place.depth
        on_path = "" if place.step is None else " *"
        ends = f" ({plain(place.scene.ending)})" if place.scene.ending else ""
        heading = f"{place.number}. {plain(place.scene.heading)}{ends}{on_path}"
        self.lines.say(heading, f"{indent}    ", indent)
        for way in place.ways:
            to = "".join(f" → {number}" for number in way.to)
            text = f"{SIGNS[way.taking]} {plain(way.choice.text)}{to}"
            self.lines.say(text, f"{indent}      ", f"{indent}    ")

    # --- words and sources ---

    def _say(self, markdown: str, lead: str = "") -> None:
        self.lines.say(plain(markdown, self._citations), " " * len(lead), lead)

    def _sources(self) -> None:
        for number, source in enumerate(self._citations.sources, 1):
            self.lines.say(source_named(self.study, source), "     ", f"[{number}]  ")
