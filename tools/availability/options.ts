import { Command, InvalidArgumentError } from "@commander-js/extra-typings";

import { ONE_OF_EACH, type Rates } from "@toolkit/scaling/availability/failures";
import { type OptionsOf, setOption, stackOption, stacksOption, traceOption } from "../cli/options";

export const availabilityCommand = () =>
  new Command("availability")
    .description(
      "What each failure does to a stack, offline: how long nobody answers, what is lost, what more zones, standbys and tasks cost, and what stops growth.",
    )
    .addOption(stackOption().default("prod"))
    .addOption(stacksOption())
    .addOption(setOption())
    .option(
      "--rate <failure=count>",
      `failures a year, for the sums: ${Object.keys(ONE_OF_EACH).join(", ")}; repeatable (default: one of each)`,
      rate,
      ONE_OF_EACH,
    )
    .option("--no-trades", "leave out what other settings would cost and bring")
    .option("--json", "one JSON document; run npm with --silent")
    .addOption(traceOption());

export type AvailabilityOptions = OptionsOf<ReturnType<typeof availabilityCommand>>;

function rate(value: string, previous: Rates): Rates {
  const [kind = "", count = ""] = value.split("=");
  if (!(kind in ONE_OF_EACH)) {
    throw new InvalidArgumentError(`${kind} is none of ${Object.keys(ONE_OF_EACH).join(", ")}.`);
  }
  if (!/^\d+(\.\d+)?$/.test(count)) throw new InvalidArgumentError(`write ${kind}=NUMBER, such as ${kind}=0.2.`);
  return { ...previous, [kind]: Number(count) };
}
