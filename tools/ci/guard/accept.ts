import { RunError } from "@pulumi/pulumi/errors";
import { nearest } from "@toolkit/offline/nearest";
import type { Loss } from "./decide";

/** How a loss is accepted: by its type and logical name, e.g. `aws:rds/instance:Instance::database`. */
export const nameOfLoss = ({ type, name }: Pick<Loss, "type" | "name">): string => `${type}::${name}`;

/**
 * The losses that nobody accepted. A URN is taken as well, for two resources of one type and name.
 *
 * @param isPart whether other losses that were accepted belong to another part of the deployment @default false
 * @throws RunError for every entry that is the name of no loss, or of several.
 */
export function refusedOf(losses: readonly Loss[], accepted: readonly string[], isPart = false): Loss[] {
  const problems = accepted
    .filter((entry) => !isPart || losses.some((loss) => isNamed(loss, entry)))
    .flatMap((entry) => problemWith(entry, losses));
  if (problems.length > 0) throw new RunError(problems.join("\n"));
  return losses.filter((loss) => !accepted.some((entry) => isNamed(loss, entry)));
}

const isNamed = (loss: Loss, entry: string): boolean => entry === nameOfLoss(loss) || entry === loss.urn;

function problemWith(entry: string, losses: readonly Loss[]): string[] {
  const named = losses.filter((loss) => isNamed(loss, entry));
  if (named.length === 1) return [];
  if (named.length > 1) {
    return [
      `--accept ${entry}: several have this name. Accept one by its URN: ${named.map(({ urn }) => urn).join(" ")}`,
    ];
  }
  const meant = meantBy(entry, losses);
  const way = meant === undefined ? "Remove it." : `Did you mean ${meant}?`;
  return [`--accept ${entry}: nothing of this type and name would be lost. ${way}`];
}

/** A loss of that name, else the nearest. */
function meantBy(entry: string, losses: readonly Loss[]): string | undefined {
  const name = entry.split("::").at(-1) ?? entry;
  const near = nearest(
    name,
    losses.map((loss) => loss.name),
  );
  const meant = losses.find((loss) => loss.name === near);
  return meant && nameOfLoss(meant);
}
