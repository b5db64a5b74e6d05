import { readFileSync } from "node:fs";

import { expect } from "chai";

import { pressureFields } from "../../app/frontend/server/pressure.js";
import { type GraphResource } from "@toolkit/offline/graph";
import { previewStack } from "../../tools/program/program";
import { deployStack, type StackDeployment } from "../support/deploy-stack";
import { APPLICATION_STACKS } from "./stacks/folder";

interface Variable {
  readonly required: boolean;
  readonly requiredWith?: readonly string[];
  readonly secret: boolean;
  readonly secretWith?: readonly string[];
}

interface Container {
  readonly name: string;
  readonly command?: readonly string[];
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly secrets?: readonly { readonly name: string; readonly valueFrom: string }[];
}

type Image = "backend" | "frontend" | "backup" | "worker";

const contract = (image: Image): Record<string, Variable> =>
  JSON.parse(readFileSync(`app/${image}/environment.json`, "utf8")) as Record<string, Variable>;

/** What a container does, as the contracts call it; undefined where the contract knows one case only. */
interface Use {
  readonly image: Image;
  readonly useCase?: string;
}

function useOf(container: Container, authentication: string): Use {
  switch (container.name) {
    case "backend":
      return { image: "backend", useCase: `serve:${authentication}` };
    case "migrate":
      return { image: "backend", useCase: `migrate:${authentication}` };
    case "frontend":
      return { image: "frontend" };
    case "digest":
      return { image: "worker", useCase: `digest:${authentication}` };
    case "thumbnails":
      return { image: "worker", useCase: `thumbnails:${authentication}` };
    case "backup-dump":
    case "backup-restore":
      return { image: "backup" };
    default:
      return expect.fail(`container ${container.name} runs an image without a contract here`);
  }
}

function containersOf(definition: GraphResource): Container[] {
  return JSON.parse(String(definition.inputs.containerDefinitions)) as Container[];
}

const containers = (deployment: StackDeployment): Container[] =>
  deployment.all("aws:ecs/taskDefinition:TaskDefinition").flatMap(containersOf);

/** Everything in which a container differs from the contract of its image, one line each. */
function differences(container: Container, { image, useCase = "" }: Use): string[] {
  const plain = container.environment.map(({ name }) => name);
  const secret = (container.secrets ?? []).map(({ name }) => name);
  const variables = contract(image);
  return [
    ...[...plain, ...secret].filter((name) => !(name in variables)).map((name) => `${name} is unknown`),
    ...Object.entries(variables).flatMap(([name, variable]) => {
      const given = [...plain, ...secret].filter((candidate) => candidate === name).length;
      const required = variable.required || (variable.requiredWith?.includes(useCase) ?? false);
      const hidden = variable.secretWith === undefined ? variable.secret : variable.secretWith.includes(useCase);
      return [
        ...(required && given === 0 ? [`${name} is missing`] : []),
        ...(given > 1 ? [`${name} is there twice`] : []),
        ...(hidden && plain.includes(name) ? [`${name} is secret and in the plain environment`] : []),
        ...(!hidden && secret.includes(name) ? [`${name} is plain and among the secrets`] : []),
      ];
    }),
  ];
}

const cases = ["dev", "prod"].flatMap((stack) =>
  ["ssr", "spa"].flatMap((frontend) =>
    ["password", "iam"].map((authentication) => ({ stack, frontend, authentication })),
  ),
);

