import { T } from "@toolkit/offline/aws-types";
import { asObject, objects, text } from "./inputs";
import { type Recipe } from "./recipe";
import { type CostResource } from "../graph-view";

/** What AWS rounds a run of an action without a duration to. */
const SHORTEST_MINUTES = 1;
const DURATIONS = ["duration", "durationBeforeInterruption", "startInstancesAfterDuration"];

/**
 * Minutes of each action of a run, by the ISO 8601 duration among its parameters. Runs are the profile's.
 * Source: https://aws.amazon.com/fis/pricing/.
 */
const template: Recipe = ({ inputs }, context) => {
  const minutes = objects(inputs, "actions").reduce((sum, action) => sum + minutesOf(action), 0);
  const runs = context.usage.operations.experimentRuns;
  return [context.perUse("Action-minutes", "fis.action_minute", minutes * runs)];
};

function minutesOf(action: CostResource["inputs"]): number {
  const written = objects(action, "parameters")
    .map(asObject)
    .find((parameter) => DURATIONS.includes(text(parameter, "key") ?? ""));
  const [, hours = "0", minutes = "0", seconds = "0"] =
    /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(written === undefined ? "" : (text(written, "value") ?? "")) ?? [];
  const total = Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
  return Math.max(SHORTEST_MINUTES, Math.round(total));
}

export const experimentRecipes: Readonly<Record<string, Recipe>> = { [T.experimentTemplate]: template };
