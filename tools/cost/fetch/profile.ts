import { DAYS_PER_MONTH } from "@toolkit/cost/formulas/time";
import { type Usage } from "@toolkit/cost/usage";
import { type UsageQuery } from "./queries";

/** Sums of the measured days as a month, by the path that each metric is for. */
export function monthOf(
  queries: readonly UsageQuery[],
  values: ReadonlyMap<string, readonly number[]>,
): ReadonlyMap<string, number> {
  const month = new Map<string, number>();
  for (const { id, path, statistic, factor } of queries) {
    const days = values.get(id) ?? [];
    if (days.length === 0) continue;
    const mean = days.reduce((sum, value) => sum + value, 0) / days.length;
    const measured = mean * factor * (statistic === "Sum" ? DAYS_PER_MONTH : 1);
    month.set(path, (month.get(path) ?? 0) + measured);
  }
  return month;
}

/**
 * A usage file from what was measured: values of the profile as they are, and those of a page view made from requests
 * and bytes with the preset's number of requests in a view.
 */
export function usageFileOf(month: ReadonlyMap<string, number>, preset: Usage, allocatedGb: number): object {
  const { dynamicRequestsPerPageView, edgeObjectsPerPageView } = preset.traffic;
  const dynamic = month.get("traffic.dynamicRequests");
  const edge = month.get("traffic.edgeRequests");
  const views =
    edge !== undefined
      ? edge / (dynamicRequestsPerPageView + edgeObjectsPerPageView)
      : dynamic === undefined
        ? undefined
        : dynamic / dynamicRequestsPerPageView;
  const perView = (amount: number | undefined, unit = 1) =>
    amount === undefined || views === undefined || views === 0 ? undefined : rounded((amount / views) * unit);
  const connections = month.get("traffic.newConnections");
  const free = month.get("database.freeGb");
  return withoutHoles({
    traffic: withoutHoles({
      pageViews: views === undefined ? undefined : Math.round(views),
      dynamicRequestsPerPageView: perView(dynamic),
      edgeMbPerPageView: perView(month.get("traffic.edgeGb"), 1000),
      newConnectionsPerRequest:
        connections === undefined || dynamic === undefined || dynamic === 0
          ? undefined
          : rounded(connections / dynamic),
      uploadGb: roundedIf(month.get("traffic.uploadGb")),
    }),
    network: withoutHoles({
      natGb: roundedIf(month.get("network.natGb")),
      internetGb: roundedIf(month.get("network.internetGb")),
    }),
    logs: withoutHoles({ applicationGb: roundedIf(month.get("logs.applicationGb")) }),
    database: withoutHoles({ usedGb: free === undefined ? undefined : rounded(Math.max(0, allocatedGb - free)) }),
  });
}

const rounded = (value: number): number => Number(value.toPrecision(4));

const roundedIf = (value: number | undefined): number | undefined => (value === undefined ? undefined : rounded(value));

function withoutHoles(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && JSON.stringify(value) !== "{}"),
  );
}
