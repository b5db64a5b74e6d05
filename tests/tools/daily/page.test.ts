import { readFileSync } from "node:fs";

import { expect } from "chai";

import { restart } from "../../../tools/daily/restart";
import { rollback } from "../../../tools/daily/rollback";
import { secret } from "../../../tools/daily/secret";
import { status } from "../../../tools/daily/status";
import { logs } from "../../../tools/daily/logs";
import { exec } from "../../../tools/daily/exec";
import { tunnel } from "../../../tools/daily/tunnel";
import { runSubcommand } from "../ci/run-script";
import { EmulatedHands } from "./hands";

const PAGE = readFileSync("docs/daily.md", "utf8");

/** What the page shows below a command line: `$ npm run status -- --stack dev`. */
function shown(line: string): string {
  const blocks = [...PAGE.matchAll(/^```console\n\$ (.*)\n([^]*?)^```$/gm)];
  const found = blocks.find(([, first]) => first === line);
  if (found === undefined) throw new Error(`docs/daily.md does not show ${line}`);
  return (found[2] ?? "").trimEnd();
}

describe("docs/daily.md", () => {
  let hands: EmulatedHands;

  before(async () => {
    hands = await EmulatedHands.open(["webapp:backend.secrets.STRIPE_KEY=create"]);
  });

  beforeEach(() => {
    hands.said.length = 0;
  });

  after(() => {
    hands.close();
  });

  for (const name of ["status", "logs", "exec", "secret", "tunnel", "restart", "rollback"]) {
    it(`shows the help of ${name} as it is`, async () => {
      const { stdout, stderr } = await runSubcommand(name, ["--help"]);
      expect([stdout.trimEnd(), stderr]).to.deep.equal([shown(`npm run ${name} -- --help`), ""]);
    });
  }

  /** In the order of the page: each stands on what those before it did. */
  const runs: readonly (readonly [string, () => Promise<unknown>])[] = [
    ["npm run status -- --stack dev", () => status(hands, "dev")],
    ["npm run secret -- --stack dev", () => secret(hands, "dev")],
    [
      "npm run secret -- --stack dev STRIPE_KEY < value.txt",
      () => {
        hands.given = "sk_live_1";
        return secret(hands, "dev", "STRIPE_KEY");
      },
    ],
    ["npm run restart -- --stack dev backend", () => restart(hands, "dev", "backend")],
    [
      "npm run logs -- --stack dev backend --filter ERROR",
      () => {
        const event = { group: "/webapp-dev/backend", stream: "backend/backend/1", time: hands.now() - 42_000 };
        hands.api.runtime.logs.push({ ...event, line: '{"level":"ERROR","msg":"the database does not answer"}' });
        return logs(hands, "dev", "backend", { since: 600, filter: "ERROR", follow: false });
      },
    ],
    ["npm run exec -- --stack dev backend", () => exec(hands, "dev", "backend", "/bin/sh")],
    ["npm run tunnel -- --stack dev --port 13306", () => tunnel(hands, "dev", 13_306)],
    [
      "npm run rollback -- --stack dev",
      () => {
        const image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/webapp-dev/backend@sha256:";
        hands.deploy("backend", image + "c0ffee".repeat(11).slice(0, 64));
        return rollback(hands, "dev");
      },
    ],
  ];
  for (const [line, run] of runs) {
    it(`shows what ${line} says`, async () => {
      await run();
      // The page has no blanks at the ends of its lines.
      expect(hands.said.join("\n").replace(/ +$/gm, "")).to.equal(shown(line));
    });
  }
});
