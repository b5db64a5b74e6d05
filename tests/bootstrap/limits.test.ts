import { expect } from "chai";

import { fitting, INLINE_LIMIT, MANAGED_LIMIT, MANAGED_PER_ROLE } from "../../bootstrap/permissions/limits";
import { ATTACHMENT, bootstrap, INLINE, LONGEST_PROJECT, MOST_ACTIONS, POLICY } from "./support";

/** The most that the configuration takes, beside the actions: 700 characters of shared resources, the longest names. */
const SHARED = Array.from({ length: 23 }, (_, index) => `arn:aws:s3:::shared-bucket-${index + 10}`);
const ADDED = [
  `bootstrap:extraActions=[${MOST_ACTIONS.join(", ")}]`,
  `bootstrap:sharedResources=[${SHARED.join(", ")}]`,
];
const LONG_NAMES = [LONGEST_PROJECT, `bootstrap:github.environments=[${"d".repeat(20)}, ${"e".repeat(20)}]`];

/** What is left of the limit for what the project comes to need, in a stack of usual names and in the largest of all. */
const ROOM = { usual: 0.15, largest: 0.05 } as const;

describe("bootstrap: policies within IAM's limits", () => {
  for (const [what, set, room] of [
    ["as it is", [], ROOM.usual],
    ["with the longest names and all that can be added", [...ADDED, ...LONG_NAMES], ROOM.largest],
  ] as const) {
    it(`leaves ${room * 100} % of each policy free, ${what}`, async () => {
      const deployment = await bootstrap(...set);
      const sizes = [
        ...deployment.all(POLICY).map(({ name, inputs }) => ({ name, text: inputs.policy, limit: MANAGED_LIMIT })),
        ...deployment.all(INLINE).map(({ name, inputs }) => ({ name, text: inputs.policy, limit: INLINE_LIMIT })),
      ]
        .map(({ name, text, limit }) => ({ name, full: String(text).length / limit }))
        .sort((a, b) => b.full - a.full);
      const lines = sizes.map(({ name, full }) => `${name} ${Math.round(full * 100)} %`);
      expect(sizes.length).to.be.greaterThan(20);
      expect(
        sizes.filter(({ full }) => full > 1 - room).map(({ name }) => name),
        `fullest first: ${lines.join(", ")}`,
      ).to.deep.equal([]);
    });
  }

  it("attaches no more policies to a role than IAM takes, with actions of one's own too", async () => {
    const counts = new Map<unknown, number>();
    for (const { inputs } of (await bootstrap(...ADDED)).all(ATTACHMENT)) {
      counts.set(inputs.role, (counts.get(inputs.role) ?? 0) + 1);
    }
    expect([...counts.values()].sort((a, b) => a - b)).to.deep.equal([1, 1, MANAGED_PER_ROLE, MANAGED_PER_ROLE]);
  });

  it("detaches the policy of the state before the one for which it made room is attached, so that there are never eleven", async () => {
    const deployment = await bootstrap();
    for (const stack of ["dev", "prod"]) {
      const name = `deploy-${stack}-integration`;
      const attachment = deployment.all(ATTACHMENT).find((one) => one.name === name);
      expect(attachment?.deleteBeforeReplace).to.equal(true);
      expect(attachment?.aliases.map((alias) => (alias as { name?: string }).name)).to.deep.equal([
        `deploy-${stack}-state`,
      ]);
    }
  });

  it("refuses a policy that IAM would, and says which and why", () => {
    const refused = () => fitting("ci-webapp-boundary-prod", "x".repeat(6145), MANAGED_LIMIT);
    expect(refused).to.throw(
      "Policy ci-webapp-boundary-prod has 6,145 characters, IAM takes 6,144: name fewer or shorter actions in " +
        "bootstrap:extraActions and resources in bootstrap:sharedResources.",
    );
    expect(fitting("short", "x".repeat(6144), MANAGED_LIMIT)).to.have.length(6144);
  });

  it("fills the configuration to its own limits here", () => {
    expect(MOST_ACTIONS.join().length).to.be.within(390, 400);
    expect(SHARED.join().length).to.be.within(650, 700);
  });
});
