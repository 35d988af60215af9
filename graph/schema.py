"""The whole language on one page: what can be asked, done and followed, and what every document goes through."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from typing import Any, Final

import strawberry
from graphql import GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.extensions.runner import SchemaExtensionsRunner
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from graph import queries
from graph.auth import change
from graph.completers import Function
from graph.context import OwnContext
from graph.documents import Documents, Gate
from graph.errors import NeedStream, WordErrors, report
from graph.mutations import (
    alerts,
    analyses,
    backtests,
    jobs,
    keys,
    optimizations,
    orders,
    portfolios,
    recommendations,
    risk,
    sessions,
    stops,
)
from graph.plans import Planned, Stock, plain_event
from graph.problems import TURNS
from graph.scalars import SCALARS
from graph.shapes import SHAPES, Connection, Node, derived
from graph.subscriptions import alerts as alert_streams
from graph.subscriptions import jobs as job_streams
from graph.subscriptions import news as news_streams
from graph.subscriptions import orders as order_streams
from graph.subscriptions import portfolios as portfolio_streams
from graph.subscriptions import quotes as quote_streams
from graph.subscriptions import signals as signal_streams
from graph.subscriptions import stops as stop_streams
from graph.types.backtests import Backtest
from graph.types.jobs import Job
from graph.types.market import Instrument, Quote
from graph.types.news import MarketCondition, NewsItem
from graph.types.orders import Order, OrderPreview
from graph.types.portfolios import Portfolio
from graph.types.scorecards import EvidenceCheck, Scorecard
from graph.types.updates import (
    AlertUpdate,
    JobUpdate,
    NewsUpdate,
    OrderUpdate,
    PnlUpdate,
    QuoteUpdate,
    SignalUpdate,
    StopUpdate,
)
from graph.types.users import Viewer

UNTOUCHED: Final = nullcontext()


@strawberry.type(description="Everything that can be asked. What is missing or foreign is null, with code NOT_FOUND.")
class Query:
    viewer: Viewer | None = derived(queries.viewer, "Who is asking; null, with code UNAUTHENTICATED, when anonymous.")
    node: Node | None = derived(queries.node, "Any object by its id.")
    nodes: list[Node | None] = derived(queries.some_nodes, "Objects by their ids, in that order.")
    portfolio: Portfolio | None = derived(queries.portfolio, "A portfolio.")
    portfolios: Connection[Portfolio] = derived(queries.some_portfolios, "The viewer's portfolios, oldest first.")
    order: Order | None = derived(queries.order, "An order.")
    order_by_key: Order | None = derived(
        queries.order_by_key, "The order that the viewer placed under an idempotency key; null when there is none."
    )
    instrument: Instrument | None = derived(queries.instrument, "Something that can be traded.")
    quotes: list[Quote] = derived(queries.quotes, "The last prices of some symbols; those without one are left out.")
    news: Connection[NewsItem] = derived(queries.news, "Headlines that came in, the latest first.")
    backtests: Connection[Backtest] = derived(queries.some_backtests, "The viewer's backtests, the latest first.")
    market_condition: MarketCondition | None = derived(
        queries.market_condition, "The market at the last close that the models looked at; null before the first."
    )
    job: Job | None = derived(queries.job, "Work that outlives its request.")
    scorecards: list[Scorecard] = derived(
        queries.scorecards, "How good each source has been, on all forecasts of the desk that are due."
    )
    verify_signal: EvidenceCheck | None = derived(
        queries.verify_signal,
        "Recomputes a signal from everything that it was made from. With code UNAVAILABLE the answer is not there yet.",
    )
    preview_order: OrderPreview | None = derived(
        queries.preview_order,
        "What placing this order would do. Null, with code NOT_FOUND, for a portfolio that is not the viewer's.",
    )


@strawberry.type(
    description="Everything that can be done. Every field: one `input`, one result union, nullable so that one crash "
    "does not erase its siblings."
)
class Mutation:
    place_order: orders.PlaceOrderResult | None = change(orders.place, "Places an order, if risk allows it.")
    cancel_order: orders.CancelOrderResult | None = change(orders.cancel, "Asks for an order to be canceled.")
    replace_order: orders.ReplaceOrderResult | None = change(
        orders.replace, "Asks for new terms of a working order, if risk allows them; until then the old ones hold."
    )
    approve_order: orders.ApproveOrderResult | None = change(
        orders.approve, "Decides about an order that waits for approval; not by who asked for it."
    )
    accept_recommendation: orders.PlaceOrderResult | None = change(
        recommendations.accept, "Places the recommended order, if risk allows it."
    )
    dismiss_recommendation: recommendations.DismissRecommendationResult | None = change(
        recommendations.dismiss, "Puts a recommendation aside."
    )
    engage_stop: stops.EngageStopResult | None = change(
        stops.engage, "Stops trading at once. Stopping twice is stopping once."
    )
    drill_stop: stops.EngageStopResult | None = change(
        stops.drill,
        "Runs the whole stop on a scratch paper portfolio with working orders; the receipt fills in while it runs.",
    )
    release_stop: stops.ReleaseStopResult | None = change(stops.release, "Releases a stop by one step.")
    enable_strategy: stops.ReleaseStopResult | None = change(
        risk.enable_strategy, "Lets a strategy trade again that was disabled for acting too often."
    )
    grant_override: risk.GrantOverrideResult | None = change(
        risk.grant_override,
        "For soft codes only, by another person with the RISK permission; single use, 15 minutes.",
    )
    set_risk_limits: portfolios.PortfolioResult | None = change(
        risk.set_limits, "Changes the limits of a portfolio, for a reason."
    )
    clear_break: portfolios.PortfolioResult | None = change(
        portfolios.clear_break,
        "Lets a portfolio open positions again once its books agree with the broker's; needs the RISK permission.",
    )
    create_portfolio: portfolios.PortfolioResult | None = change(portfolios.create, "Creates a portfolio.")
    update_portfolio: portfolios.PortfolioResult | None = change(
        portfolios.update, "Renames a portfolio, changes how it works, archives it."
    )
    record_cash: portfolios.PortfolioResult | None = change(
        portfolios.record_cash, "Pays money in or out, at the nav of now: returns and loss limits do not see it."
    )
    set_member: portfolios.PortfolioResult | None = change(
        portfolios.set_member, "Gives a person a role in a portfolio, or takes it away."
    )
    set_broker_credentials: portfolios.PortfolioResult | None = change(
        portfolios.set_credentials, "Gives a portfolio other keys of its account at the broker; they are kept sealed."
    )
    request_analysis: jobs.RequestJobResult | None = change(analyses.request, "Asks the models for opinions.")
    request_backtest: jobs.RequestJobResult | None = change(
        backtests.request, "Tests a strategy on the past; follow it with jobProgress."
    )
    request_optimization: jobs.RequestJobResult | None = change(
        optimizations.request, "Looks for target weights, and proposes the trades that lead there."
    )
    set_rebalancing: portfolios.PortfolioResult | None = change(
        optimizations.set_rebalancing, "Says when a portfolio looks for new target weights by itself."
    )
    cancel_job: jobs.CancelJobResult | None = change(
        jobs.cancel, "Ends work before it is done. Canceling twice is canceling once."
    )
    mark_alert_read: alerts.MarkAlertReadResult | None = change(alerts.read, "Marks an alert as read, for everybody.")
    sign_up: sessions.SignInResult | None = change(sessions.sign_up, "Makes an account and signs in; for everybody.")
    sign_in: sessions.SignInResult | None = change(sessions.sign_in, "Begins a session; for everybody.")
    refresh_session: sessions.SignInResult | None = change(
        sessions.refresh, "Gives fresh tokens for the refresh token that was given last; for everybody."
    )
    sign_out: sessions.SignOutResult | None = change(sessions.sign_out, "Ends this session, or all of the viewer's.")
    change_password: sessions.SignInResult | None = change(
        sessions.change_password, "Sets a new password, ends every session and begins a new one."
    )
    revoke_session: sessions.SignOutResult | None = change(sessions.revoke, "Ends one of the viewer's sessions.")
    update_preferences: sessions.PreferencesResult | None = change(
        sessions.update_preferences, "Changes what the viewer prefers."
    )
    create_api_key: keys.CreateApiKeyResult | None = change(keys.create, "Makes an API key for a partner.")
    rotate_api_key: keys.CreateApiKeyResult | None = change(
        keys.rotate, "Makes the successor of an API key; both work for another day."
    )
    revoke_api_key: keys.RevokeApiKeyResult | None = change(keys.revoke, "Revokes an API key at once.")


def _stream(resolver: Callable[..., Any], description: str) -> Any:
    return strawberry.subscription(resolver=resolver, description=description)


@strawberry.type(
    description="Streams. Every update implements Update; the first is a SNAPSHOT, and a HEARTBEAT comes when nothing "
    "changed for 5 seconds."
)
class Subscription:
    portfolio_pnl: PnlUpdate = _stream(portfolio_streams.pnl, "Profit and loss, at most 10 times a second.")
    order_updates: OrderUpdate = _stream(order_streams.orders, "Orders and fills as they change.")
    signals: SignalUpdate = _stream(signal_streams.signals, "Opinions and proposed trades as they come.")
    risk_alerts: AlertUpdate = _stream(alert_streams.alerts, "Alerts as they are raised and read.")
    stop_updates: StopUpdate = _stream(stop_streams.stops, "The stop that applies, whenever it changes.")
    quotes: QuoteUpdate = _stream(
        quote_streams.quotes, "Instruments as their quotes change, at most 10 times a second."
    )
    news_updates: NewsUpdate = _stream(news_streams.news, "Headlines as they come in.")
    job_progress: JobUpdate = _stream(job_streams.progress, "How far a job has come.")


class Runner(SchemaExtensionsRunner):
    """Strawberry's; what a stream tells goes through the hooks where it has errors, since ours look at nothing else."""

    def on_stream_result(self, result: Any) -> Any:
        return super().on_stream_result(result) if result.errors else UNTOUCHED

    async def get_extensions_results(self, ctx: ExecutionContext) -> dict[str, Any]:
        return dict(ctx.extensions_results)


