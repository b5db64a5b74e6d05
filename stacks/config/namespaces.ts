import { nearest } from "./nearest";
import { type Problem } from "./problems";

/** Namespaces that somebody reads: the engine, and the providers that the program uses. */
const READ_BY_OTHERS = ["pulumi", "awsx", "random", "docker-build"];

/**
 * Keys that the program would never see, although they are meant for it: under a misspelt namespace, or one of our keys
 * under another namespace, such as the project's own, which the CLI gives to a key without any. A namespace that is
 * nothing like ours may belong to a provider of yours.
 *
 * @param keys of the whole configuration, `namespace:key`.
 * @param ours the program's namespaces, each with its keys.
 */
export function namespaceProblems(
  keys: readonly string[],
  ours: Readonly<Record<string, readonly string[]>>,
): Problem[] {
  const namespaces = Object.keys(ours);
  return keys.flatMap((key) => {
    const [namespace = "", name = ""] = key.split(":");
    if (namespaces.includes(namespace) || READ_BY_OTHERS.includes(namespace)) return [];
    const section = name.split(".")[0] ?? "";
    const meant = namespaces.find((other) => ours[other]?.includes(section)) ?? nearest(namespace, namespaces);
    if (meant === undefined) return [];
    return [{ key, fix: `is read by nobody; did you mean "${meant}:${name}"?` }];
  });
}
