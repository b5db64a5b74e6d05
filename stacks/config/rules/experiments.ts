import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";

/** A window that is empty, and a zone in which nothing runs. */
export function experimentProblems({ experiments, network }: WebappConfig): Problem[] {
  if (experiments === undefined) return [];
  const { zone, window } = experiments;
  const zones = network.workloadAzs;
  return [
    ...(zone === undefined || zones.includes(zone)
      ? []
      : [
          {
            key: "webapp:experiments.zone",
            value: zone,
            fix: `must be one of webapp:network.workloadAzs (${zones.join(", ")}): nothing runs elsewhere`,
          },
        ]),
    ...(window.from < window.to
      ? []
      : [
          {
            key: "webapp:experiments.window",
            value: `${window.from} to ${window.to}`,
            fix: "must end later on the day on which it begins",
          },
        ]),
  ];
}
