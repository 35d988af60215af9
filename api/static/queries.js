/* Every GraphQL document of the page; tests validate each against the schema. */

const MARK = /* GraphQL */ `
  fragment Mark on Portfolio {
    id
    cash { amount currency }
    equity { amount currency }
    pnl {
      day { amount currency } dayRatio
      unrealized { amount currency } realized { amount currency } total { amount currency }
      markedAt stale
    }
  }`;
const POSITION = /* GraphQL */ `
  fragment PositionRow on Position {
    id instrument { symbol } quantity averageCost marketPrice marketValue { amount currency } weight
    pnl { unrealized { amount currency } }
  }`;
const ORDER = /* GraphQL */ `
  fragment OrderRow on Order {
    id instrument { symbol } side type quantity limitPrice stopPrice status denial origin
    filledQuantity averageFillPrice placedAt
  }`;
const DECISION = /* GraphQL */ `
  fragment DecisionRow on Decision { id symbol outcome stoppedBy explanation createdAt }`;
const STOP = /* GraphQL */ `
  fragment Stop on StopState { scope state reason note since by epoch openOrdersLeft }`;

export const PORTFOLIOS = /* GraphQL */ `
  query Portfolios { viewer { name } portfolios(first: 20) { nodes { id name } } }`;
export const DESK = /* GraphQL */ `
  query Desk($id: ID!) {
    portfolio(id: $id) {
      name mode broker currency ...Mark
      positions(first: 50) { nodes { ...PositionRow } }
      orders(first: 20) { nodes { ...OrderRow } }
      decisions(first: 30) { nodes { ...DecisionRow } }
      stop { ...Stop }
    }
  }` + MARK + POSITION + ORDER + DECISION + STOP;
export const CURVE = /* GraphQL */ `
  query Curve($id: ID!) { portfolio(id: $id) { equityCurve(period: ALL) { at equity drawdown } } }`;
export const DECISIONS = /* GraphQL */ `
  query Decisions($id: ID!) { portfolio(id: $id) { decisions(first: 30) { nodes { ...DecisionRow } } } }` + DECISION;
export const STOP_NOW = /* GraphQL */ `
  query StopNow($id: ID!) { portfolio(id: $id) { stop { ...Stop } } }` + STOP;

export const PNL_UPDATES = /* GraphQL */ `
  subscription PnlUpdates($id: ID!) {
    portfolioPnl(portfolioId: $id) { kind at portfolio { ...Mark } positions { ...PositionRow } }
  }` + MARK + POSITION;
export const ORDER_UPDATES = /* GraphQL */ `
  subscription OrderUpdates($id: ID!) { orderUpdates(portfolioId: $id) { kind orders { ...OrderRow } } }` + ORDER;
export const SIGNAL_UPDATES = /* GraphQL */ `
  subscription SignalUpdates($id: ID!) { signals(portfolioId: $id) { kind signals { id } recommendations { id } } }`;
export const STOP_UPDATES = /* GraphQL */ `
  subscription StopUpdates($id: ID!) { stopUpdates(portfolioId: $id) { kind stop { ...Stop } } }` + STOP;

export const ENGAGE = /* GraphQL */ `
  mutation Engage($input: EngageStopInput!) {
    engageStop(input: $input) {
      ... on StopEngaged { stops { ...Stop } receipts { haltCommittedMs } }
      ... on Problem { message }
    }
  }` + STOP;
export const RELEASE = /* GraphQL */ `
  mutation Release($input: ReleaseStopInput!) {
    releaseStop(input: $input) {
      ... on StopReleased { stop { ...Stop } }
      ... on Problem { message }
    }
  }` + STOP;

export const FIRST_QUERY = /* GraphQL */ `query FirstLook {
  portfolios(first: 1) {
    nodes {
      name
      equity { amount currency }
      pnl { total { amount } markedAt }
      positions(first: 5) {
        nodes { instrument { symbol } quantity weight }
      }
    }
  }
}`;
