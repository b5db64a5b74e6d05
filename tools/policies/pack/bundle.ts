import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/** What the engine loads, per `main` in package.json beside it. */
export const BUNDLE = join(__dirname, "index.js");

/** The policy pack as one file of plain JavaScript: compiling it at each preview would take six seconds. */
export async function bundledPack(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, "main.ts")],
    bundle: true,
    write: false,
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["@pulumi/*", "yaml"],
    banner: { js: "// Made from tools/policies/pack/main.ts by npm run policy:pack." },
  });
  return outputFiles[0]?.text ?? "";
}

if (require.main === module)
  void bundledPack().then((text) => {
    writeFileSync(BUNDLE, text);
  });
