import { RunError } from "@pulumi/pulumi/errors";

import { type Repository } from "../../bootstrap/github-trust";
import { endingsIn, whyNotOpen } from "./decide";
import { endStack } from "./end";
import { type Hands } from "./hands";
import { ofCi, reviewNames } from "./names";
import { Rooms } from "./roles";
import { stackNumbers } from "./states";
import { allTagged } from "./tagged";

/** Where the keeper works. */
export interface House {
  readonly hands: Hands;
  /** What the ARNs of all roles of CI begin with. */
  readonly roles: string;
  readonly project: string;
  readonly region: string;
  /** Where the states are, as `pulumi login` takes it. */
  readonly backend: string;
}

export interface Opening {
  readonly pullRequest: number;
  readonly repository: Repository;
  /** Most review stacks at once. */
  readonly most: number;
}

/**
 * Makes the role with which the jobs of a pull request deploy its stack.
 *
 * @returns why there is none; undefined when there is one
 */
export async function open({ hands, roles }: House, opening: Opening): Promise<string | undefined> {
  const { pullRequest, repository, most } = opening;
  const rooms = new Rooms(hands, roles);
  const refused = whyNotOpen(pullRequest, await rooms.list(), most);
  if (refused !== undefined) return refused;
  const names = reviewNames(roles, pullRequest);
  await rooms.prepare(names);
  await rooms.admit(names, repository);
  hands.say(`${names.roleName} lets in the jobs of pull request ${pullRequest}.`);
  return undefined;
}

/**
 * Ends a stack, all that is left of it, and its role: first its jobs are shut out, and the role goes last, so that what
 * fails half way is found again.
 *
 * @throws RunError that names what is still there
 */
export async function close(house: House, pullRequest: number): Promise<void> {
  const { hands, roles } = house;
  const rooms = new Rooms(hands, roles);
  const names = reviewNames(roles, pullRequest);
  await rooms.prepare(names);
  const as = await rooms.enter(names);
  const left = await endStack({ ...house, names, as, boundaryArn: boundaryOfMade(roles) });
  if (left.length > 0) {
    throw new RunError(
      `${names.stack} is destroyed, but these still carry its tag (docs/runbooks/review-stack.md):\n${left.map((arn) => `  ${arn}`).join("\n")}`,
    );
  }
  await rooms.close(names);
  hands.say(`${names.stack} is gone.`);
}

export interface Sweeping {
  /** Open pull requests that have the label. */
  readonly wanted: readonly number[];
  /** How old a stack may get. */
  readonly days: number;
  /** Told of each stack that ended though its pull request still asks for one. */
  readonly ended: (pullRequest: number, why: string) => Promise<void>;
}

/**
 * Ends every stack whose time is over, found by its role, its state or the tags of what is left of it.
 *
 * @throws RunError that names each that could not be ended, after all have been tried
 */
export async function sweep(house: House, { wanted, days, ended }: Sweeping): Promise<void> {
  const { hands, roles } = house;
  const found = {
    rooms: await new Rooms(hands, roles).list(),
    tagged: (await allTagged(house)).map(({ pullRequest }) => pullRequest),
    stacks: await stackNumbers(house),
    wanted,
  };
  const failures: string[] = [];
  const endings = endingsIn(found, hands.now(), days);
  for (const { pullRequest, why, isWanted } of endings) {
    hands.say(`pr-${pullRequest} ends: ${why}.`);
    try {
      await close(house, pullRequest);
      if (isWanted) await ended(pullRequest, why);
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  if (failures.length > 0) throw new RunError(failures.join("\n"));
  if (endings.length === 0) hands.say("Every review stack is wanted, and none is too old.");
}

/** Boundary that the roles of a review stack must carry. */
export const boundaryOfMade = (roles: string): string => ofCi(roles, "policy", "boundary-pr");
