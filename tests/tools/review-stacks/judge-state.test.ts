import { expect } from "chai";

import { judgeState } from "../../../tools/review-stacks/judge-state";

const URN = "urn:pulumi:pr-7::webapp::";
const provider = (name: string, inputs: object = {}) => ({
  urn: `${URN}pulumi:providers:${name}::default`,
  type: `pulumi:providers:${name}`,
  custom: true,
  inputs: { version: "7.1.0", ...inputs },
});
const thing = (type: string, custom = true, of = type.split(":")[0]) => ({
  urn: `${URN}${type}::x`,
  type,
  custom,
  ...(custom ? { provider: `${URN}pulumi:providers:${of ?? ""}::default::1` } : {}),
});
const honest = [
  { ...thing("pulumi:pulumi:Stack", false), outputs: { host: "a name of the program's own" } },
  thing("webapp:network:Network", false),
  provider("aws", { region: "us-east-1", defaultTags: '{"tags":{"Project":"webapp"}}', __internal: {} }),
  provider("random"),
  thing("aws:ec2/vpc:Vpc"),
  thing("docker-build:index:Image"),
  thing("random:index/randomId:RandomId"),
];
const judged = (...hostile: readonly object[]) => judgeState({ deployment: { resources: [...honest, ...hostile] } });

describe("review stacks: what Pulumi may run of a state that a pull request wrote", () => {
  it("takes what the program itself makes, and says which plugins that needs", () => {
    const secrets = { type: "cloud", state: { url: "awskms://alias/ci-webapp?region=us-east-1&context_stack=pr-7" } };
    expect(judgeState({ deployment: { resources: honest, secrets_providers: secrets } })).to.deep.equal({
      refused: [],
      plugins: [
        { name: "aws", version: "7.1.0" },
        { name: "random", version: "7.1.0" },
      ],
    });
    expect(judgeState({ deployment: {} })).to.deep.equal({ refused: [], plugins: [] });
  });

  const hostile: Readonly<Record<string, readonly [object, string]>> = {
    "a dynamic provider of Node.js": [thing("pulumi-nodejs:dynamic:Resource"), "type pulumi-nodejs:dynamic"],
    "one of Python": [thing("pulumi-python:dynamic:Resource"), "type pulumi-python:dynamic"],
    "a dynamic one that calls itself a component": [thing("pulumi-nodejs:dynamic:Resource", false), "pulumi-nodejs"],
    "the command provider": [thing("command:local:Command"), "type command:local"],
    "its provider alone": [provider("command"), "type pulumi:providers:command"],
    "a thing of ours that another provider deletes": [
      thing("aws:ec2/vpc:Vpc", true, "command"),
      "a resource of provider command",
    ],
    "a resource under the name of a component": [thing("webapp:x:Y"), "type webapp:x"],
    "a plugin from elsewhere": [provider("aws", { pluginDownloadURL: "https://x.example" }), "with pluginDownloadURL"],
    "one from elsewhere, within": [
      provider("aws", { __internal: { pluginDownloadURL: "https://x.example" } }),
      "with pluginDownloadURL",
    ],
    "one under another name": [provider("aws", { __internal: { name: "command" } }), "a plugin of another name"],
    "another program as the parameter of a bridge": [
      provider("aws", { __internal: { parameterization: {} } }),
      "with parameterization",
    ],
    "another daemon for images": [provider("docker-build", { host: "ssh://x.example" }), "with host"],
    "another address of AWS, in JSON": [
      provider("aws", { endpoints: '[{"sts":"https://x.example"}]' }),
      "with endpoints",
    ],
    "a stack reference": [thing("pulumi:pulumi:StackReference", true, "pulumi"), "type pulumi:pulumi"],
  };
  for (const [what, [one, why]] of Object.entries(hostile)) {
    it(`refuses ${what}`, () => {
      const { refused, plugins } = judged(one);
      expect(refused.join("\n")).to.contain(why);
      expect(plugins).to.deep.equal([]);
      const pending = { deployment: { resources: honest, pending_operations: [{ type: "creating", resource: one }] } };
      expect(judgeState(pending).refused.join("\n")).to.contain(why);
    });
  }

  it("refuses secrets that anybody but AWS opens, and what is no state", () => {
    const sealed = (type: string, url: string) =>
      judgeState({ deployment: { resources: honest, secrets_providers: { type, state: { url } } } }).refused;
    expect(sealed("cloud", "hashivault://x")).to.deep.equal(["secrets sealed by cloud hashivault://x"]);
    expect(sealed("cloud", "awskms://alias/x?endpoint=https://x.example")).to.have.length(1);
    expect(sealed("service", "")).to.have.length(1);
    expect(judgeState({ deployment: { resources: [{ urn: 1 }] } }).refused).to.not.be.empty;
  });
});
