import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { PAGES, ROOT } from "../../support/links";

const textOf = (page: string): string => readFileSync(join(ROOT, page), "utf8").replaceAll(/\s+/g, " ");

/** The commands of a page that refresh first, as far as their options go. */
const refreshing = (page: string): string[] =>
  textOf(page).match(/\b(up|preview|destroy)( --?[\w-]+)* --refresh( --?[\w-]+)*/g) ?? [];

describe("runbooks", () => {
  // A refresh without the program reads images with a token of the state, which ended after twelve hours.
  it("run the program wherever they refresh", () => {
    const commands = PAGES.flatMap((page) => refreshing(page).map((command) => ({ page, command })));
    expect(commands).to.have.length.above(7);
    expect(commands.filter(({ command }) => !command.includes(" --run-program"))).to.deep.equal([]);
  });

  it("say which limits a new account has before its first deployment meets them", () => {
    const [, limits = ""] = textOf("docs/runbooks/bootstrap.md").split(" ## Limits of a new account ");
    const [table = ""] = limits.split(" ## ");
    expect(table)
      .to.include("Your account must be verified before you can add new CloudFront resources")
      .and.include("free plan")
      .and.match(/Fargate starts with few vCPUs \(6 on demand, .* about 20\)/)
      .and.include("request-service-quota-increase");
  });
});

describe("what pages must not keep to themselves", () => {
  it("is that two pages of AWS disagree about RDS events to an encrypted topic", () => {
    const row = /^\| RDS events .*$/m.exec(readFileSync(join(ROOT, "docs/decisions/conflicts.md"), "utf8"))?.[0] ?? "";
    expect(row)
      .to.include("sns/latest/dg/sns-key-management.html")
      .and.include("AmazonRDS/latest/UserGuide/USER_Events.GrantingPermissions.html")
      .and.include("`npm run prove-live` shows");
  });

  it("is what limits a role that trusts another account, and what an organization can add", () => {
    const text = textOf("docs/decisions/bootstrap.md");
    expect(text).to.match(
      /may trust any account.* no condition on the content of a trust policy.* boundary stays on it/,
    );
    expect(text).to.match(
      /resource control policy.* `sts:AssumeRole` where `aws:PrincipalOrgID`.* `aws:PrincipalAccount`/,
    );
    expect(textOf("docs/rights.md")).to.include(
      "| let another account assume a role of prod | - | - | - | yes | - | - |",
    );
  });

  it("is that the API is unauthenticated, and how a stack is protected before it is public", () => {
    const text = textOf("docs/edge.md");
    expect(text).to.match(/API is unauthenticated, in dev and in prod: .* reads and writes every note/);
    expect(text).to.include("webapp:edge: access: addresses:").and.include("credentials:");
  });
});
