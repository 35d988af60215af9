"""Abuse of what is allowed: keys of others used again, orders without a key, the stop as a weapon."""

from tests.e2e.desks import Process
from tests.security.people import PLACE, ask, code, order, rows, signed_up

STOP = """mutation($id: ID!) { engageStop(input: {portfolioId: $id, level: PAUSE, note: "now"}) { __typename
  ... on NotAllowedProblem { needs } ... on StopEngaged { stops { state epoch } } } }"""


def test_S117_an_idempotency_key_is_its_users_own(desk: Process) -> None:
    ann, bob = signed_up(desk), signed_up(desk)
    portfolio = ann.portfolio()
    ann.let_in(portfolio, bob, "TRADER")
    wanted = order(portfolio, "the same key")
    first, again = ann.ask(PLACE, wanted), ann.ask(PLACE, wanted)
    wanted["input"]["allowDuplicate"] = True
    other = bob.ask(PLACE, wanted)
    assert [each["__typename"] for each in (first, again, other)] == ["OrderPlaced"] * 3
    assert (first["replayed"], again["replayed"], other["replayed"]) == (False, True, False)
    assert first["order"]["id"] == again["order"]["id"] != other["order"]["id"]
    made = [each.portfolio(name="same", idempotencyKey="the same key") for each in (ann, bob)]
    assert made[0] != made[1]


def test_S120_an_order_without_a_key_is_bad_input(desk: Process) -> None:
    person = signed_up(desk)
    portfolio = person.portfolio()
    partner = person.key("READ", "TRADE")["secret"]
    for key in (None, ..., "", " " * 3, "k" * 101, 5):
        wanted = order(portfolio, "k")
        wanted["input"]["idempotencyKey"] = key
        if key is ...:
            del wanted["input"]["idempotencyKey"]
        answer = ask(desk, PLACE, wanted, partner)
        if key is None or key is ... or key == 5:
            assert (answer.status_code, code(answer)) == (400, "BAD_USER_INPUT"), key
        else:
            assert answer.json()["data"]["placeOrder"]["__typename"] == "InvalidInputProblem", key
    assert rows(
        desk, "SELECT count(*) FROM orders o JOIN users u ON u.id = o.requested_by_id WHERE u.email = ?", person.email
    ) == [(0,)]


def test_S122_the_stop_is_no_weapon_for_a_viewer_and_always_there_for_a_trader(desk: Process) -> None:
    owner, viewer, trader = signed_up(desk), signed_up(desk), signed_up(desk)
    portfolio = owner.portfolio()
    owner.let_in(portfolio, viewer, "VIEWER")
    owner.let_in(portfolio, trader, "TRADER")
    stopped = {"id": portfolio}
    for _ in range(36):
        refused = viewer.ask(STOP, stopped)
        assert (refused["__typename"], refused["needs"]) == ("NotAllowedProblem", "STOP")
    trail = """SELECT count(*) FROM audit_entries a JOIN users u ON u.id = a.actor_id
        WHERE u.email = ? AND action = 'refused'"""
    ((recorded,),) = rows(desk, trail, viewer.email)
    assert 30 <= recorded < 36  # told, and the trail not filled
    epochs = set()
    for _ in range(20):
        engaged = trader.ask(STOP, stopped)
        assert engaged["__typename"] == "StopEngaged"
        epochs |= {each["epoch"] for each in engaged["stops"]}
    assert len(epochs) == 1  # stopping twice is stopping once
