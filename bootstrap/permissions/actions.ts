/** Actions of one service, without its prefix. */
export type Actions = Readonly<Record<string, readonly string[]>>;

/** `words("A B\n C")` is `["A", "B", "C"]`: long lists read better as text. */
export const words = (text: string): string[] => text.trim().split(/\s+/);

/** `ec2:CreateVpc` for every action of every service. */
export const fullNames = (actions: Actions): string[] =>
  Object.entries(actions).flatMap(([service, names]) => names.map((name) => `${service}:${name}`));

/** Letters of a verb that tell it from the others of its service: `ec2:Crea*` covers of AWS's actions what `ec2:Create*` does. */
const LETTERS = 4;

/**
 * The kinds of action: `ec2:Crea*` stands for `ec2:CreateVpc` and all its like, `ecs:*tag*` for tagging, untagging and
 * listing tags (IAM ignores case), unless another kind covers them. It makes a boundary, which grants nothing, fit into one policy.
 */
export function kindsOf(actions: readonly string[]): string[] {
  const tagging = actions.filter((action) => isTagging(action));
  const kinds = new Set(actions.filter((action) => !isTagging(action)).map(kindOf));
  const tags = tagging.filter((action) => !kinds.has(kindOf(action))).map((action) => action.replace(/:.*/, ":*tag*"));
  const opposites = [...kinds].filter(
    (kind) => kind.endsWith("*") && opposite(kind) !== kind && kinds.has(opposite(kind)),
  );
  for (const kind of opposites) {
    kinds.delete(kind);
    kinds.delete(opposite(kind));
    kinds.add(opposite(kind).replace(/:(\w+)\*$/, (_, verb: string) => `:*${verb.toLowerCase()}*`));
  }
  return withoutCovered([...new Set([...[...kinds].map(shortened), ...tags])]).sort();
}

/** `kms:Reti*` is within `kms:Re*`. */
function withoutCovered(kinds: readonly string[]): string[] {
  const starts = kinds.filter((kind) => kind.endsWith("*")).map((kind) => kind.slice(0, -1));
  return kinds.filter((kind) => !starts.some((start) => kind.startsWith(start) && kind !== `${start}*`));
}

/** `ec2:Desc*` for `ec2:Describe*`; what is no verb, such as `ec2:*associate*`, stays. */
const shortened = (kind: string): string =>
  kind.replace(/:([A-Z][a-z]+)\*$/, (_, verb: string) => `:${verb.slice(0, LETTERS)}*`);

/** `AddTagsToResource`, `UntagQueue`, `PutBucketTagging`; not `UpdateSecretVersionStage`. */
const isTagging = (action: string): boolean => /[Tt]ag(s|ging|[A-Z]|$)/.test(action);

/** The first word of an action; the whole of it when there is one only, as in `kms:Decrypt` and `rds-db:connect`. */
function kindOf(action: string): string {
  const [service = "", name = ""] = action.split(":");
  const verb = /^[A-Z][a-z]+/.exec(name)?.[0];
  return verb === undefined || verb === name ? action : `${service}:${verb}*`;
}

/** `ecs:Tag*` for `ecs:Untag*`, and the action itself for one without opposite. */
const opposite = (kind: string): string =>
  kind.replace(/:(Un|Dis)([a-z])/, (_, _un, letter: string) => `:${letter.toUpperCase()}`);
