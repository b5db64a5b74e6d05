import { type Random } from "@toolkit/scaling/random";

/**
 * Seconds at which requests go out: at random, as from visitors who know nothing of each other (a Poisson process), as often
 * as each second says. They are known before the first is sent, so that no slow answer holds back the next request.
 *
 * @param load requests in each second.
 */
export function arrivals(load: Float64Array, random: Random): Float64Array {
  const times: number[] = [];
  // Requests that are still to come on average until the next one does.
  let left = exponential(random);
  for (const [second, rate] of load.entries()) {
    let at = 0;
    while (left <= rate * (1 - at)) {
      at += left / rate;
      times.push(second + at);
      left = exponential(random);
    }
    left -= rate * (1 - at);
  }
  return Float64Array.from(times);
}

const exponential = (random: Random): number => -Math.log(1 - random());
