import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { DEFAULT_COMMAND } from "../../../tools/local/worker";
import { previewStack } from "../../../tools/program/program";
import { APPLICATION_STACKS } from "../../app/stacks/folder";

const ROOT = resolve(__dirname, "../../..");

interface Container {
  readonly name: string;
  readonly user: string;
  readonly mountPoints: readonly { readonly containerPath: string }[];
}

describe("images", () => {
  it("declare the volumes that tasks mount, or ECS makes them writable for root alone", async () => {
    const { graph } = await previewStack({ stack: "dev", folder: APPLICATION_STACKS });
    const containers = graph
      .ofType("aws:ecs/taskDefinition:TaskDefinition")
      .flatMap(({ inputs }) => JSON.parse(String(inputs.containerDefinitions)) as Container[]);
    expect(containers.map(({ name }) => name)).to.include.members(["backend", "frontend", "thumbnails"]);
    for (const { name, user, mountPoints } of containers) {
      const dockerfile = readFileSync(join(ROOT, "app", folderOf(name), "Dockerfile"), "utf8");
      const volumes = /^VOLUME (\[.*\])$/m.exec(dockerfile)?.[1] ?? "[]";
      expect(JSON.parse(volumes), name).to.include.members(mountPoints.map(({ containerPath }) => containerPath));
      expect(dockerfile.includes(`\nUSER ${user}\n`), `${name} runs as ${user}`).to.equal(true);
      expect(dockerfile.indexOf("VOLUME"), "before USER").to.be.lessThan(dockerfile.indexOf("\nUSER "));
    }
  });

  it("start a worker with the command that a local run gives it", () => {
    const command = /^CMD (\[.*\])$/m.exec(readFileSync(join(ROOT, "app/worker/Dockerfile"), "utf8"))?.[1];
    expect(JSON.parse(command ?? "")).to.deep.equal(DEFAULT_COMMAND);
  });
});

/** Containers are called for what they do. */
const folderOf = (name: string): string => FOLDERS[name] ?? "backup";

const FOLDERS: Readonly<Record<string, string>> = {
  backend: "backend",
  frontend: "frontend",
  thumbnails: "worker",
  digest: "worker",
};
