import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../../../account";
import { type Watched } from "../watched";
import { layOut } from "./layout";
import { type ExtraGraph, sections } from "./sections";
import { graphProperties } from "./widgets";

export { type ExtraGraph, sections } from "./sections";

export interface DashboardArgs {
  readonly account: AccountContext;
  readonly watched: Watched;
  readonly extras: readonly ExtraGraph[];
  /** Alarms of the stack's region, shown with their state on top. */
  readonly alarmArns: readonly pulumi.Input<string>[];
}

const ALARMS_HEIGHT = 4;

/** The dashboard `<prefix>`: state of the alarms, then graphs. The first three of an account are free, others 3 USD a month. */
export function createDashboard(args: DashboardArgs, opts: { parent: pulumi.Resource }): aws.cloudwatch.Dashboard {
  return new aws.cloudwatch.Dashboard(
    "overview",
    { dashboardName: args.account.prefix, dashboardBody: body(args) },
    { parent: opts.parent },
  );
}

function body({ account, watched, extras, alarmArns }: DashboardArgs): pulumi.Output<string> {
  const placed = layOut(sections(watched, extras), ALARMS_HEIGHT);
  return pulumi.jsonStringify({
    start: "-PT12H",
    periodOverride: "inherit",
    widgets: [
      {
        type: "alarm",
        x: 0,
        y: 0,
        width: 24,
        height: ALARMS_HEIGHT,
        properties: { title: "Alarms", alarms: alarmArns, sortBy: "stateUpdatedTimestamp" },
      },
      ...placed.map((widget) => {
        const { x, y, width, height } = widget;
        const place = { x, y, width, height };
        return "heading" in widget
          ? { type: "text", ...place, properties: { markdown: `## ${widget.heading}`, background: "transparent" } }
          : { type: "metric", ...place, properties: graphProperties(widget.graph, account.region, watched) };
      }),
    ],
  });
}
