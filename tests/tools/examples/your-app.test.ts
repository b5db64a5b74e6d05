import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

import { expect } from "chai";
import { parse, stringify } from "yaml";

import { usagePresets } from "../../../tools/cost/application";
import { estimateDocument } from "../../../tools/cost/document";
import { previewStack, type StackPreview } from "../../../tools/program/program";
import { refusal } from "../../support/refusal";
import { codeOf, sectionsOf } from "./page-code";

const ROOT = resolve(__dirname, "../../..");
const sections = sectionsOf(readFileSync(join(ROOT, "docs/your-app.md"), "utf8"));

/** What the builds of the recipes leave behind, as their frameworks name it. */
const BUILT: Readonly<Record<string, readonly string[]>> = {
  "Next.js": ["web/.next/static/chunks/main-5d41402abc4b2a76.js"],
  SvelteKit: ["web/build/client/_app/immutable/entry/start.Bq1x9XkZ.js"],
  Vite: ["web/dist/index.html", "web/dist/assets/index-Dq3k9XzB.js"],
  "A backend in Python": [],
};

interface StackFile {
  readonly config: Record<string, unknown>;
}

describe("recipes of docs/your-app.md", () => {
  let project: string;

  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "recipe-"));
    for (const folder of ["tests/fixtures/app", "tests/fixtures/site"]) {
      cpSync(join(ROOT, folder), join(project, folder), { recursive: true });
    }
    process.chdir(project);
  });
  afterEach(() => {
    process.chdir(ROOT);
    rmSync(project, { recursive: true });
  });

  function write(path: string, text: string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** The stack of the fixtures with the settings of a recipe over its own, and its files. */
  async function preview(heading: string): Promise<StackPreview> {
    const { files } = codeOf(sections[heading] ?? "");
    for (const path of BUILT[heading] ?? []) write(path, "<!doctype html>\n");
    for (const { path, text } of files.filter(({ path }) => !path.startsWith("Pulumi."))) write(path, text);
    const read = (text: string): StackFile["config"] => (parse(text) as StackFile).config;
    const fixture = (file: string): string => readFileSync(join(ROOT, "tests/fixtures/stacks", file), "utf8");
    const settings = files.find(({ path }) => path === "Pulumi.dev.yaml")?.text ?? "";
    const config = { ...read(fixture("Pulumi.dev.yaml")), ...read(settings) };
    write("Pulumi.dev.yaml", stringify({ config }));
    write("Pulumi.yaml", fixture("Pulumi.yaml"));
    return previewStack({ stack: "dev", folder: project, mode: "both" });
  }

  const imageOf = ({ graph }: StackPreview, name: string) =>
    graph.ofType("awsx:ecr:Image").find((image) => image.name === name)?.inputs;

  it("are those that are tried", () => {
    expect(Object.keys(sections)).to.include.members(Object.keys(BUILT));
    const recipes = Object.keys(sections).filter((heading) => sections[heading]?.includes("# Pulumi.dev.yaml"));
    expect(recipes).to.have.members(Object.keys(BUILT));
  });

  for (const heading of Object.keys(BUILT)) {
    it(`${heading}: previews with its files and is priced`, async () => {
      const { document } = await preview(heading);
      const { total } = estimateDocument(document, usagePresets.idle);
      expect(total).to.be.greaterThan(20);
    });
  }

  it("Next.js and SvelteKit: pages come from the image, hashed files from the bucket, at the framework's path", async () => {
    for (const [heading, pattern] of [
      ["Next.js", "/_next/static/*"],
      ["SvelteKit", "/_app/*"],
    ] as const) {
      const made = await preview(heading);
      expect(imageOf(made, "frontend")).to.include({ context: "web" });
      const [distribution] = made.graph.ofType("aws:cloudfront/distribution:Distribution");
      expect(JSON.stringify(distribution?.inputs.orderedCacheBehaviors)).to.contain(`"${pattern}"`);
      rmSync("web", { recursive: true });
    }
  });

  it("A backend in Python: its stage is built, and one that its Dockerfile has not is refused", async () => {
    expect(imageOf(await preview("A backend in Python"), "backend")).to.include({
      context: "services/api",
      target: "run",
    });
    sections.Misspelt = (sections["A backend in Python"] ?? "").replace("target: run", "target: runs");
    expect(await refusal(preview("Misspelt"))).to.contain(
      'webapp:backend.image.target = "runs" is no stage of services/api/Dockerfile, which has run',
    );
  });

  it("Image, and what it may reach and call: the settings are taken as they stand", async () => {
    const blocks = ["Image", "What it may reach and call"].map(
      (heading) => /```yaml\n([^]*?)```/.exec(sections[heading] ?? "")?.[1],
    );
    const [image, reach] = blocks.map((text) => parse(text ?? "") as StackFile["config"]);
    write("services/api/main.go", "package main\n");
    write("docker/api.Dockerfile", "FROM scratch AS run\nARG VERSION\n");
    write("docker/api.ignore", ".git\n");
    const backend = { ...(reach?.["webapp:backend"] as object), ...(image?.["webapp:backend"] as object) };
    sections.Both = `\`\`\`yaml\n# Pulumi.dev.yaml\n${stringify({ config: { ...reach, "webapp:backend": backend } })}\`\`\`\n`;
    const made = await preview("Both");
    expect(imageOf(made, "backend")).to.deep.include({ context: ".", target: "run", args: { VERSION: "1.4" } });
    const rules = made.graph.ofType("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").map(({ name }) => name);
    expect(rules).to.include.members(["security-backend-to-smtp-egress", "security-frontend-to-ledger-egress"]);
    const policies = JSON.stringify(made.graph.ofType("aws:iam/rolePolicy:RolePolicy").map(({ inputs }) => inputs));
    expect(policies).to.contain("OwnOrders").and.to.contain("acme-uploads/incoming/*");
  });
});
