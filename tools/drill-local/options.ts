import { Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { decimal, type OptionsOf, stackOption, stacksOption, traceOption, wholeNumber } from "../cli/options";
import { DRILLS } from "./drills";

const NAMES = DRILLS.map(({ name }) => name);

export const drillLocalCommand = () =>
  new Command("drill:local")
    .description(
      "Lets things fail under load in a local run of the sample application, counts what is lost, and sets it beside what npm run availability says. Needs Go and a MariaDB or MySQL server. Exit code 1 when a write is lost that was acknowledged.",
    )
    .option("--only <names>", `some of the drills, with commas: ${NAMES.join(",")} (default: all)`, some, NAMES)
    .addOption(
      new Option("--frontend <variant>", "ssr: a server renders pages; spa: the browser does")
        .choices(["ssr", "spa"])
        .default("ssr"),
    )
    .option("--rate <visits/s>", "how many come, whether or not others were answered", wholeNumber(1, 200), 20)
    .option("--tasks <count>", "tasks of each service", wholeNumber(2, 8), 2)
    .option("--away <seconds>", "how long the database and the edge's load balancer are away", positive, 3)
    .option("--real-checks", "check health as often as the stack does, not every second")
    .addOption(stackOption("stack as which it runs, and whose availability it is set beside").default("prod"))
    .addOption(stacksOption())
    .option("--json", "one JSON document; run npm with --silent")
    .addOption(traceOption());

export type DrillOptions = OptionsOf<ReturnType<typeof drillLocalCommand>>;

const positive = decimal("use a number of seconds above 0.", (number) => number > 0);

function some(value: string): string[] {
  const asked = value.split(",").map((name) => name.trim());
  const unknown = asked.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) throw new InvalidArgumentError(`${unknown.join(", ")}: use ${NAMES.join(", ")}.`);
  return asked;
}
