/** A role of a pull request, as IAM lists it. */
export interface Room {
  readonly pullRequest: number;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Whether it was made to end the stack, which lets no job in. */
  readonly isEnding: boolean;
}

/** Why a pull request gets no stack now; undefined when it may have one. */
export function whyNotOpen(pullRequest: number, rooms: readonly Room[], most: number): string | undefined {
  const others = rooms.map((room) => room.pullRequest).filter((number) => number !== pullRequest);
  if (rooms.length > others.length || others.length < most) return undefined;
  const list = others.sort((a, b) => a - b).map((number) => `#${number}`);
  return `There are ${others.length} review stacks already, and ${most} may be: ${list.join(", ")}. Take the label off one of them, then put it on here again.`;
}

/** What there is, by each way to find it. */
export interface Found {
  readonly rooms: readonly Room[];
  /** Pull requests by the tag of things in the account. */
  readonly tagged: readonly number[];
  /** Pull requests by the names of stacks. */
  readonly stacks: readonly number[];
  /** Open pull requests that have the label. */
  readonly wanted: readonly number[];
}

export interface Ending {
  readonly pullRequest: number;
  readonly why: string;
  /** Whether the pull request still asks for a stack, so that its label has to go. */
  readonly isWanted: boolean;
}

/** What ends now, and what a later run ends. */
export interface Endings {
  readonly now: readonly Ending[];
  /** Pull requests that nothing but tags tells of, beyond those of this run. */
  readonly later: readonly number[];
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A job that ends a stack takes no longer. */
const ENDING_HOURS = 1;
/** Whoever may tag something may claim any number, so that a run takes few of those that only tags tell of. */
const MOST_BY_TAG = 5;

/** Which review stacks end now: first those with a role, then those with a state, at last what only tags tell of. */
export function endingsIn(found: Found, now: number, days: number): Endings {
  const { rooms, tagged, stacks } = found;
  const ascending = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);
  const known = new Set([...ascending(rooms.map((room) => room.pullRequest)), ...ascending(stacks)]);
  const end = (pullRequest: number): Ending[] => {
    const why = whyEnd(pullRequest, found, now, days);
    return why === undefined ? [] : [{ pullRequest, why, isWanted: found.wanted.includes(pullRequest) }];
  };
  const byTag = ascending([...new Set(tagged)].filter((number) => !known.has(number))).flatMap(end);
  return {
    now: [...[...known].flatMap(end), ...byTag.slice(0, MOST_BY_TAG)],
    later: byTag.slice(MOST_BY_TAG).map(({ pullRequest }) => pullRequest),
  };
}

function whyEnd(pullRequest: number, { rooms, wanted }: Found, now: number, days: number): string | undefined {
  const room = rooms.find((one) => one.pullRequest === pullRequest);
  if (room?.isEnding === true) {
    return now - room.since < ENDING_HOURS * HOUR ? undefined : "its last end did not come to its end";
  }
  if (!wanted.includes(pullRequest)) return "its pull request is closed, or has the label no more";
  if (room === undefined) return undefined;
  const age = Math.floor((now - room.since) / DAY);
  return age < days ? undefined : `it is ${age} days old, and ${days} are the most`;
}
