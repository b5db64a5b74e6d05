import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { previewProgram, type ProgramOptions, type ProgramPreview } from "../../src/program";

/** The imports of a program in TypeScript. */
export const SDK = `import * as pulumi from "@pulumi/pulumi";\nimport * as aws from "@pulumi/aws";\n`;
export const TOPIC = "aws:sns/topic:Topic";

const folders: string[] = [];

/** A project in a folder of its own, far from this one's packages. */
export function project(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "offline-test-")));
  folders.push(folder);
  const all = { "Pulumi.yaml": "name: shop\nruntime: nodejs\n", ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Gives a project a copy of an installed package, with another version. */
export function copyPackage(name: string, folder: string, version: string): void {
  const target = join(folder, "node_modules", name);
  cpSync(join("node_modules", name), target, { recursive: true });
  const manifest = JSON.stringify({ name, version, main: "index.js" });
  writeFileSync(join(target, "package.json"), manifest);
}

/** Previews a program of these files. */
export function preview(
  files: Readonly<Record<string, string>>,
  options: Partial<ProgramOptions> = {},
): Promise<ProgramPreview> {
  return previewProgram({ folder: project(files), ...options });
}

/** Removes every project that was made. */
export function clean(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
