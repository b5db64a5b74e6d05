import { join } from "node:path";
import { build } from "esbuild";

import { type GeneratedFile } from "../../update/generated-file";

/** What the engine loads, per `main` in package.json beside it. */
const BUNDLE = "tools/policies/pack/index.js";

/** The policy pack as one file of plain JavaScript: compiling it at each preview would take six seconds. */
export async function policyPackBundle(): Promise<[GeneratedFile]> {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, "main.ts")],
    bundle: true,
    write: false,
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["@cloud-copilot/*", "@pulumi/*", "yaml"],
    banner: { js: "// Made from tools/policies/pack/main.ts by npm run toolkit -- policy-pack." },
  });
  return [{ path: BUNDLE, content: outputFiles[0]?.text ?? "" }];
}
