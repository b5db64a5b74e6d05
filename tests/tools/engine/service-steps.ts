import type { Step } from "./step";

const SERVICE = "webapp:services.search";
const definition = "aws:ecs/taskDefinition:TaskDefinition::search";
const ofBackend = "aws:ecs/taskDefinition:TaskDefinition::backend";
const targets = "aws:lb/targetGroup:TargetGroup::search";
const service = {
  image: { build: "tests/fixtures/app/backend" },
  paths: ["/search/*"],
  uses: ["thumbnails"],
  secrets: { TOKEN: "create" },
};

/** A service comes, has every setting changed, one after the other, is met by a flip, and goes. */
export const serviceSteps: readonly Step[] = [
  {
    change: "a service that the backend uses",
    settings: { [SERVICE]: service, "webapp:backend.uses": ["database", "thumbnails", "search"] },
    replaces: [ofBackend],
  },
  { change: "a public service", settings: { [`${SERVICE}.public`]: true }, replaces: [] },
  { change: "more paths", settings: { [`${SERVICE}.paths`]: ["/search/*", "/suggest"] }, replaces: [] },
  { change: "another place in the listener", settings: { [`${SERVICE}.priority`]: 11 }, replaces: [] },
  {
    change: "another port",
    settings: { [`${SERVICE}.port`]: 9000 },
    replaces: [definition, targets],
    // The rule leads to the new target group before the tasks are in it.
    missing: /^a service behind .*\/private-/,
  },
  {
    change: "larger tasks, more of them, on demand",
    settings: {
      [`${SERVICE}.cpu`]: 512,
      [`${SERVICE}.memory`]: 1024,
      [`${SERVICE}.maxTasks`]: 4,
      [`${SERVICE}.minTasks`]: 2,
      [`${SERVICE}.capacity`]: "fargate",
    },
    replaces: [definition],
  },
  {
    change: "other scaling, for bursts too",
    settings: { [`${SERVICE}.scaling`]: { burst: true } },
    replaces: [definition],
  },
  {
    change: "the database",
    settings: { [`${SERVICE}.uses`]: ["database", "search"] },
    replaces: [definition, ofBackend],
  },
  { change: "stored pages", settings: { "webapp:frontend": "spa" }, replaces: [] },
  { change: "rendered pages again", settings: { "webapp:frontend": "ssr" }, replaces: [] },
  {
    change: "no service",
    settings: { "webapp:services": undefined, "webapp:backend.uses": ["database", "thumbnails"] },
    replaces: [ofBackend],
  },
];
