// Who asks: a key that never changes, or a person, whose access token ends every 15 minutes and is renewed then. It is
// renewed when the desk refuses it, not by this machine's clock, which may be wrong; and never twice at once, since a
// refresh token is good once: used again it ends the session.
export interface Access {
  token(): string;
  /** Get another token in place of a refused one. False: there is none, sign in again. Rejects when nobody answers. */
  renewed(refused: string): Promise<boolean>;
}

export interface Tokens {
  accessToken: string;
  refreshToken: string;
}

const REFRESH = `mutation ($token: String!) { refreshSession(input: { refreshToken: $token }) { __typename
  ... on SignedIn { session { accessToken refreshToken } } ... on Problem { message } } }`;
const PASSING = ["UnavailableProblem", "LimitReachedProblem"]; // ask again later; any other problem is the end

export const withKey = (key: string): Access => ({ token: () => key, renewed: async () => false });

/** `keep` stores the tokens where the app finds them at its next start; only then are they used. */
export function sessionOn(url: string, signedIn: Tokens, keep: (tokens: Tokens) => Promise<void>): Access {
  let now = signedIn;
  let renewing: Promise<boolean> | undefined;
  const renew = async () => {
    const answer = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: REFRESH, variables: { token: now.refreshToken } }),
      signal: AbortSignal.timeout(15_000),
    });
    const said = ((await answer.json()) as { data?: { refreshSession?: { __typename: string; session?: Tokens } } }).data
      ?.refreshSession;
    if (!said || PASSING.includes(said.__typename)) throw new Error("The desk does not answer now.");
    if (!said.session) return false;
    await keep(said.session);
    now = said.session;
    return true;
  };
  return {
    token: () => now.accessToken,
    renewed: async (refused) =>
      refused !== now.accessToken || (renewing ??= renew().finally(() => (renewing = undefined))),
  };
}

/** A `fetch` that says who asks, and asks once more when the token has ended: nothing was done by then. */
export const fetchAs = (access: Access): typeof fetch => async (to, options) => {
  const ask = () => {
    const headers = new Headers(options?.headers);
    headers.set("authorization", `Bearer ${access.token()}`);
    return fetch(to, { ...options, headers });
  };
  const used = access.token();
  const answer = await ask();
  return answer.status === 401 && (await access.renewed(used)) ? ask() : answer;
};
