import { configuredUsers, nameInFile } from "../../uses/users";
import { meant } from "../nearest";
import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";

/** Names in `network.egress.*.from` and `network.s3Buckets.*.services` under which the stack file describes no tasks. */
export function taskNameProblems(config: WebappConfig): Problem[] {
  const { egress, s3Buckets } = config.network;
  const lists = [
    ...Object.entries(egress).map(([name, { from }]) => ({ key: `egress.${name}.from`, names: from })),
    ...s3Buckets.map((bucket, index) => ({
      key: `s3Buckets.${index}.services`,
      names: typeof bucket === "string" ? [] : bucket.services,
    })),
  ];
  const known = configuredUsers(config).map(nameInFile);
  return lists.flatMap(({ key, names }) =>
    names.flatMap((name, index): Problem[] =>
      known.includes(name)
        ? []
        : [{ key: `webapp:network.${key}.${index}`, value: name, fix: unknownTasks(name, known) }],
    ),
  );
}

const unknownTasks = (name: string, known: readonly string[]): string =>
  `is no service, worker or job of this stack${meant(name, known, `; it has ${known.join(", ")}`)}`;
