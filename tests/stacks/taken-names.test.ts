import { T } from "@toolkit/offline/aws-types";
import { expect } from "chai";

import { everything } from "../support/everything";
import { deployGrown } from "../support/grown";
import { parse, refusal } from "../unit/config/raw";

const image = { build: "tests/fixtures/app/backend" };
const job = { image, schedule: "cron(0 6 * * ? *)" };
const others = { workers: { thumbnails: { image } }, services: { search: { image, paths: ["/search/*"] } } };

/** What AWS has once by a name that a job's name makes, with what stands before that name. */
const BY_NAME: readonly (readonly [type: string, key: string, before: (prefix: string) => string])[] = [
  [T.stateMachine, "name", (prefix) => `${prefix}-`],
  [T.scheduleGroup, "name", (prefix) => `${prefix}-`],
  [T.taskDefinition, "family", (prefix) => `${prefix}-`],
  [T.logGroup, "name", (prefix) => `/${prefix}/`],
  [T.logGroup, "name", (prefix) => `/aws/vendedlogs/${prefix}/`],
];

describe("names that a job would make twice", () => {
  it("are refused, whatever has them", async () => {
    const stacks = [...(await everything()), await deployGrown("grown", ["experiments={}"])];
    const taken = new Set(
      stacks.flatMap((stack) =>
        BY_NAME.flatMap(([type, key, before]) =>
          stack
            .all(type)
            .map(({ inputs }) => String(inputs[key]))
            .filter((name) => name.startsWith(before(stack.config.prefix)))
            .map((name) => name.slice(before(stack.config.prefix).length)),
        ),
      ),
    );
    const names = [...taken].filter((name) => /^[a-z][a-z0-9-]*$/.test(name) && name !== "digest");
    expect(names).to.include.members([
      "backend",
      "backend-redeploy",
      "cluster-exec",
      "experiments",
      "off-hours-restop",
    ]);
    const admitted = names.filter(
      (name) => !refusal(() => parse({ jobs: { [name]: job }, ...others })).includes(`webapp:jobs.${name} `),
    );
    expect(admitted).to.deep.equal([]);
  });
});
