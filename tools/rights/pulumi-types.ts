import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Every resource type of the AWS provider that is installed, as its own files name them. */
export function awsTypes(): string[] {
  const root = dirname(require.resolve("@pulumi/aws"));
  const files = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: module }) =>
      readdirSync(join(root, module))
        .filter((name) => name.endsWith(".js"))
        .map((name) => join(root, module, name)),
    );
  return files.flatMap((file) => /__pulumiType = '(aws:[^']+)'/.exec(readFileSync(file, "utf8"))?.[1] ?? []).sort();
}
