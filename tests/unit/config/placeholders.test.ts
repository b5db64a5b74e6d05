import { expect } from "chai";

import { placeholderLine, placeholdersIn } from "../../../stacks/config";
import { isEmulated } from "../../../stacks/placeholders";
import { FIXTURE_BOOTSTRAP, FIXTURE_STACKS } from "../../../tools/program/fixtures";
import { readStackFile } from "@toolkit/offline/stack-file";

const IMAGE = `210987654321.dkr.ecr.us-east-1.amazonaws.com/shop@sha256:${"a".repeat(64)}`;

describe("placeholders of a stack file", () => {
  const prod = readStackFile("prod", FIXTURE_STACKS).config;

  it("are what the repository comes with: account, domain, images and address", () => {
    expect(placeholdersIn(readStackFile("dev", FIXTURE_STACKS).config)).to.deep.equal(["aws:allowedAccountIds"]);
    expect(placeholdersIn(prod)).to.deep.equal([
      "aws:allowedAccountIds",
      "webapp:domain.name",
      "webapp:domain.zoneId",
      "webapp:backend.image.uri",
      "webapp:ssr.image.uri",
      "webapp:backup.image.uri",
      "webapp:alerts.email",
    ]);
    expect(placeholdersIn(readStackFile("bootstrap", FIXTURE_BOOTSTRAP).config)).to.deep.equal([
      "aws:allowedAccountIds",
      "bootstrap:github.owner",
      "bootstrap:github.ownerId",
      "bootstrap:github.repositoryId",
    ]);
  });

  it("are found in what the CLI passes too: lists and mappings as JSON", () => {
    const passed = Object.entries(prod).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
    expect(placeholdersIn(Object.fromEntries(passed) as Record<string, string>)).to.deep.equal(placeholdersIn(prod));
    expect(placeholdersIn({ "webapp:x": "[not JSON" })).to.deep.equal([]);
  });

  const found: readonly [what: string, config: Record<string, unknown>, keys: readonly string[]][] = [
    [
      "an account as YAML reads it without quotes",
      { "aws:allowedAccountIds": [123456789012] },
      ["aws:allowedAccountIds"],
    ],
    [
      "the account in any ARN",
      { "webapp:access": { permissionsBoundary: "arn:aws:iam::123456789012:policy/ci" } },
      ["webapp:access.permissionsBoundary"],
    ],
    ["a domain as pulumi new writes it", { "webapp:domain.name": "shop.example.org" }, ["webapp:domain.name"]],
    ["a name for tests", { "webapp:domain": { name: "shop.test" } }, ["webapp:domain.name"]],
    ["a number that only contains the account's", { "webapp:x": "9123456789012" }, []],
    ["a domain that only ends like an example", { "webapp:domain": { name: "myexample.com" } }, []],
    ["an address of one's own", { "webapp:alerts": { email: "ops@shop.io" } }, []],
    ["an image of a real account", { "webapp:backend": { image: { uri: IMAGE } } }, []],
    [
      "what the application itself is told",
      { "webapp:backend": { environment: { MAIL_FROM: "shop@example.com" } } },
      [],
    ],
    [
      "the section of the other variant",
      { "webapp:frontend": "spa", "webapp:ssr": { image: { uri: "123456789012" } } },
      [],
    ],
  ];
  for (const [what, config, keys] of found) {
    it(`${keys.length === 0 ? "are not" : "are"} ${what}`, () => {
      expect(placeholdersIn(config)).to.deep.equal(keys);
    });
  }

  it("are told in one line", () => {
    expect(placeholderLine("dev", ["aws:allowedAccountIds", "webapp:alerts.email"])).to.equal(
      "To be filled in before the first deployment of dev, where examples stand now: aws:allowedAccountIds, webapp:alerts.email.",
    );
  });

  it("may stay where somebody attached an AWS provider of their own", () => {
    expect(isEmulated({ PULUMI_DEBUG_PROVIDERS: "random:1,aws:2" })).to.equal(true);
    expect(isEmulated({ PULUMI_DEBUG_PROVIDERS: "random:1" })).to.equal(false);
    expect(isEmulated({})).to.equal(false);
  });
});
