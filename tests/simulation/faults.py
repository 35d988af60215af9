"""What goes wrong in a run: how likely each kind of fault is, drawn from the seed."""

import random
from dataclasses import dataclass, fields

NONE = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """Chances from 0 to 1, each at one statement, call or message. All zero: a world that works."""

    crash: float = NONE
    database_error: float = NONE
    database_slow: float = NONE
    commit_unknown: float = NONE
    bus_drop: float = NONE
    bus_double: float = NONE
    bus_late: float = NONE
    jobs_away: float = NONE
    jobs_lost: float = NONE
    jobs_double: float = NONE
    jobs_late: float = NONE
    call_refused: float = NONE
    call_hangs: float = NONE
    answer_lost: float = NONE
    call_slow: float = NONE
    call_late: float = NONE
    lookup_blind: float = NONE
    reject: float = NONE
    event_late: float = NONE
    event_double: float = NONE
    event_conflict: float = NONE
    event_unknown: float = NONE
    mute: float = NONE
    late_fill: float = NONE
    overfill: float = NONE
    bust: float = NONE
    correct: float = NONE
    expire: float = NONE
    external: float = NONE


MOST = Faults(
    crash=0.012,
    database_error=0.02,
    database_slow=0.02,
    commit_unknown=0.05,
    bus_drop=0.5,
    bus_double=0.3,
    bus_late=0.5,
    jobs_away=0.3,
    jobs_lost=0.3,
    jobs_double=0.4,
    jobs_late=0.4,
    call_refused=0.2,
    call_hangs=0.15,
    answer_lost=0.25,
    call_slow=0.3,
    call_late=0.15,
    lookup_blind=0.3,
    reject=0.2,
    event_late=0.6,
    event_double=0.3,
    event_conflict=0.05,
    event_unknown=0.05,
    mute=0.1,
    late_fill=0.4,
    overfill=0.08,
    bust=0.12,
    correct=0.12,
    expire=0.1,
    external=0.04,
)


def drawn(rng: random.Random) -> Faults:
    """Draw some kinds of faults and how often each comes: few kinds at a time find more than all at once."""
    share = rng.choice((0.0, 0.15, 0.3, 0.5, 0.8))
    chances = {}
    for each in fields(Faults):
        picked, strength = rng.random() < share, rng.random()
        chances[each.name] = getattr(MOST, each.name) * strength if picked else NONE
    return Faults(**chances)
