import * as path from "node:path";

import { consequencesOf } from "@toolkit/offline/consequences";
import type { GraphDocument } from "@toolkit/offline/graph";
import { previewProgram } from "@toolkit/offline/program";
import { expect } from "chai";

import { openWorld, type World } from "../src/world";
import { Workspace } from "../src/driver/workspace";

const fixture = path.join(__dirname, "fixtures", "changes");

/** Settings one after the other, each on top of those before. */
const CHANGES: readonly (readonly [title: string, setting: string, value: string])[] = [
  ["tags of a network", "owner", "shop"],
  ["retention of logs", "logDays", "30"],
  ["class of a database", "dbClass", "db.t4g.small"],
  ["zone of a subnet", "zone", "us-east-1c"],
  ["description of a security group", "groupText", "Pages"],
  ["a balancer from public to internal", "internal", "true"],
  ["port of a target group", "port", "8080"],
  ["name of a log group", "logName", "/changed"],
  ["path of a role", "path", "/app/"],
  ["size of a task", "cpu", "512"],
  ["kind of a queue", "fifo", "true"],
  ["key of an object", "key", "index.html"],
  ["name of a bucket", "bucket", "changed-files"],
  ["key of a table", "hashKey", "number"],
  ["family of parameters", "family", "mysql8.4"],
  ["name of a database", "dbName", "shop"],
  ["identifier of a database", "dbIdentifier", "changed"],
  ["mode of a file system", "performance", "maxIO"],
  ["secret of a user pool's client", "clientSecret", "true"],
  ["usage of a key", "keyUsage", "SIGN_VERIFY"],
  ["a topic less", "topic", "false"],
  ["an alarm less", "alarm", "false"],
  ["network of everything", "cidr", "10.0.0.0/15"],
];

describe("what changes destroy, offline and on the real engine", function () {
  this.timeout(300_000);

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

  for (const [title, setting, value] of CHANGES) {
    it(`are the same for: ${title}`, async () => {
      settings.set(setting, value);
      const next = await offline();
      const told = consequencesOf(current, next);
      current = next;
      const named = (operation: "replace" | "delete"): string[] =>
        told.filter((one) => one.operation === operation).map(({ type, name }) => `${type}::${name}`);

      workspace.configure((file) => {
        file.setIn(["config", `changes:${setting}`], value);
      });
      const done = await workspace.up();
      expect(done.exitCode, done.stdout).to.equal(0);
      expect({ replaced: named("replace").sort(), deleted: named("delete").sort() }, done.stdout).to.deep.equal({
        replaced: done.having("replace").sort(),
        deleted: done.having("delete").sort(),
      });
    });
  }
});
