/**
 * The walls of the repository: who may import whom, type-only imports included. `npm run check` holds them;
 * tests/tools/ci/walls.test.ts breaks each one.
 */

/** A rule that lets `from` import what matches one of `allowed`, npm packages and Node.js, and nothing else. */
const only = (name, comment, from, ...allowed) => ({
  name,
  comment,
  severity: "error",
  from: { path: from },
  to: { pathNot: [...allowed, "node_modules/"], dependencyTypesNot: ["core"] },
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-circle",
      comment: "Move what both need into a file of its own.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "resolvable",
      comment: "What cannot be found cannot be checked.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^virtual:" },
    },
    only("components", "Components import components only.", "^components/", "^components/"),
    only("stacks", "Stacks import components and stacks only.", "^stacks/", "^(components|stacks)/"),
    only("bootstrap", "The bootstrap imports the program only.", "^bootstrap/", "^(bootstrap|components|stacks)/"),
    only("index", "The program starts from stacks.", "^index\\.ts$", "^stacks/"),
    only("app", "The sample application stands alone.", "^app/", "^app/", "^virtual:"),
    only(
      "packages",
      "A package imports itself, offline and iam; what it needs to know of a program is given to it.",
      "^packages/([^/]+)/",
      "^packages/$1/",
      "^packages/(offline|iam)/src/",
    ),
    only(
      "tools",
      "Tools import packages and the program.",
      "^tools/",
      "^(tools|components|stacks|bootstrap|packages/[^/]+/src)/",
      "^package\\.json$",
    ),
    only(
      "mocks",
      "The tests on Pulumi's mocks are an example for users: they need the program and nothing of the toolkit.",
      "^tests/mocks/",
      "^(components|stacks|tests/mocks)/",
      "^index\\.ts$",
    ),
    {
      name: "sources-without-tests",
      comment: "What is run does not import what tests it.",
      severity: "error",
      from: { path: "^packages/[^/]+/src/" },
      to: { path: "^packages/[^/]+/tests/" },
    },
    {
      name: "packages-by-name",
      comment: "Import a package from elsewhere by its name, @toolkit/….",
      severity: "error",
      from: { path: "^(packages/[^/]+|[^/]+)/" },
      to: {
        path: "^packages/[^/]+/src/",
        pathNot: "^$1/",
        dependencyTypes: ["local"],
        dependencyTypesNot: ["aliased"],
      },
    },
    {
      name: "relative-inside-a-package",
      comment: "Import files of the same package by a relative path.",
      severity: "error",
      from: { path: "^packages/([^/]+)/" },
      to: { path: "^packages/$1/", dependencyTypesNot: ["local"] },
    },
    {
      name: "declared-by-the-package",
      comment: "Declare the npm package in the package.json beside src.",
      severity: "error",
      from: { path: "^packages/" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "program-without-development-packages",
      comment: "What is deployed needs dependencies, not devDependencies.",
      severity: "error",
      from: { path: "^(index\\.ts$|components/|stacks/|bootstrap/)" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg"] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(build|\\.cache|\\.react-router)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json"],
    },
  },
};
