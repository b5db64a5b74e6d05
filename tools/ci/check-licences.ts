import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";

import { type BillComponent, unknownLicences } from "./licences";

const BILL = "build/bill-of-materials.json";

/** Writes the bill of materials of what is in the lockfile, and fails on a licence that nobody has looked at. */
function main(): void {
  const bill = execFileSync("npm", ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  mkdirSync("build", { recursive: true });
  writeFileSync(BILL, bill);
  const { components } = JSON.parse(bill) as { components: readonly BillComponent[] };
  const unknown = unknownLicences(components);
  if (unknown.length > 0) {
    console.error(
      `Licences to look at, then to allow in tools/ci/licences.ts or to do without:\n${unknown.join("\n")}`,
    );
    process.exitCode = 1;
    return;
  }
  console.log(`${components.length} packages, each with a licence that is allowed: ${BILL}`);
}

main();
