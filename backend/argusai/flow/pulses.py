"""Which loops are watched, and what is so when one of them stands still."""

from argusai.flow.notifying import Notifying
from argusai.kit.clock import Clock
from argusai.kit.pulses import Pulses
from argusai.live.updates import LiveUpdates
from argusai.pipeline.notifications.rules.follow import RuleFollower

_AGAIN = "Start ArgusAI again if this stays."


def connect_pulses(clock: Clock, follower: RuleFollower, notifying: Notifying, updates: LiveUpdates) -> Pulses:
    pulses = Pulses(clock)
    follower.beat = pulses.of(f"Rules do not look at events any more: nobody is told of them. {_AGAIN}")
    notifying.deliverer.beat = pulses.of(f"Notices are not sent any more: they stand behind the bell alone. {_AGAIN}")
    notifying.escalation.beat = pulses.of(f"Urgent notices that nobody sees to are not told again any more. {_AGAIN}")
    updates.beat = pulses.of(f"Pages that are open do not hear of what is new any more. {_AGAIN}")
    return pulses
