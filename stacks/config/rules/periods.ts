import { type Period } from "../../../components/schedule";

// Each list of periods is in order and without overlaps, so that a year of them is searched by halves.

/** Whether a moment lies in one of the periods. */
export function isWithin(periods: readonly Period[], instant: Date): boolean {
  const period = periodFrom(periods, instant);
  return period !== undefined && period.start <= instant;
}

/** Whether all of a window lies in one of the periods. */
export function isInside(window: Period, periods: readonly Period[]): boolean {
  const period = periodFrom(periods, window.start);
  return period !== undefined && period.start <= window.start && window.end <= period.end;
}

/** Whether some of a window lies in one of the periods. */
export function meets(window: Period, periods: readonly Period[]): boolean {
  const period = periodFrom(periods, window.start);
  return period !== undefined && period.start < window.end;
}

/** How many items come before the first for which a rule holds that holds for all after it too. */
export function countUntil<Item>(sorted: readonly Item[], holds: (item: Item) => boolean): number {
  let [least, most] = [0, sorted.length];
  while (least < most) {
    const middle = (least + most) >> 1;
    const item = sorted[middle];
    if (item === undefined || holds(item)) most = middle;
    else least = middle + 1;
  }
  return least;
}

/** The period at this moment, or else the next. */
const periodFrom = (periods: readonly Period[], instant: Date): Period | undefined =>
  periods[countUntil(periods, ({ end }) => end > instant)];
