import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Checkout } from "./checkout";

/** Where a preview starts, the newest house first. */
const PREVIEWS = [["tools/cli.ts", "preview"], ["tools/preview/cli.ts"], ["preview/cli.ts"]];
const BOOTSTRAP_PREVIEWS = [
  ["tools/cli.ts", "preview-bootstrap"],
  ["tools/preview/bootstrap-cli.ts"],
  ["preview/bootstrap-cli.ts"],
];

/**
 * What a revision's own preview prints.
 *
 * @param of the stacks, or the bootstrap.
 * @returns undefined when the revision has none.
 * @throws CommandError when its preview fails.
 */
export async function ownPreview(
  { folder, run }: Checkout,
  of: "stack" | "bootstrap",
  args: readonly string[],
): Promise<string | undefined> {
  const entry = (of === "stack" ? PREVIEWS : BOOTSTRAP_PREVIEWS).find(([path = ""]) => existsSync(join(folder, path)));
  return entry && run(process.execPath, ["--require", "tsx/cjs", ...entry, ...args]);
}
