/** A role of a pull request, as IAM lists it. */
export interface Room {
  readonly pullRequest: number;
  /** Milliseconds since 1970. */
  readonly since: number;
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

const DAY = 86_400_000;

/** Which review stacks end now. */
export function endingsIn({ rooms, tagged, stacks, wanted }: Found, now: number, days: number): Ending[] {
  const all = [...new Set([...rooms.map((room) => room.pullRequest), ...tagged, ...stacks])].sort((a, b) => a - b);
  return all.flatMap((pullRequest): Ending[] => {
    const isWanted = wanted.includes(pullRequest);
    if (!isWanted) return [{ pullRequest, why: "its pull request is closed, or has the label no more", isWanted }];
    const room = rooms.find((one) => one.pullRequest === pullRequest);
    if (room === undefined) return [];
    const age = Math.floor((now - room.since) / DAY);
    return age < days ? [] : [{ pullRequest, why: `it is ${age} days old, and ${days} are the most`, isWanted }];
  });
}
