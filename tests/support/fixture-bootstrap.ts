import { previewBootstrap } from "../../tools/program/bootstrap";
import { FIXTURE_BOOTSTRAP } from "../../tools/program/fixtures";
import { rightsGivenBy, rolesMadeBy } from "../../tools/rights/tables";
import { once } from "./once";

/**
 * The bootstrap of tests/fixtures/stacks, run with known and with unknown values, which must make the same resources.
 *
 * @param set assignments as in `--set`
 */
export const fixtureBootstrap = once((...set: string[]) =>
  previewBootstrap({ set, mode: "both", folder: FIXTURE_BOOTSTRAP }),
);

/**
 * The roles that it makes, and those that its stacks could make.
 *
 * @param pullRequests those with a review stack @default none
 */
export const fixtureRoles = once(async (set: readonly string[], pullRequests?: readonly number[]) =>
  rolesMadeBy(await fixtureBootstrap(...set), pullRequests),
);

/** What those roles may do. */
export const fixtureRights = once(async (...set: string[]) => rightsGivenBy(await fixtureBootstrap(...set)));
