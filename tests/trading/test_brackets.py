"""Exits and other closing orders together never sell more than is held, whatever is filled, taken back or canceled."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from trading.brackets import Group, closable, plan, protected
from trading.orders import OrderSide

D = Decimal
quantities = st.integers(0, 200).map(D)


def group(name: str, leaves: int, *, entry: str = "e", canceling: bool = False) -> Group:
    return Group(id=name, entry=entry, leaves=D(leaves), canceling=canceling)


def test_what_is_filled_is_protected() -> None:
    decided = plan(held=D(100), closing=D(0), due={"e": D(100)}, groups=())
    assert (decided.write, decided.cancel, decided.due) == ((("e", D(100)),), (), {"e": D(0)})


def test_a_sale_makes_the_newest_exits_give_way() -> None:
    decided = plan(held=D(100), closing=D(40), due={"e": D(0)}, groups=(group("old", 60), group("new", 40)))
    assert (decided.write, decided.cancel) == ((), ("new",))


def test_what_gave_way_is_written_as_large_as_the_sale_leaves() -> None:
    decided = plan(held=D(100), closing=D(40), due={"e": D(100)}, groups=())
    assert (decided.write, decided.due) == ((("e", D(60)),), {"e": D(40)})


def test_nothing_is_owed_for_what_is_held_no_more() -> None:
    decided = plan(held=D(60), closing=D(0), due={"e": D(40)}, groups=(group("a", 60),))
    assert (decided.write, decided.cancel, decided.due) == ((), (), {"e": D(0)})


def test_of_what_several_entries_are_owed_the_newest_loses_first() -> None:
    decided = plan(held=D(60), closing=D(0), due={"old": D(50), "new": D(50)}, groups=())
    assert (decided.write, decided.due) == ((("old", D(50)), ("new", D(10))), {"old": D(0), "new": D(0)})


def test_without_exits_none_is_too_large() -> None:
    assert plan(held=D(100), closing=D(0), due={"e": D(-20)}, groups=()).due == {"e": D(0)}


def test_what_gives_way_already_counts_first_and_is_not_asked_again() -> None:
    groups = (group("old", 50, canceling=True), group("new", 50))
    assert plan(held=D(100), closing=D(50), due={"e": D(0)}, groups=groups).cancel == ()
    assert plan(held=D(100), closing=D(60), due={"e": D(0)}, groups=groups).cancel == ("new",)


def test_a_fraction_of_a_share_too_many_is_too_many() -> None:
    groups = (group("old", 50), group("new", 50))
    assert plan(held=D(100), closing=D("0.5"), due={"e": D(0)}, groups=groups).cancel == ("new",)


def test_exits_that_hold_nothing_are_in_nobodys_way() -> None:
    groups = (group("old", 50), group("spent", 0))
    assert plan(held=D(50), closing=D(20), due={"e": D(0)}, groups=groups).cancel == ("old",)


def test_a_bust_makes_the_exits_of_its_own_entry_smaller() -> None:
    groups = (group("other", 50, entry="o"), group("mine", 50), group("newer", 10, entry="o"))
    decided = plan(held=D(500), closing=D(0), due={"o": D(0), "e": D(-20)}, groups=groups)
    assert (decided.cancel, decided.due["e"]) == (("mine",), D(-20))
    assert plan(held=D(480), closing=D(0), due={"o": D(0), "e": D(30)}, groups=groups[::2]).write == (("e", D(30)),)


def test_exits_come_in_whole_steps() -> None:
    decided = plan(held=D("10.5"), closing=D(0), due={"e": D("10.5")}, groups=(), step=D(1))
    assert (decided.write, decided.due) == ((("e", D(10)),), {"e": D("0.5")})


def test_what_closes_is_filled_first() -> None:
    assert [protected(D(filled), D(10), D(6)) for filled in (0, 4, 5, 10)] == [0, 0, 1, 6]
    assert [closable(D(7), side) for side in (OrderSide.SELL, OrderSide.BUY)] == [7, 0]
    assert [closable(D(-7), side) for side in (OrderSide.SELL, OrderSide.BUY)] == [0, 7]


@given(
    held=quantities,
    closing=quantities,
    due=st.lists(st.integers(-50, 200).map(D), max_size=3),
    leaves=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 100), st.booleans()), max_size=4),
)
def test_the_plan_never_oversells_and_comes_to_rest(
    held: Decimal, closing: Decimal, due: list[Decimal], leaves: list[tuple[int, int, bool]]
) -> None:
    owed = {f"e{number}": quantity for number, quantity in enumerate(due)}
    groups = [
        group(f"g{number}", quantity, entry=f"e{entry}", canceling=canceling)
        for number, (entry, quantity, canceling) in enumerate(leaves)
        if entry < len(due)
    ]
    for _ in range(4):
        decided = plan(held=held, closing=closing, due=owed, groups=groups)
        written = sum((quantity for _, quantity in decided.write), D(0))
        live = sum((each.leaves for each in groups), D(0))
        assert all(quantity > 0 for _, quantity in decided.write)
        assert not written or live + written + closing <= held  # the canceled ones count until they are gone
        staying = [each for each in groups if each.id not in decided.cancel and not each.canceling]
        assert sum((each.leaves for each in staying), D(0)) <= max(D(0), held - closing)
        owed = dict(decided.due)
        gone = [each for each in groups if each not in staying]
        for each in gone:
            owed[each.entry] += each.leaves
        fresh = [group(f"w{entry}{len(groups)}{n}", int(q), entry=entry) for n, (entry, q) in enumerate(decided.write)]
        groups = [*(replace(each, canceling=False) for each in staying), *fresh]
    final = plan(held=held, closing=closing, due=owed, groups=groups)
    assert (final.cancel, final.write) == ((), ())
