"""The storm's world walked by hypothesis: acts and faults in any order, shrunk by it too."""

import contextlib

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from local.storm.acts import ACTS, perform
from local.storm.dice import Plan
from local.storm.people import Act
from local.storm.play import Storm
from local.storm.run import recover

NAMES = sorted(set(ACTS) - {"begin"})


class Weathers(RuleBasedStateMachine):
    """Acts at any moment, fair or foul; after them everything holds."""

    @initialize(seed=st.integers(0, 10_000))
    def begin(self, seed: int) -> None:
        self.storm = Storm(Plan(seed))
        self.storm.weather.on = False
        self.number = 0
        self.go("begin")
        self.storm.weather.on = True

    @rule(name=st.sampled_from(NAMES))
    def act(self, name: str) -> None:
        self.go(name)

    @rule()
    def forward(self) -> None:
        self.go("forward")

    @rule(seconds=st.sampled_from([1, 70, 700, 10_000]))
    def wait(self, seconds: int) -> None:
        with contextlib.redirect_stdout(self.storm.said):
            self.storm.pass_time(seconds)

    @precondition(lambda self: self.number > 3)
    @rule()
    def clear_up(self) -> None:
        with contextlib.redirect_stdout(self.storm.said):
            found = recover(self.storm)
        assert [*self.storm.bugs, *found] == []
        self.storm.weather.on = True

    def teardown(self) -> None:
        if hasattr(self, "storm"):
            self.clear_up()

    def go(self, name: str) -> None:
        self.number += 1
        with contextlib.redirect_stdout(self.storm.said):
            perform(self.storm, Act(self.number, name, 1))


TestWeathers = Weathers.TestCase
TestWeathers.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
