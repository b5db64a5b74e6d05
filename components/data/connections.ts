/** Share of the database's connections that tasks may have; the others are for people, dumps and migrations. */
const FOR_TASKS = 0.9;
/** With one alone every request of a task would wait for its slowest statement. */
const FEWEST = 2;
/** A deployment starts as many tasks as there are before it stops the old ones. */
const WHILE_DEPLOYED = 2;

/**
 * Connections that a task may open, so that all of them together, while a deployment doubles them, leave a tenth for people;
 * two at least.
 */
export const connectionsPerTask = (maxConnections: number, maxTasks: number): number =>
  Math.max(FEWEST, Math.floor((maxConnections * FOR_TASKS) / (maxTasks * WHILE_DEPLOYED)));

/** Connections that the tasks open at most: all there can be, twice while they are deployed, with full pools. */
export const connectionsAsked = (maxConnections: number, maxTasks: number): number =>
  connectionsPerTask(maxConnections, maxTasks) * maxTasks * WHILE_DEPLOYED;
