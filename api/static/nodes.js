/* Few words for changing the page: text only, never markup, and nodes are kept where their key stays. */

export function put(node, text, tone) {
  if (node.textContent !== text) node.textContent = text;
  if (tone !== undefined && node.className !== tone) node.className = tone;
}

export function make(tag, className = "", text = "") {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.textContent = text;
  return node;
}

/** Make parent's children match items, reusing the node of each key, so that focus and selection survive. */
export function keep(parent, items, build, paint) {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const nodes = items.map((item) => {
    const node = old.get(item.id) ?? build();
    node.dataset.key = item.id;
    paint(node, item);
    return node;
  });
  const same = nodes.length === parent.children.length && nodes.every((node, i) => node === parent.children[i]);
  if (!same) parent.replaceChildren(...nodes);
}

/** A table body whose rows are lists of [text, class]; the first cell heads its row. */
export function table(body, items, cellsOf) {
  const width = body.parentNode.tHead.rows[0].cells.length;
  const build = () => {
    const row = make("tr");
    for (let i = 0; i < width; i += 1) row.append(make(i ? "td" : "th"));
    row.firstChild.scope = "row";
    return row;
  };
  keep(body, items, build, (row, item) => cellsOf(item).forEach(([text, tone = ""], i) => put(row.children[i], text, tone)));
}
