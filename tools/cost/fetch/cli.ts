import { Command, Option } from "@commander-js/extra-typings";
import { stringify } from "yaml";

import { CostError } from "@toolkit/cost/errors";
import { T } from "@toolkit/offline/aws-types";
import { Aws, installedAws } from "../../aws/aws";
import { traceOption, wholeNumber } from "../../cli/options";
import { subcommand } from "../../cli/subcommand";
import { usagePresets } from "../application";
import { metricDataAnswer, readMetrics } from "./call";
import { type LiveResource, liveResources, metricName } from "./live";
import { monthOf, usageFileOf } from "./profile";
import { usageQueries } from "./queries";

const DAY_MS = 24 * 60 * 60 * 1000;

const command = new Command("usage-fetch")
  .description(
    "Reads a live stack's usage from CloudWatch as a usage file for npm run cost -- --usage: with the AWS CLI and its credentials, by reading only.",
  )
  .requiredOption("--stack <name>", "deployed stack")
  .addOption(new Option("--days <number>", "last days to read").argParser(wholeNumber(1, 455)).default(30))
  .option("--profile <name>", "profile of the AWS CLI")
  .option("--region <name>", "region of the stack", "us-east-1")
  .addOption(traceOption());

export default subcommand(command, {
  run: async ({ stack, days, profile, region }) => {
    const resources = liveResources(stack);
    const queries = usageQueries(resources, metricName, region);
    if (queries.length === 0)
      throw new CostError(`The stack ${stack} has nothing deployed whose usage CloudWatch counts.`);
    const to = new Date();
    const aws = new Aws(installedAws, { profile });
    const values = await readMetrics(queries, { from: new Date(to.getTime() - days * DAY_MS), to }, (where, input) =>
      aws.ask(
        metricDataAnswer,
        "cloudwatch",
        "get-metric-data",
        "--region",
        where,
        "--cli-input-json",
        JSON.stringify(input),
      ),
    );
    const file = usageFileOf(monthOf(queries, values), usagePresets.small, allocatedGb(resources));
    process.stdout.write(
      `# usage of ${stack}, ${days} days until ${to.toISOString().slice(0, 10)}\n${stringify({ extends: "small", ...file })}`,
    );
  },
});

function allocatedGb(resources: readonly LiveResource[]): number {
  const database = resources.find(({ type }) => type === T.databaseInstance);
  return Number(database?.outputs.allocatedStorage ?? 0);
}
