import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { table } from "../markdown-table";
import { FIXTURE_STACKS } from "../program/fixtures";
import { rehearsed } from "../program/rehearsed";
import { wordsOf } from "../prove/claims";
import { readClaims } from "../prove/read-claims";
import { forecast, forecastText } from "../prove/forecast";
import { linkTo } from "../prove/report";
import { applicationOf, writeStackFiles } from "../prove/stack-files";

/** What docs/prove-live.md says of price, hours and claims. */
export async function proveBlocks(): Promise<Readonly<Record<string, string>>> {
  const all = readClaims();
  const place = { account: "210987654321", region: "us-east-1", application: applicationOf("dev", FIXTURE_STACKS) };
  const folder = mkdtempSync(path.join(tmpdir(), "prove-blocks-"));
  try {
    writeStackFiles(folder, rehearsed.program, place, "webapp");
    const foretold = await forecast(folder, { ...all, claims: all.claims.filter(({ needs }) => needs === undefined) });
    return {
      forecast: `\`\`\`text\n${forecastText(foretold)}\n\`\`\``,
      claims: table(
        ["Claim", "Expected", "Source", "Rests on it"],
        all.claims.map(({ claim, needs, sees, expected, sources, decision }) => [
          needs === undefined ? claim : `${claim} (with a domain)`,
          `${sees}: ${wordsOf(expected)}`,
          sources.map(linkTo).join("<br>"),
          `[${path.basename(decision)}](${path.relative("docs", decision)})`,
        ]),
      ),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
