import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { buildProblems } from "../../components/compute/build-problems";
import { type BuildSource } from "../../components/compute/build-source";

describe("what keeps an image from being built", () => {
  let scratch: string;
  const at = (...parts: string[]): string => join(scratch, ...parts);

  before(() => {
    scratch = mkdtempSync(join(tmpdir(), "build-"));
    mkdirSync(at("api"));
    mkdirSync(at("shared"));
    writeFileSync(at("api", "Dockerfile"), "FROM scratch\n");
    writeFileSync(
      at("shared", "api.Dockerfile"),
      [
        "# syntax=docker/dockerfile:1",
        "ARG GO=1.25",
        "FROM --platform=$BUILDPLATFORM golang:$GO AS Build",
        "ARG VERSION COMMIT=none",
        "RUN <<END",
        "FROM nothing AS hidden",
        "ARG HIDDEN",
        "END",
        "FROM build \\",
        "  AS test",
        "FROM scratch",
      ].join("\n"),
    );
  });
  after(() => {
    rmSync(scratch, { recursive: true });
  });

  const dockerfile = (): string => at("shared", "api.Dockerfile");
  const found = (source: Partial<BuildSource>): string[] =>
    buildProblems({ build: at("api"), ...source }).map(({ setting, value, fix }) =>
      `${setting} ${value} ${fix}`.replaceAll(scratch, ""),
    );

  it("is nothing for a folder with a Dockerfile, and for one elsewhere with all that it has", () => {
    expect(found({})).to.deep.equal([]);
    const args = { GO: "1.26", VERSION: "1", COMMIT: "abc", TARGETARCH: "arm64", HTTP_PROXY: "http://proxy" };
    for (const target of ["build", "BUILD", "test", "0", "2"]) {
      expect(found({ dockerfile: dockerfile(), context: scratch, target, args, ignore: dockerfile() })).to.deep.equal(
        [],
      );
    }
  });

  it("is each file and folder that is not there", () => {
    expect(found({ build: at("none") })).to.deep.equal([
      "build /none is no folder: create it, or name an image by its uri",
    ]);
    expect(found({ build: at("shared") })).to.deep.equal([
      "build /shared has no Dockerfile: add one, or name an image by its uri",
    ]);
    expect(found({ dockerfile: at("none"), context: dockerfile(), ignore: at("api") })).to.deep.equal([
      "context /shared/api.Dockerfile is no folder: name one, or leave it out",
      "dockerfile /none is no file: paths are from the folder of Pulumi.yaml",
      "ignore /api is no file: create it, or leave it out",
    ]);
  });

  it("is a target that is no stage, also one that only a script of the Dockerfile speaks of", () => {
    for (const target of ["hidden", "golang", "3"]) {
      expect(found({ dockerfile: dockerfile(), target })).to.deep.equal([
        `target ${target} is no stage of /shared/api.Dockerfile, which has Build, test, 2`,
      ]);
    }
  });

  it("is an argument that no line takes, and one that would leave a secret in the image", () => {
    expect(found({ dockerfile: dockerfile(), args: { HIDDEN: "1", VERSION: "2", NPM_TOKEN: "3" } })).to.deep.equal([
      "args NPM_TOKEN can be read in the image's history: give it to the running container, under secrets",
      "args HIDDEN is in no ARG line of /shared/api.Dockerfile, so it would do nothing",
      "args NPM_TOKEN is in no ARG line of /shared/api.Dockerfile, so it would do nothing",
    ]);
  });
});
