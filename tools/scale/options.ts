import { Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { decimal, type OptionsOf, setOption, stackOption, stacksOption, traceOption } from "../cli/options";
import { deployAt } from "./deployment";
import { capacityOption } from "./measured";
import { LOADS, loadName } from "./minutes";

export const scaleCommand = () =>
  new Command("scale")
    .description(
      "Simulates how a service scales under a load, offline: ways to scale it beside each other, with what they cost and leave unserved.",
    )
    .addOption(stackOption().default("prod"))
    .addOption(stacksOption())
    .addOption(setOption())
    .option("--service <name>", "service to simulate, by its logical name (default: the first that scales)")
    .option(
      "--load <name|file>",
      `requests of a day: ${LOADS.join(", ")}, or a CSV file with requests per minute in its last column`,
      loadName,
      "burst",
    )
    .option(
      "--mean <requests/s>",
      "average of a named load (default: half of what the minimum of tasks serves)",
      positive,
    )
    .option("--times <factor>", "multiply the load", positive, 1)
    .option(
      "--capacity <requests/s|file>",
      "what one task serves, or what npm run load measured (default: measured with the sample application)",
      capacityOption,
    )
    .addOption(
      new Option(
        "--image-size <MB>",
        "of the compressed image, which each new task pulls: 23 s, 82 s a GB and half a health check (default: the sample application's)",
      ).argParser(decimal("use a number of megabytes, 0 or more.")),
    )
    .addOption(
      new Option("--provision <seconds>", "from the launch of a task to its first request, instead of --image-size")
        .argParser(positive)
        .conflicts("imageSize"),
    )
    .option("--interruptions <a day>", "how often a Spot task is taken back (default: never)", positive, 0)
    .option("--spot-outage", "no Spot capacity is to be had all day")
    .option("--deploy-at <time>", "deploy a new version at this time of the load, such as 12:00", deployAt)
    .option("--find <limit>", 'the cheapest settings within a limit, for example "unserved < 60 s/month"', readLimit)
    .option("--out <folder>", "where the pictures go", "build/scale")
    .option("--json", "one JSON document; run npm with --silent")
    .addOption(traceOption());

export type ScaleOptions = OptionsOf<ReturnType<typeof scaleCommand>>;

const positive = decimal("use a number above 0.", (number) => number > 0);

/** How much a day may leave unserved. */
export interface Limit {
  /** As it was given. */
  readonly text: string;
  readonly of: "seconds" | "requests";
  readonly perDay: number;
}

/** Days of a month of 730 hours. */
const DAYS_A_MONTH = 730 / 24;

function readLimit(text: string): Limit {
  const [, value, unit, per] =
    /^\s*unserved\s*<\s*(\d+(?:\.\d+)?)\s*(s|requests)\s*\/\s*(day|month)\s*$/.exec(text) ?? [];
  if (value === undefined)
    throw new InvalidArgumentError('write "unserved < 60 s/month" or "unserved < 100 requests/day".');
  const perDay = Number(value) / (per === "month" ? DAYS_A_MONTH : 1);
  return { text, of: unit === "s" ? "seconds" : "requests", perDay };
}
