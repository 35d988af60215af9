/** The page at /graphiql: a field for the token, and GraphiQL with the explorer and a tab for each ready operation. */
import "./workers";
import "@graphiql/react/style.css";
import "@graphiql/plugin-doc-explorer/style.css";
import "@graphiql/plugin-explorer/style.css";
import "@graphiql/plugin-history/style.css";
import "graphiql/graphiql.css";
import "./page.css";

import { explorerPlugin } from "@graphiql/plugin-explorer";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { useEffect, useMemo, useState } from "react";
import { createRoot } from "react-dom/client";

import { connect, tabs, type Tab } from "./desk";

/** Tabs are many: the one that was chosen by keyboard, or from the last visit, may stand outside of what is seen. */
const show = () =>
  requestAnimationFrame(() => {
    const tab = document.querySelector<HTMLElement>(".graphiql-tab-active");
    const strip = tab?.parentElement;
    if (tab && strip) strip.scrollLeft += tab.getBoundingClientRect().left - strip.getBoundingClientRect().left;
  });

const PLUGINS = [HISTORY_PLUGIN, explorerPlugin()];

function Page({ ready }: { ready: Tab[] }) {
  const [token, setToken] = useState("");
  const desk = useMemo(() => connect(token), [token]);
  useEffect(() => desk.close, [desk]);
  return (
    <>
      <form className="token" onSubmit={(event) => event.preventDefault()}>
        <label htmlFor="token">Token</label>
        <input
          id="token"
          type="password"
          autoComplete="off"
          spellCheck={false}
          placeholder="plk_... from `plimsoll token`; kept in memory only"
          value={token}
          onChange={(event) => setToken(event.target.value.trim())}
        />
      </form>
      <GraphiQL
        key={token}
        fetcher={desk.fetcher}
        plugins={PLUGINS}
        defaultTabs={ready}
        onTabChange={show}
        isHeadersEditorEnabled={false}
        defaultEditorToolsVisibility="variables"
      />
    </>
  );
}

createRoot(document.getElementById("page")!).render(<Page ready={await tabs()} />);
