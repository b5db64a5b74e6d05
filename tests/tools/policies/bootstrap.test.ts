import { expect } from "chai";

import { checkBootstrap } from "../../../tools/policies/check";
import { bootstrapSuppressions } from "../../../tools/policies/ledger/bootstrap";
import { overdue } from "../../../tools/policies/ledger";
import { rules } from "@toolkit/policies/rules";
import { T } from "@toolkit/offline/aws-types";
import type { PolicyResource } from "@toolkit/policies/graph";
import { fixtureBootstrap } from "../../support/fixture-bootstrap";

describe("policies over the bootstrap", () => {
  let resources: readonly PolicyResource[];

  before(async () => {
    // With everything that it can make.
    ({ resources } = (await fixtureBootstrap("bootstrap:reviewStacks=besideProd")).graph);
  });

  it("find nothing that its ledger does not accept", () => {
    const failures = checkBootstrap(resources).filter(({ suppression }) => suppression === undefined);
    expect(failures.map(({ rule, resource, message }) => `${rule.id} ${resource.name}: ${message}`)).to.deep.equal([]);
  });

  it("need every entry of it, with every rule that it names", () => {
    const used = new Set(checkBootstrap(resources).map(({ rule, suppression }) => `${rule.id} ${key(suppression)}`));
    const named = bootstrapSuppressions.flatMap((entry) => entry.rules.map((rule) => `${rule} ${key(entry)}`));
    expect([...used].sort()).to.deep.equal(named.sort());
    expect(named.map((one) => one.split(" ")[0]).filter((id) => !rules.some((rule) => rule.id === id))).to.be.empty;
    expect(overdue(bootstrapSuppressions, "2026-11-25")).to.be.empty;
  });

  it("tell when a store of states is opened", () => {
    const opened = resources.filter(({ type }) => type !== T.bucketPublicAccess);
    const failures = checkBootstrap(opened).filter(({ suppression }) => suppression === undefined);
    expect(failures.map(({ rule, resource }) => `${rule.id} ${resource.name}`)).to.deep.equal([
      "bucket-not-public state",
      "bucket-not-public state-bootstrap",
    ]);
  });
});

const key = (entry: { resource: string; about?: string } | undefined): string =>
  `${entry?.resource ?? "none"} ${entry?.about ?? "*"}`;
