import { expect } from "chai";
import { lossesOf } from "@toolkit/offline/consequences/losses";
import { T } from "@toolkit/offline/aws-types";
import { deployStack } from "../../support/deploy-stack";
import { lossesIn } from "../../../tools/ci/guard/decide";
import type { PreviewStep } from "../../../tools/ci/guard/preview-document";

const urn = (type: string, name: string): string => `urn:pulumi:prod::webapp::${type}::${name}`;
const arn = (name: string): string => `arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/${name}/1`;

const rule = (name: string, op = "replace"): PreviewStep => ({
  op,
  urn: urn(T.listenerRule, name),
  oldState: { id: arn(name), inputs: { listenerArn: "old" } },
  newState: { inputs: { listenerArn: "new" } },
  replaceReasons: ["listenerArn"],
});

const service = (advancedConfiguration?: object): PreviewStep => ({
  op: "update",
  urn: urn(T.service, "frontend"),
  oldState: { inputs: { loadBalancers: [{ containerPort: 8080, advancedConfiguration }] } },
  newState: { inputs: { loadBalancers: [{ containerPort: 8080, advancedConfiguration }] } },
});

const shifting = service({ productionListenerRule: arn("frontend"), testListenerRule: arn("frontend-test") });

describe("guard of rules whose weights ECS sets", () => {
  it("refuses a new one, which would have the weights of the state, and tells the way out", () => {
    const [first, ...others] = lossesIn([rule("frontend"), rule("frontend-test"), rule("search"), shifting]);
    expect(first).to.deep.include({
      name: "frontend",
      kind: "replaced",
      what: ["answers of frontend until the next shift, unless a refresh has put its weights into the state"],
      causes: ["listenerArn (old → new)"],
      runbook: "docs/runbooks/services.md#a-rule-that-shifts-is-replaced",
    });
    expect(others.map(({ name }) => name)).to.deep.equal(["frontend-test"]);
  });

  it("lets rules pass that are changed in place or go, and those of a service that does not shift", () => {
    expect(lossesIn([rule("frontend", "update"), rule("frontend-test", "delete"), shifting])).to.deep.equal([]);
    expect(lossesIn([rule("frontend"), service()])).to.deep.equal([]);
  });

  it("is what the offline preview tells of the same rules", async () => {
    const told = async (deployment: string): Promise<string[]> => {
      const made = await deployStack("dev", { set: [`ssr.deployment=${deployment}`] });
      const fate = { operation: "replace", inputs: ["listenerArn"], isDeletedFirst: false, after: {} } as const;
      return made
        .all(T.listenerRule)
        .filter((one) => lossesOf(one, fate, new Set()).length > 0)
        .map(({ name }) => name);
    };
    expect(await told("rolling")).to.deep.equal([]);
    expect(await told("canary")).to.have.members(["frontend", "frontend-test"]);
  });
});