class DeskSchema(strawberry.Schema):
    """Logs only what a person should look into. `documents` are those that it has read."""

    documents: Documents

    def plain_event(self, text: str) -> Function | None:
        """Return what makes the data of an event of a subscription that was executed before (graph.plans)."""
        document = self.documents.known(text)
        definition = document.operation if document else None
        return plain_event(self._schema, definition) if definition else None

    def create_extensions_runner(
        self, execution_context: ExecutionContext, extensions: list[SchemaExtension]
    ) -> SchemaExtensionsRunner:
        return Runner(execution_context, extensions)

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        report(errors, getattr(getattr(execution_context, "context", None), "request_id", ""))


def build(
    documents: Documents | None = None,
    *,
    suggestions: bool = True,
    compiled: bool = True,
    query: type[Any] = Query,
) -> DeskSchema:
    """Return the schema. `suggestions` off keeps "Did you mean ...?" out of all errors; `compiled` off leaves
    every selection to Strawberry. With another `query` it is not the desk's, but read and worded like it."""
    documents = documents or Documents()
    extensions: tuple[Callable[[], SchemaExtension], ...] = (
        partial(WordErrors, suggestions=suggestions),
        OwnContext,
        partial(Gate, documents),
        NeedStream,
    )
    ours = query is Query
    schema = DeskSchema(
        query=query,
        mutation=Mutation if ours else None,
        subscription=Subscription if ours else None,
        types=list(SHAPES.values()) if ours else [],
        extensions=extensions,
        exception_handlers=TURNS if ours else [],
        execution_context_class=Planned if compiled else Stock,
        config=StrawberryConfig(scalar_map=SCALARS),
    )
    schema.documents = documents
    return schema


def sdl() -> str:
    """Return the schema as text, as it is kept in frontend-schema/schema.graphql."""
    return build().as_str() + "\n"
