import { readFileSync } from "node:fs";

import type * as dockerfiles from "dockerfile-ast";

import { buildFiles, type BuildSource, isFile, isFolder } from "./build-source";

/** What is wrong with one setting of a build. */
export interface BuildProblem {
  readonly setting: keyof BuildSource;
  readonly value: string;
  /** What it is, and how to mend it. */
  readonly fix: string;
}

/**
 * Arguments that Docker knows without an `ARG` line.
 *
 * Source: Dockerfile reference, "Predefined ARGs" and "BuildKit built-in build args",
 * https://docs.docker.com/reference/dockerfile/#predefined-args.
 */
const PREDEFINED = /^(https?|ftp|no|all)_proxy$|^(BUILDKIT|SOURCE_DATE_EPOCH|TARGET|BUILD(PLATFORM|OS|ARCH|VARIANT))/i;

/** As BuildKit's own check `SecretsUsedInArgOrEnv` has them, without the words that mostly name something public. */
const SECRET = /(^|_)(password|passwd|pword|secret|secrets|token|credential|credentials|apikey)(_|$)/i;

/** Everything that keeps an image from being built as told, as far as the files here show. */
export function buildProblems(source: BuildSource): BuildProblem[] {
  const missing = missingFiles(source);
  return [
    ...missing,
    ...secretArgs(source),
    ...(missing.some(({ setting }) => setting !== "ignore") ? [] : problemsOfDockerfile(source)),
  ];
}

function missingFiles(source: BuildSource): BuildProblem[] {
  const { build, ignore } = source;
  const { dockerfile, context } = buildFiles(source);
  const problem = (setting: keyof BuildSource, value: string, fix: string) => ({ setting, value, fix });
  if (!isFolder(build)) return [problem("build", build, "is no folder: create it, or name an image by its uri")];
  return [
    ...(isFolder(context) ? [] : [problem("context", context, "is no folder: name one, or leave it out")]),
    ...(isFile(dockerfile) ? [] : [missingDockerfile(source)]),
    ...(ignore === undefined || isFile(ignore)
      ? []
      : [problem("ignore", ignore, "is no file: create it, or leave it out")]),
  ];
}

const missingDockerfile = ({ build, dockerfile }: BuildSource): BuildProblem =>
  dockerfile === undefined
    ? { setting: "build", value: build, fix: "has no Dockerfile: add one, or name an image by its uri" }
    : { setting: "dockerfile", value: dockerfile, fix: "is no file: paths are from the folder of Pulumi.yaml" };

const secretArgs = ({ args = {} }: BuildSource): BuildProblem[] =>
  Object.keys(args)
    .filter((name) => SECRET.test(name))
    .map((name) => ({
      setting: "args",
      value: name,
      fix: "can be read in the image's history: give it to the running container, under secrets",
    }));

/** A target that is no stage, and arguments that no line of the Dockerfile takes. */
function problemsOfDockerfile(source: BuildSource): BuildProblem[] {
  const { target, args = {} } = source;
  const { dockerfile } = buildFiles(source);
  if (target === undefined && Object.keys(args).length === 0) return [];
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- most stacks have neither, and every preview would wait
  const { DockerfileParser } = require("dockerfile-ast") as typeof dockerfiles;
  const parsed = DockerfileParser.parse(readFileSync(dockerfile, "utf8"));
  const stages = parsed.getFROMs().map((from, index) => from.getBuildStage() ?? index.toString());
  const named = [...stages, ...stages.map((_, index) => index.toString())].map((stage) => stage.toLowerCase());
  const declared = new Set(
    parsed.getARGs().flatMap((line) => line.getArguments().map((argument) => argument.getValue().split("=")[0])),
  );
  return [
    ...(target === undefined || named.includes(target.toLowerCase())
      ? []
      : [
          {
            setting: "target",
            value: target,
            fix: `is no stage of ${dockerfile}, which has ${stages.join(", ")}`,
          } as const,
        ]),
    ...Object.keys(args)
      .filter((name) => !declared.has(name) && !PREDEFINED.test(name))
      .map((name) => ({
        setting: "args" as const,
        value: name,
        fix: `is in no ARG line of ${dockerfile}, so it would do nothing`,
      })),
  ];
}
