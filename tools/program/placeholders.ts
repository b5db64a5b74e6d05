import { placeholderLine, placeholdersIn } from "../../stacks/config";
import { setPaths } from "@toolkit/offline/set-path";
import { readStackFile, stacksIn } from "@toolkit/offline/stack-file";
import { NAMESPACE, type PreviewOptions } from "./program";

/**
 * What stack files still have to be told before a deployment, a line a stack; nothing when they are complete.
 *
 * @param options a stack, or none for every stack of the folder.
 * @param namespace of the keys in `set` that have none.
 */
export function placeholderNotice(
  { stack, set = [], folder }: Pick<PreviewOptions, "stack" | "set" | "folder">,
  namespace = NAMESPACE,
): string | undefined {
  const lines = (stack === undefined ? stacksIn(folder) : [stack]).flatMap((name) => {
    const found = placeholdersIn(setPaths(readStackFile(name, folder).config, set, namespace));
    return found.length === 0 ? [] : [placeholderLine(name, found)];
  });
  return lines.length === 0 ? undefined : lines.join("\n");
}

/** Says so beside the answer of a command, on standard error. */
export function sayPlaceholders(options: Parameters<typeof placeholderNotice>[0]): void {
  const notice = placeholderNotice(options);
  if (notice !== undefined) console.error(notice);
}
