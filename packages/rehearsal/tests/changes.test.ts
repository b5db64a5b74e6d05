import * as path from "node:path";

import { consequencesOf } from "@toolkit/offline/consequences";
import type { GraphDocument } from "@toolkit/offline/graph";
import { previewProgram } from "@toolkit/offline/program";
import { expect } from "chai";

import { openWorld, type World } from "../src/world";
import { Workspace } from "../src/driver/workspace";

const fixture = path.join(__dirname, "fixtures", "changes");

type Change = readonly [title: string, setting: string, value: string];

/** One deployment after the other, each on top of those before; what a deployment changes has nothing to do with each other. */
const DEPLOYMENTS: readonly (readonly Change[])[] = [
  [
    ["tags of a network", "owner", "shop"],
    ["retention of logs", "logDays", "30"],
    ["class of a database", "dbClass", "db.t4g.small"],
    ["description of a security group", "groupText", "Pages"],
    ["port of a target group", "port", "8080"],
    ["size of a task", "cpu", "512"],
    ["kind of a queue", "fifo", "true"],
    ["key of an object", "key", "index.html"],
    ["key of a table", "hashKey", "number"],
    ["mode of a file system", "performance", "maxIO"],
    ["secret of a user pool's client", "clientSecret", "true"],
    ["usage of a key", "keyUsage", "SIGN_VERIFY"],
  ],
  [
    ["zone of a subnet", "zone", "us-east-1c"],
    ["a balancer from public to internal", "internal", "true"],
    ["name of a log group", "logName", "/changed"],
    ["path of a role", "path", "/app/"],
    ["name of a bucket", "bucket", "changed-files"],
    ["family of parameters", "family", "mysql8.4"],
    ["name of a database", "dbName", "shop"],
    ["a topic less", "topic", "false"],
  ],
  [
    ["identifier of a database", "dbIdentifier", "changed"],
    ["an alarm less", "alarm", "false"],
  ],
  [["network of everything", "cidr", "10.0.0.0/15"]],
];

describe("what changes destroy, offline and on the real engine", () => {
  let world: World;
  let workspace: Workspace;
  let current: GraphDocument;
  const settings = new Map<string, string>();

  const offline = async (): Promise<GraphDocument> => {
    const config = [...settings].map(([key, value]) => `${key}=${value}`);
    return (await previewProgram({ folder: fixture, stack: "dev", config })).document;
  };

  before(async () => {
    world = await openWorld({ rules: [] });
    workspace = await Workspace.open({ program: fixture, stack: "dev", world });
    const first = await workspace.up();
    expect(first.exitCode, first.stdout).to.equal(0);
    current = await offline();
  });

  after(async () => {
    workspace.close();
    await world.close();
  });

  /** `type::name` of what a setting replaces or deletes on top of those before, by the offline judgement. */
  const toldOf = async ([, setting, value]: Change): Promise<Record<"replace" | "delete", string[]>> => {
    settings.set(setting, value);
    const next = await offline();
    const told = consequencesOf(current, next);
    current = next;
    const named = (operation: "replace" | "delete"): string[] =>
      told.filter((one) => one.operation === operation).map(({ type, name }) => `${type}::${name}`);
    return { replace: named("replace"), delete: named("delete") };
  };

  for (const changes of DEPLOYMENTS) {
    it(`are the same for: ${changes.map(([title]) => title).join(", ")}`, async () => {
      const replaced: string[] = [];
      const deleted: string[] = [];
      for (const change of changes) {
        const told = await toldOf(change);
        replaced.push(...told.replace);
        deleted.push(...told.delete);
      }
      expect([...replaced, ...deleted], "no change hides behind another").to.have.lengthOf(
        new Set([...replaced, ...deleted]).size,
      );

      workspace.configure((file) => {
        for (const [, setting, value] of changes) file.setIn(["config", `changes:${setting}`], value);
      });
      const done = await workspace.up();
      expect(done.exitCode, done.stdout).to.equal(0);
      expect({ replaced: replaced.sort(), deleted: deleted.sort() }, done.stdout).to.deep.equal({
        replaced: done.having("replace").sort(),
        deleted: done.having("delete").sort(),
      });
    });
  }
});
