import { type ResourceGraph } from "@toolkit/offline/graph";
import { type Flow, flowsOf, groupsWithInlineRules, isHalfOpen, type Peer } from "../flows";
import { type Content, type Html, markup } from "../markup";
import { type Section } from "../section";
import { counted, table } from "../table";

/** Who may talk to whom, and on which port; read from the rules of the security groups. */
export function renderTraffic(graph: ResourceGraph): Section {
  const flows = flowsOf(graph);
  const inline = groupsWithInlineRules(graph);
  return {
    id: "traffic",
    title: "Traffic matrix",
    content: markup`<p>${counted(flows.length, "permitted flow")}, read from the rules of the security groups. Everything else is refused.
DNS, time and instance metadata go to link-local addresses, which security groups do not filter.</p>
${inline.map(
  ({ name }) => markup`<p class="problem">Group ${name} holds inline rules, which are not in this matrix.</p>\n`,
)}${flows.length === 0 ? undefined : [matrix(flows), list(flows)]}`,
  };
}

function matrix(flows: readonly Flow[]): Html {
  const rows = distinct(flows.map(({ from }) => from));
  const columns = distinct(flows.map(({ to }) => to));
  const cell = (from: Peer, to: Peer): Content => {
    const ports = flows.filter((flow) => flow.from.name === from.name && flow.to.name === to.name);
    return ports.length === 0
      ? markup`<span class="none">–</span>`
      : ports.map((flow) => markup`<span class="port${isHalfOpen(flow) ? " half" : ""}">${flow.ports}</span>`);
  };
  return table({
    caption: "Ports by who starts a connection (rows) and who answers it (columns)",
    columns: ["from \\ to", ...columns.map(({ name }) => name)],
    rows: rows.map((from) => [from.name, ...columns.map((to) => cell(from, to))]),
    look: "matrix",
  });
}

function list(flows: readonly Flow[]): Html {
  return table({
    caption: "What each flow is for",
    columns: ["From", "To", "Port", "What for", "Rules"],
    rows: flows.map((flow) => [
      peer(flow.from),
      peer(flow.to),
      markup`<span class="nowrap">${flow.protocol} ${flow.ports}</span>`,
      flow.description,
      rulesOf(flow),
    ]),
  });
}

const peer = ({ name, detail }: Peer): Html => markup`${name} <small>${detail}</small>`;

function rulesOf(flow: Flow): Content {
  if (isHalfOpen(flow)) return markup`<strong class="bad">one end only: nothing flows</strong>`;
  return [...(flow.isOut ? ["out of the group"] : []), ...(flow.isIn ? ["into the group"] : [])].join(", ");
}

function distinct(peers: readonly Peer[]): Peer[] {
  return [...new Map(peers.map((peer) => [peer.name, peer])).values()];
}
