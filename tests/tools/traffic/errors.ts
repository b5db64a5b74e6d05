import { type Choose } from "@toolkit/rehearsal/traffic/order";
import { Traffic } from "@toolkit/rehearsal/traffic/simulate";
import { type Combination } from "../../stacks/combinations";
import { recorded } from "../../support/traffic";
import { type TrafficChange } from "./changes";

const flipped = { ssr: "spa", spa: "ssr" } as const;

const run = ({ stack, frontend }: Combination, set: readonly string[]) => {
  const mode = set.includes("frontend=flipped") ? flipped[frontend] : frontend;
  return recorded(stack, [`frontend=${mode}`, ...set.filter((one) => one !== "frontend=flipped")]);
};

/** What viewers met while a stack changed, and how often they asked. */
export interface Met {
  readonly errors: readonly string[];
  readonly asked: number;
}

/** Every error that a viewer gets during a change, and what AWS refuses of it. */
export async function meet(
  where: Combination,
  { from = [], to = [] }: Pick<TrafficChange, "from" | "to">,
  choose: Choose,
): Promise<Met> {
  const [before, after] = [await run(where, from), await run(where, to)];
  // Services that shift have their requests in either group, whichever the last deployment left them.
  const shifts = JSON.stringify(before.made).includes("alternateTargetGroupArn");
  const runs = (shifts ? [false, true] : [false]).map((shifted) => {
    const traffic = new Traffic(before);
    if (shifted) traffic.state.shiftAll();
    return traffic.deploy(after, choose);
  });
  return {
    errors: runs.flatMap(({ lost, refused }) => [
      ...lost.map(({ error, request, since }) => `${request} ${error} since ${since}`),
      ...(refused === undefined ? [] : [refused]),
    ]),
    asked: runs.reduce((sum, { asked }) => sum + asked, 0),
  };
}

/** Errors that none of the changes names. */
export const unnamed = (errors: readonly string[], ...by: readonly TrafficChange[]): string[] =>
  errors.filter((error) => !by.some(({ loses }) => loses?.[1].test(error) === true));
