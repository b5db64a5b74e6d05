import { RunError } from "@pulumi/pulumi/errors";

import { type Repository } from "../../bootstrap/github-trust";
import { endingsIn, whyNotOpen } from "./decide";
import { destroyStack, leftAfterMinutes } from "./end";
import { type Hands } from "./hands";
import { ofCi, reviewNames, type ReviewNames } from "./names";
import { Rooms } from "./roles";
import { stackNumbers } from "./states";
import { allTagged, taggedThings } from "./tagged";

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
  const all = await rooms.list();
  const refused = whyNotOpen(pullRequest, all, most);
  if (refused !== undefined) return refused;
  const names = reviewNames(roles, pullRequest);
  // One that was made to end a stack would be taken for that still.
  if (all.some((room) => room.pullRequest === pullRequest && room.isEnding)) await rooms.close(names);
  await rooms.prepare(names);
  await rooms.admit(names, repository);
  hands.say(`${names.roleName} lets in the jobs of pull request ${pullRequest}.`);
  return undefined;
}

/**
 * Ends a stack, all that is left of it, and its role: first its jobs and whatever sessions they gave away are shut out, and
 * the role goes last, so that what fails half way is found again.
 *
 * @throws RunError that names what is still there
 */
export async function close(house: House, pullRequest: number): Promise<void> {
  const { hands, roles } = house;
  const rooms = new Rooms(hands, roles);
  const names = reviewNames(roles, pullRequest);
  await rooms.renew(names);
  const look = () => remaining(house, rooms, names);
  const end = { ...house, names, as: await rooms.enter(names), boundaryArn: boundaryOfMade(roles) };
  let hadState: boolean;
  try {
    hadState = await destroyStack(end);
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    throw new RunError(`${error.message}\n${listed("There are", await look())}`);
  }
  const left = hadState ? await leftAfterMinutes(hands, look) : await look();
  if (left.length > 0) {
    const what = hadState
      ? "is destroyed, but these are still there"
      : "has no state any more, and these are still there";
    throw new RunError(listed(`${names.stack} ${what} (docs/runbooks/review-stack.md)`, left));
  }
  await rooms.close(names);
  const gone = "had no state, and nothing has its tag or its name: its role is gone.";
  hands.say(`${names.stack} ${hadState ? "is gone." : gone}`);
}

/** ARNs with the tag of the pull request, and roles by their names: code that nobody reviewed may take away tags. */
async function remaining(house: House, rooms: Rooms, names: ReviewNames): Promise<string[]> {
  const tagged = await taggedThings({ ...house, names });
  const untagged = (await rooms.ofStack(house.project, names)).filter(
    (role) => !tagged.some((arn) => arn.endsWith(`/${role}`)),
  );
  return [...tagged, ...untagged.map((role) => `role ${role}`)];
}

const listed = (what: string, things: readonly string[]): string =>
  things.length === 0
    ? `${what}: none that tags or roles tell of.`
    : `${what}:\n${things.map((one) => `  ${one}`).join("\n")}`;

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
  for (const { pullRequest, why, isWanted } of endings.now) {
    hands.say(`pr-${pullRequest} ends: ${why}.`);
    try {
      await close(house, pullRequest);
      if (isWanted) await ended(pullRequest, why);
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  if (endings.later.length > 0) {
    hands.say(
      `For later runs, as tags alone tell of them: ${endings.later.map((number) => `pr-${number}`).join(", ")}.`,
    );
  }
  if (failures.length > 0) throw new RunError(failures.join("\n"));
  if (endings.now.length === 0) hands.say("Every review stack is wanted, and none is too old.");
}

/** Boundary that the roles of a review stack must carry. */
export const boundaryOfMade = (roles: string): string => ofCi(roles, "policy", "boundary-pr");
