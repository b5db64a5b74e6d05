import { type ConnectionCeiling } from "@toolkit/scaling/connection-ceiling";

/** What of several ways runs more tasks than the database has connections for. */
interface Ran {
  readonly mostTasks: number;
}

/** How many tasks the database has connections for, and how many of the ways run more in vain; none for a service without a database. */
export function connectionsLine(ceiling: ConnectionCeiling | undefined, rows: readonly Ran[]): string[] {
  if (ceiling === undefined) return [];
  const beyond = rows.filter(({ mostTasks }) => mostTasks > Math.ceil(ceiling.tasks));
  const most = Math.max(...beyond.map(({ mostTasks }) => mostTasks));
  const told = beyond.length === 0 ? "" : `; ${beyond.length} of ${rows.length} ways above run more, up to ${most}`;
  return [`${connectionsText(ceiling)}${told}.`];
}

/** The same without a full stop. */
export function connectionsText({ database, limit, others, each, tasks }: ConnectionCeiling): string {
  const shared = others === 0 ? "" : `, other services open up to ${others}`;
  return `${database} allows ${limit} connections${shared}, a task opens ${each}: tasks beyond ${Math.ceil(tasks)} do not help`;
}
