import { expect } from "chai";

import { T } from "@toolkit/offline/aws-types";
import type { Account } from "@toolkit/rehearsal/aws/account";
import { unreachable } from "@toolkit/rehearsal/edge/origins";
import { deployedAccount } from "../../support/deployed-account";

const service = (path: string, others: string) =>
  `{ image: { build: tests/fixtures/app/backend }, paths: [${path}], ${others} }`;
// Each calls the other, and only one of them is at the edge.
const TWO = `services={ search: ${service("/search/*", "public: true, uses: [mail]")}, mail: ${service("/mail", "uses: [search]")} }`;

/** What an edge location that has the distribution's configuration does not find. */
const missing = (account: Account): string[] => {
  const [distribution] = account.all(T.distribution);
  return unreachable(account, distribution?.inputs ?? {});
};

function remove(account: Account, name: string): void {
  const [found] = account.all(T.service).filter(({ urn }) => urn.endsWith(`::${name}`));
  if (found === undefined) throw new Error(`The account has no service ${name}.`);
  account.remove(found);
}

describe("the watch over the edge", () => {
  it("follows each path to the service that the listener gives it, and ends where services call each other", async () => {
    const { account } = await deployedAccount("dev", [TWO]);
    expect(missing(account)).to.deep.equal([]);
    remove(account, "mail");
    expect(missing(account)).to.deep.equal([]);
    remove(account, "search");
    expect(missing(account)).to.have.length(1);
    expect(missing(account)[0]).to.match(/^a service behind .*loadbalancer\/app\/private-.*:8080$/);
  });
});
