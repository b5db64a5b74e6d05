/** Numbers in [0, 1) that the seed decides: the same seed gives the same simulation on every machine. */
export type Random = () => number;

/**
 * A generator of 32 bits (mulberry32 by Tommy Ettinger, in the public domain): good enough to spread events, quick, and
 * its whole state is one number.
 */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
