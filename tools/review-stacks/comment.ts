import { usd } from "../cost/pages/numbers";
import { inert } from "../ci/comment/inert";

/** Finds the comment about a pull request's stack again. */
export const MARKER = "<!-- review stack -->";

const HOURS = { month: 730, day: 24 } as const;

/** A price of a month by the day, at AWS's 730 hours a month. */
export const perDay = (month: number): number => (month * HOURS.day) / HOURS.month;

export interface UpStack {
  readonly stack: string;
  readonly url: string;
  /** USD a month. */
  readonly cost: number;
  readonly sha: string;
}

const body = (...paragraphs: readonly string[]): string => [MARKER, ...paragraphs].join("\n\n");

/** What the pull request is told of its stack. */
export function upComment({ stack, url, cost, sha }: UpStack): string {
  const link = /^https:\/\/[\w.-]+\/?$/.test(url) ? `<${url}>` : inert(url);
  return body(
    `### Review stack: ${link}`,
    `${usd(perDay(cost))} USD a day while it stands, at usage idle. Each push updates it; it ends when the label goes, when the pull request is closed, or after some days.`,
    `<sub>${inert(stack)} at ${inert(sha.slice(0, 12))} · docs/pull-requests.md says what it may never be given</sub>`,
  );
}

/** What it is told when there is none, or no more. */
export const noStackComment = (why: string): string => body("### Review stack: none", inert(why));
