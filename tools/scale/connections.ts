import { type ConnectionCeiling } from "@toolkit/scaling/connection-ceiling";

/** What of several ways runs more tasks than the database has connections for. */
interface Ran {
  readonly name: string;
  readonly mostTasks: number;
}

/** How many tasks the database has connections for, and which ways run more in vain; none for a service without a database. */
export function connectionsLine(ceiling: ConnectionCeiling | undefined, rows: readonly Ran[]): string[] {
  if (ceiling === undefined) return [];
  const beyond = rows.filter(({ mostTasks }) => mostTasks > Math.ceil(ceiling.tasks));
  const named = beyond.map(({ name, mostTasks }) => `${name} (up to ${mostTasks})`).join(", ");
  return [`${connectionsText(ceiling)}${named === "" ? "" : `, as in ${named}`}.`];
}

/** The same without a full stop. */
export function connectionsText({ database, limit, others, each, tasks }: ConnectionCeiling): string {
  const shared = others === 0 ? "" : `, other services open up to ${others}`;
  return `${database} allows ${limit} connections${shared}, a task opens ${each}: tasks beyond ${Math.ceil(tasks)} do not help`;
}
