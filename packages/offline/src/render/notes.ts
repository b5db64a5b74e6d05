import { writtenToken } from "../answers";
import type { Notes } from "../notes";
import { absences } from "../regions";
import type { Style } from "./style";

/** What is not exact in a preview, a line for each kind of it; empty when everything is. */
export function renderNotes(notes: Notes, style: Style): string {
  const { described, opaque, remote, lookUps, withheld, absent, remarks } = notes;
  const lines = [
    ...line(described, "type", "from the provider's own description", shortened),
    ...line(
      opaque,
      "type or function",
      "of which nothing is known here, so that results are unknown",
      asItIs,
      "types and functions",
    ),
    ...line(remote, "component", "built by a provider, whose resources are not seen", asItIs),
    ...line(lookUps, "look-up", "answered with an example", asItIs),
    ...line(withheld, "value", "only the account knows (give it with --answer)", asItIs),
    ...line(absent, "type", `whose service AWS's schemas of ${absences().date} do not list there`, shortened),
    ...remarks,
  ];
  if (lines.length === 0) return "";
  return [style.bold("not exact"), ...lines.map((text) => `  ${text}`)].join("\n");
}

const asItIs = (entry: string): string => entry;
/** Tokens as they are written in a program; what follows one stays. */
const shortened = (entry: string): string => entry.replace(/^\S+/, writtenToken);

function line(
  entries: readonly string[],
  what: string,
  how: string,
  show: (entry: string) => string,
  many = `${what}s`,
): string[] {
  if (entries.length === 0) return [];
  return [`${entries.length} ${entries.length === 1 ? what : many} ${how}: ${entries.map(show).join(", ")}`];
}