describe("environment contracts of the images", () => {
  for (const { stack, frontend, authentication } of cases) {
    it(`hold in ${stack} ${frontend} with ${authentication}`, async () => {
      const deployment = await deployStack(stack, {
        set: [`frontend=${frontend}`, `database.authentication=${authentication}`],
      });
      const found = containers(deployment);
      expect(found.map(({ name }) => name).sort()).to.deep.equal([
        "backend",
        "backup-dump",
        "backup-restore",
        ...(frontend === "ssr" ? ["frontend"] : []),
        ...(authentication === "iam" ? ["migrate"] : []),
      ]);
      for (const container of found) {
        expect(differences(container, useOf(container, authentication)), container.name).to.deep.equal([]);
      }
    });
  }

  for (const { frontend, authentication, cache } of ["ssr", "spa"].flatMap((frontend) => [
    { frontend, authentication: "password", cache: "iam" },
    { frontend, authentication: "iam", cache: "password" },
  ])) {
    it(`hold in ${frontend} with all that the application can use, ${authentication} and a cache's ${cache}`, async () => {
      const set = [
        `frontend=${frontend}`,
        `database.authentication=${authentication}`,
        `cache.authentication=${cache}`,
      ];
      const { graph } = await previewStack({ stack: "dev", folder: APPLICATION_STACKS, set });
      const found = graph.ofType("aws:ecs/taskDefinition:TaskDefinition").flatMap(containersOf);
      expect(found.map(({ name }) => name)).to.include.members(["backend", "thumbnails", "digest"]);
      for (const container of found) {
        expect(differences(container, useOf(container, authentication)), container.name).to.deep.equal([]);
      }
      const given = found.find(({ name }) => name === "backend")?.environment.map(({ name }) => name);
      expect(given).to.include.members(["UPLOADS_BUCKET", "UPLOADS_PATH", "THUMBNAILS_QUEUE_URL", "CACHE_HOST"]);
    });
  }

  it("holds with steps for bursts, and the alarms read what the images publish", async () => {
    const deployment = await deployStack("dev", { set: ["backend.scaling.burst=true", "ssr.scaling.burst=true"] });
    for (const container of containers(deployment)) {
      expect(differences(container, useOf(container, "password")), container.name).to.deep.equal([]);
    }
    const namespaceOf = (name: string) =>
      containers(deployment)
        .find((container) => container.name === name)
        ?.environment.find((variable) => variable.name === "PRESSURE_NAMESPACE")?.value ?? "";
    const frontend = pressureFields({ inFlight: 1, refused: 1 }, namespaceOf("frontend"), 0) as unknown as {
      Service: string;
      _aws: { CloudWatchMetrics: { Namespace: string; Metrics: { Name: string; StorageResolution: number }[] }[] };
    };
    const [set] = frontend._aws.CloudWatchMetrics;
    const published = set?.Metrics.map(({ Name }) => Name);
    expect(set?.Metrics.map(({ StorageResolution }) => StorageResolution)).to.deep.equal([1, 1]);
    const source = readFileSync("app/backend/internal/pressure/pressure.go", "utf8");
    expect(
      [...source.matchAll(/emf\.Metric\{Name: "(\w+)", .*StorageResolution: 1\}/g)].map(([, name]) => name),
    ).to.deep.equal(published);
    expect(source).to.contain('slog.String(emf.Service, "backend")');
    for (const service of ["backend", frontend.Service]) {
      const { metricQueries } = deployment.named(
        `${service}-step-out`,
        "aws:cloudwatch/metricAlarm:MetricAlarm",
      ).inputs;
      const read = (metricQueries as { metric?: object }[]).flatMap(({ metric }) => metric ?? []);
      expect(read).to.deep.equal(
        published?.map((metricName) => ({
          namespace: namespaceOf(service),
          metricName,
          dimensions: { Service: service },
          period: 10,
          stat: "Average",
        })),
      );
    }
  });

  it("gives commands that the images know", async () => {
    const deployment = await deployStack("dev", { set: ["frontend=ssr", "database.authentication=iam"] });
    const commands = Object.fromEntries(containers(deployment).map(({ name, command }) => [name, command]));
    expect(commands).to.deep.equal({
      backend: undefined,
      frontend: undefined,
      migrate: ["migrate"],
      "backup-dump": ["dump"],
      "backup-restore": ["restore", "latest"],
    });
  });

  it("sets the backend's region by hand, since instances do not", async () => {
    const deployment = await deployStack("dev", { set: ["frontend=spa", "database.authentication=password"] });
    const backend = containers(deployment).find(({ name }) => name === "backend");
    expect(backend?.environment).to.deep.include({ name: "AWS_REGION", value: "us-east-1" });
  });

  it("tells a missing, an unknown, a twofold and a misplaced variable", () => {
    const container = {
      name: "backend",
      environment: [
        { name: "DATABASE_PASSWORD", value: "x" },
        { name: "DATABASE_NAME", value: "app" },
        { name: "SPEED", value: "9" },
        { name: "DATABASE_USERNAME", value: "x" },
      ],
      secrets: [{ name: "DATABASE_USERNAME", valueFrom: "arn" }],
    };
    expect(differences(container, { image: "backend", useCase: "serve:password" })).to.have.members([
      "SPEED is unknown",
      "DATABASE_HOST is missing",
      "DATABASE_PASSWORD is secret and in the plain environment",
      "DATABASE_USERNAME is there twice",
      "DATABASE_USERNAME is secret and in the plain environment",
    ]);
    expect(differences(container, { image: "backend", useCase: "serve:iam" })).to.include(
      "DATABASE_USERNAME is plain and among the secrets",
    );
  });
});
