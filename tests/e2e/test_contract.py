"""Every ready operation of the contract does its work at a running desk: real objects, real ids, no refusal."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from actions import analyses, keys, members
from actions.setup import SYSTEM, owner
from actions.strategies import recommender
from actions.viewer import ALL, Viewer
from api.contract import ready
from api.operator import beside
from db.models import Role, Stop, User
from graph import ids
from settings import Settings
from tests.e2e.desks import Process, command, up
from tests.graph.test_contract import FOLDER
from tests.graph.test_queries import findings
from trading.errors import Permission
from trading.stop import StopReason, StopScope, TradingState

READY = {each.name: each for each in ready(FOLDER)}
WITHIN_S = 120  # on a machine that is busy with others
TRAINED_WITHIN_S = 240  # a new desk trains its models first
HELD, ADVISED = "IBM", ("AAPL", "MSFT")
EMAIL = "second@desk.test"


@dataclass
class Scene:
    """A desk, a portfolio on it with a position and open recommendations, and a second person who is no stranger."""

    desk: Process
    portfolio: str
    second: str
    analysis: str
    known: dict[str, str] = field(default_factory=dict)
    ran: set[str] = field(default_factory=set)

    def ask(self, operation: str, token: str = "", **variables: Any) -> Any:
        """Run a ready operation; return its one field."""
        self.ran.add(operation)
        answer = self.desk.query(READY[operation].text, variables, token=token or None)
        (found,) = answer.values()
        return found

    def do(self, operation: str, wanted: str, token: str = "", **content: Any) -> Any:
        """Run a ready mutation, which must end as the type that is wanted."""
        answer = self.ask(operation, token, input=content)
        assert answer["__typename"] == wanted, (operation, answer)
        return answer

    def mine(self, operation: str, **variables: Any) -> Any:
        """Run a ready query about the portfolio; it must be found."""
        found = self.ask(operation, portfolioId=self.portfolio, **variables)
        assert found is not None, operation
        return found

    def place(self, key: str, symbol: str = HELD, quantity: str = "2", **terms: str) -> Any:
        wanted = {"portfolioId": self.portfolio, "symbol": symbol, "side": "BUY", "quantity": quantity, **terms}
        return self.do("PlaceOrder", "OrderPlaced", terms=wanted, idempotencyKey=key)["order"]

    def verified(self, signal: str) -> Any:
        """Return the check of a signal, None while it is being made."""
        self.ran.add("VerifySignal")
        answer = self.desk.post(READY["VerifySignal"].text, {"id": signal}, self.desk.token).json()
        found = answer["data"]["verifySignal"]
        assert found or answer["errors"][0]["extensions"]["code"] == "UNAVAILABLE", answer
        return found

    def overtakes(self, **wanted: Any) -> bool:
        """Request an analysis and cancel it; False when the desk was quicker."""
        job = self.do("RequestAnalysis", "JobAccepted", **wanted)["job"]
        return bool(self.ask("CancelJob", input={"jobId": job["id"]})["__typename"] == "JobCanceled")

    def until(self, true: Callable[[], Any], within_s: float = WITHIN_S) -> Any:
        """Return the first true answer."""
        deadline = time.monotonic() + within_s
        while not (found := true()):
            assert time.monotonic() < deadline, self.desk.printed
            time.sleep(0.1)
        return found


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = Path(tmp_path_factory.mktemp("contract")) / "data"
    with up(folder, replay_day_s="60", analysis_cpu="1", sign_up="open") as desk:
        made = Scene(desk, "", "", "")
        desk.wait_for_the_open()
        assert command(folder, "market", "pause").returncode == 0
        created = made.do("CreatePortfolio", "PortfolioChanged", name="C", openingCash="100000", idempotencyKey="c")
        made.portfolio = created["portfolio"]["id"]
        made.do("UpdatePortfolio", "PortfolioChanged", portfolioId=made.portfolio, autonomy="APPROVE")
        made.second, made.analysis = asyncio.run(furnish(folder, ids.decode("Portfolio", made.portfolio)))
        yield made


async def furnish(folder: Path, portfolio_id: str) -> tuple[str, str]:
    """Put in place what takes days or another person: opinions, a disabled strategy, and that person with a token."""
    async with beside(Settings(data_dir=folder)) as desk:
        first, _ = await owner(desk)
        viewer = Viewer(user_id=first.id, name=first.name, permissions=ALL)
        person = await members.add(desk, viewer, portfolio_id, "Second", Role.OWNER)
        await User.filter(id=person.user_id).update(email=EMAIL)
        token = (await keys.create(desk, person, "second", list(Permission))).secret
        strategy = Stop(target=recommender(portfolio_id), scope=StopScope.STRATEGY, portfolio_id=portfolio_id)
        strategy.state, strategy.reason, strategy.since = TradingState.HALTED, StopReason.THROTTLE, desk.clock.now()
        await strategy.save(force_create=True)
        for _ in range(20):  # the desk's own worker may take it first
            requested = await analyses.request(desk, viewer, portfolio_id, list(ADVISED))
            claimed = await analyses.claim(desk, SYSTEM, requested.id)
            if claimed and await analyses.record(desk, SYSTEM, claimed, findings(*ADVISED)):
                return token, ids.encode("Analysis", requested.id)
        raise AssertionError("the desk's own worker was quicker twenty times")


def test_what_is_done(scene: Scene) -> None:
    home = {"portfolioId": scene.portfolio}
    scene.do("RecordCash", "PortfolioChanged", **home, amount="1000", note="savings", idempotencyKey="cash")
    scene.do("SetMember", "PortfolioChanged", **home, email=EMAIL, role="OWNER")

    scene.known["order"] = scene.place("held")["id"]
    scene.until(lambda: scene.mine("PositionOf", symbol=HELD)["position"])
    price = float(scene.ask("Quotes", symbols=[HELD])[0]["last"])
    waiting = scene.place("waits", quantity="1", type="LIMIT", limitPrice=f"{price * 0.97:.2f}")["id"]
    more = {"orderId": waiting, "quantity": "2"}  # a conflict until the broker has it
    scene.until(lambda: scene.ask("ReplaceOrder", input=more)["__typename"] == "OrderChanged")
    scene.do("CancelOrder", "OrderChanged", orderId=waiting)

    scene.do("SetRiskLimits", "PortfolioChanged", **home, reason="try", approvalAboveRatio="0.000001")
    asked = scene.place("asks", quantity="3")
    assert asked["status"] == "PENDING_APPROVAL"
    scene.do("ApproveOrder", "OrderChanged", scene.second, orderId=asked["id"], approve=True)
    scene.do("SetRiskLimits", "PortfolioChanged", **home, reason="tried", approvalAboveRatio=None)

    terms = {**home, "symbol": HELD, "side": "BUY", "quantity": "1"}
    assert scene.ask("PreviewOrder", terms=terms)["decision"] == "ACCEPT"
    soft = {"terms": terms, "codes": ["MAX_ORDER_VALUE"], "reason": "once"}
    scene.do("GrantOverride", "OverrideGranted", scene.second, **soft)

    first, second, *_ = (each["id"] for each in scene.mine("Dashboard")["recommendations"]["nodes"])
    accepted = {"recommendationId": first, "quantity": "1", "idempotencyKey": "accepted"}
    scene.do("AcceptRecommendation", "OrderPlaced", **accepted)
    scene.do("DismissRecommendation", "RecommendationDismissed", recommendationId=second, reason="no")
    scene.until(lambda: scene.overtakes(**home, symbols=[HELD]))
    scene.known["analysis"] = scene.do("RequestAnalysis", "JobAccepted", **home, symbols=[HELD])["job"]["id"]
    period = {"from": "2008-01-02", "to": "2010-12-31"}
    tested = scene.do("RequestBacktest", "JobAccepted", strategy="sma-crossover", symbols=[HELD], **period)["job"]["id"]
    assert scene.ask("Backtests")["totalCount"] == 1
    found = scene.until(lambda: (job := scene.ask("Backtest", id=tested))["state"] not in ("QUEUED", "RUNNING") and job)
    assert (found["state"], found["failure"], len(found["runHash"])) == ("SUCCEEDED", None, 64)
    weights = scene.do("RequestOptimization", "JobAccepted", **home, method="HRP", symbols=[HELD, "AAPL"])["job"]
    assert scene.ask("Optimization", id=weights["id"])["method"] == "HRP"
    weekly: dict[str, Any] = {"method": "MIN_VARIANCE", "everyDays": 7, "driftRatio": "0.05"}
    assert scene.do("SetRebalancing", "PortfolioChanged", **home, **weekly)["portfolio"]["rebalancing"] == weekly
    login = scene.do("SetBrokerCredentials", "ConflictProblem", **home, keyId="k", secret="s")
    assert "takes no credentials" in login["message"]  # the paper broker

    scene.do("EngageStop", "StopEngaged", **home, level="PAUSE", note="a break")
    raised = scene.until(lambda: scene.mine("Alerts", unreadOnly=True)["alerts"]["nodes"])
    scene.do("MarkAlertRead", "AlertRead", alertId=raised[0]["id"])
    scene.do("ReleaseStop", "StopReleased", scene.second, **home, to="ACTIVE", note="over")
    strategy = ids.encode("Strategy", recommender(ids.decode("Portfolio", scene.portfolio)))
    scene.do("EnableStrategy", "StopReleased", strategyId=strategy, note="looked into")
    scene.until(lambda: scene.ask("ClearBreak", input={**home, "note": "none"})["__typename"] == "PortfolioChanged")
    scene.do("DrillStop", "StopEngaged", **home)

    key = scene.do("CreateApiKey", "ApiKeyCreated", name="partner", permissions=["READ"])["apiKey"]["id"]
    key = scene.do("RotateApiKey", "ApiKeyCreated", apiKeyId=key)["apiKey"]["id"]
    assert scene.do("RevokeApiKey", "ApiKeyRevoked", apiKeyId=key)["apiKey"]["revokedAt"]


def test_who_comes_and_goes(scene: Scene) -> None:
    account = {"email": "third@desk.test", "password": "a long enough one"}
    entered = scene.do("SignUp", "SignedIn", **account, name="Third")["session"]
    again = scene.do("SignIn", "SignedIn", **account)["session"]
    token = scene.do("RefreshSession", "SignedIn", refreshToken=again["refreshToken"])["session"]["accessToken"]
    first, second = (each["id"] for each in scene.ask("Sessions", token)["sessions"])
    assert first != second
    scene.do("RevokeSession", "SignedOut", token, sessionId=second)
    assert scene.desk.post(READY["Viewer"].text, token=entered["accessToken"]).status_code == 401
    changed = scene.do("UpdatePreferences", "PreferencesChanged", token, watchlist=[HELD], timeZone="Europe/Berlin")
    assert changed["viewer"]["preferences"]["watchlist"] == [HELD]
    word = {"current": account["password"], "next": "another that is long enough"}
    token = scene.do("ChangePassword", "SignedIn", token, **word)["session"]["accessToken"]
    scene.do("SignOut", "SignedOut", token, everywhere=True)


def test_what_is_asked(scene: Scene) -> None:
    """The portfolio has lived through what is done above."""
    about = [each for each in READY.values() if each.kind == "query" and "$portfolioId: ID!" in each.text]
    for each in about:
        others = {"symbol": HELD} if "symbol: String!" in each.text else {}
        others |= {"idempotencyKey": "held"} if "idempotencyKey: String!" in each.text else {}
        scene.mine(each.name, **others)
    assert scene.mine("SignalList")["signals"]["totalCount"] >= len(ADVISED)
    assert scene.mine("Positions")["positions"]["nodes"]
    assert scene.mine("Executions")["executions"]["nodes"]
    assert scene.mine("Audit")["audit"]["nodes"]
    assert scene.mine("Decisions")["decisions"]["totalCount"] >= len(ADVISED)
    assert len(scene.mine("Members")["members"]) == 2

    [found] = scene.mine("Optimizations")["optimizations"]["nodes"]
    assert found["method"] == "HRP"
    report = scene.until(lambda: scene.mine("RiskReport")["riskReport"], TRAINED_WITHIN_S)
    assert HELD in {each["symbol"] for each in report["components"]}
    assert scene.mine("Reports")["reports"]["totalCount"] == 0  # no session has closed since the portfolio was made
    assert scene.ask("Report", id=scene.known["order"])["id"] == scene.known["order"]
    assert {each["forecasts"] for each in scene.ask("Scorecards")} == {0}
    scene.until(lambda: scene.ask("Job", id=scene.known["analysis"])["state"] == "SUCCEEDED", TRAINED_WITHIN_S)
    signals = scene.mine("SignalList")["signals"]["nodes"]
    newest = next(
        each["id"] for each in signals if each["instrument"]["symbol"] == HELD and "No opinion" not in each["summary"]
    )
    assert scene.until(lambda: scene.verified(newest), TRAINED_WITHIN_S)["matches"]

    assert scene.ask("Viewer")["name"]
    assert scene.portfolio in str(scene.ask("Portfolios"))
    held = scene.known["order"]
    assert scene.mine("OrderByKey", idempotencyKey="held")["id"] == held
    assert scene.ask("OrderDetail", id=held)["checks"]
    assert scene.ask("Node", id=held)["status"] == "FILLED"
    assert scene.ask("Nodes", ids=[held, scene.portfolio])[1]["__typename"] == "Portfolio"
    assert scene.ask("Job", id=scene.analysis)["state"] == "SUCCEEDED"
    assert scene.ask("Quotes", symbols=[HELD])[0]["symbol"] == HELD
    assert scene.ask("Chart", symbol=HELD)["bars"]
    assert scene.ask("News")["totalCount"] == 0  # no vendor is configured, and none is made up
    assert scene.ask("Outlook", symbol=HELD)["indicators"][0]["points"]
    assert scene.until(lambda: scene.ask("MarketCondition"))["regime"] in {"CALM", "TURBULENT"}


async def test_what_is_followed(scene: Scene) -> None:
    streams = [each for each in READY.values() if each.kind == "subscription"]
    async with scene.desk.socket() as socket, asyncio.timeout(WITHIN_S):
        for each in streams:
            known = {"jobId": scene.analysis, "portfolioId": scene.portfolio, "symbols": [HELD]}
            variables = {name: value for name, value in known.items() if f"${name}" in each.text}
            await socket.subscribe(each.name, each.text, variables)
            (update,) = (await socket.next(each.name)).values()
            assert update["kind"] == "SNAPSHOT", each.name
            scene.ran.add(each.name)


def test_none_was_forgotten(scene: Scene) -> None:
    assert scene.ran == set(READY)
