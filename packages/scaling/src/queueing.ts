/**
 * The M/M/c queue: requests that come at random, one queue, `servers` that take the same time on average. It stands for a
 * load balancer that sends each request to the task with the least outstanding requests.
 *
 * Source: A. K. Erlang's delay formula, as in L. Kleinrock, Queueing Systems, volume 1 (1975), sections 3.5 and 3.8.
 */
export interface Queue {
  /** Requests a second that come. */
  readonly arrivals: number;
  /** Requests a second that one server completes. */
  readonly rate: number;
  readonly servers: number;
}

/** Share of the time that a server works; at 1 and above the queue grows without end. */
export function utilisation({ arrivals, rate, servers }: Queue): number {
  return arrivals / (rate * servers);
}

/** Probability that a request has to wait (Erlang C); 1 for a queue that grows without end. */
export function waitProbability(queue: Queue): number {
  const busy = utilisation(queue);
  if (busy >= 1) return 1;
  const offered = queue.arrivals / queue.rate;
  // Erlang B by its recursion, which does not overflow for many servers.
  let blocked = 1;
  for (let servers = 1; servers <= queue.servers; servers += 1) {
    blocked = (offered * blocked) / (servers + offered * blocked);
  }
  return blocked / (1 - busy * (1 - blocked));
}

/** Mean seconds in the queue, without the service itself. */
export function meanWait(queue: Queue): number {
  const spare = queue.rate * queue.servers - queue.arrivals;
  return spare <= 0 ? Infinity : waitProbability(queue) / spare;
}

/** Probability that a request takes longer than `seconds`, waiting and served. */
export function slowerThan(queue: Queue, seconds: number): number {
  const { rate } = queue;
  const spare = rate * queue.servers - queue.arrivals;
  if (spare <= 0) return 1;
  const waits = waitProbability(queue);
  const served = Math.exp(-rate * seconds);
  // The sum of two exponential times; where their rates are equal, of one with two phases.
  const difference = rate - spare;
  const both =
    Math.abs(difference) < 1e-9 * rate
      ? (1 + rate * seconds) * served
      : (rate * Math.exp(-spare * seconds) - spare * served) / difference;
  return (1 - waits) * served + waits * both;
}

/** Seconds that `share` of the requests are served within, for example 0.95. */
export function percentile(exceeds: (seconds: number) => number, share: number): number {
  let [low, high] = [0, 0.001];
  while (exceeds(high) > 1 - share) {
    low = high;
    high *= 2;
    if (high > 1e6) return Infinity;
  }
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (exceeds(middle) > 1 - share) low = middle;
    else high = middle;
  }
  return high;
}
