import { Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { SPREADS } from "@toolkit/scaling/load";
import { decimal, type OptionsOf, traceOption, wholeNumber } from "../cli/options";
import { LOADS, loadName } from "../scale/minutes";
import { isHere } from "./owned";
import { MOST } from "./plan";

const positive = decimal("use a number above 0.", (number) => number > 0);

export const loadCommand = () =>
  new Command("load")
    .description(
      "Sends a load to a site of yours as visitors do, who do not wait for each other (an open model), and measures what becomes of it. Reads only. The site shows that it is yours by a line that it serves; this machine needs none.",
    )
    .requiredOption("--url <url>", "what to ask: the site, with a path if it is not the first page", urlOption)
    .option("--profile <name|file>", `requests of a day: ${LOADS.join(", ")}, or a CSV file`, loadName, "steady")
    .option("--mean <requests/s>", "average of a named profile before anything happens", positive, 10)
    .option("--times <factor>", "multiply the load", positive, 1)
    .option("--minutes <count>", "how long", wholeNumber(1, MOST.minutes), 10)
    .option("--from <HH:MM>", "where in the day (default: five minutes before the load grows most)", timeOfDay)
    .addOption(
      new Option("--spread <how>", "how the requests of a minute are spread over it")
        .choices(SPREADS)
        .default("linear"),
    )
    .option("--tasks <count>", "tasks that serve it, all the time: writes the capacity file", wholeNumber(1, 10_000))
    .option("--service <name>", "their service, as the simulator names it", "frontend")
    .option("--out <file>", "the capacity file", "build/load/capacity.json")
    .option("--json", "one JSON document; run npm with --silent")
    .addOption(traceOption());

export type LoadOptions = OptionsOf<ReturnType<typeof loadCommand>>;

function urlOption(value: string): URL {
  if (!URL.canParse(value)) throw new InvalidArgumentError("use an address, such as https://app.example.com/.");
  const url = new URL(value);
  if (url.protocol === "https:" || (url.protocol === "http:" && isHere(url))) return url;
  throw new InvalidArgumentError("use https://, or http:// on this machine.");
}

function timeOfDay(value: string): number {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(value) ?? [];
  if (hours === undefined) throw new InvalidArgumentError("use a time of day, such as 11:55.");
  return Number(hours) * 60 + Number(minutes);
}
