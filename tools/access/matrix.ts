import { type ResourceGraph } from "@toolkit/offline/graph";
import { tasksIn } from "./tasks";
import { thingsIn } from "./things";

/** Who may do what on what. */
export interface AccessMatrix {
  /** Tasks that something starts by itself, by name. */
  readonly tasks: readonly string[];
  /** Things that some tasks may use, with what each of those tasks may do: `["read", "write"]`, or nothing. */
  readonly things: readonly { readonly name: string; readonly may: readonly (readonly string[])[] }[];
}

/** Read from roles and security groups of the graph, so that it holds whatever `uses` says. */
export function accessMatrix(graph: ResourceGraph): AccessMatrix {
  const tasks = tasksIn(graph);
  const things = thingsIn(graph, tasks).map(({ name, may }) => ({ name, may: tasks.map(may) }));
  return {
    tasks: tasks.map(({ name }) => name),
    things: things.filter(({ may }) => may.some((one) => one.length > 0)),
  };
}
