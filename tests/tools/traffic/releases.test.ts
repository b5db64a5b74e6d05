import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { expect } from "chai";

import { T } from "@toolkit/offline/aws-types";
import { shown } from "@toolkit/rehearsal/protocol/values";
import { inOrder, shuffled } from "@toolkit/rehearsal/traffic/order";
import { type Deployment, Traffic } from "@toolkit/rehearsal/traffic/simulate";
import { recorded } from "../../support/traffic";

/** A policy that names the newest build's scripts only leaves all other pages blank. */
const BLANK = "the policy blocks scripts of";

describe("traffic while a single-page application is released", () => {
  let folder: string;
  const builds: string[] = [];

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "releases-"));
    for (const hash of ["1a2b3c4d", "5e6f7a8b"]) {
      const build = path.join(folder, hash);
      mkdirSync(path.join(build, "assets"), { recursive: true });
      writeFileSync(path.join(build, "assets", `app-${hash}.js`), `start("${hash}");`);
      writeFileSync(
        path.join(build, "index.html"),
        `<!doctype html><script>begin("${hash}")</script><script src="/assets/app-${hash}.js"></script>`,
      );
      builds.push(build);
    }
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const site = (build: number, keepReleases: number, release?: string) =>
    recorded("prod", [
      "frontend=spa",
      `spa.content=${builds[build] ?? ""}`,
      `spa.keepReleases=${keepReleases}`,
      ...(release === undefined ? [] : [`spa.release=${release}`]),
    ]);
  const errorsOf = ({ lost, refused }: Deployment): string[] => [
    ...lost.map(({ error }) => error),
    ...(refused === undefined ? [] : [refused]),
  ];

  for (const keepReleases of [0, 2]) {
    for (const [name, order] of [
      ["in the order of registration", inOrder],
      ["in another order", shuffled(4)],
    ] as const) {
      it(`the next build, ${keepReleases} releases kept, ${name}`, async () => {
        const traffic = new Traffic(await site(0, keepReleases));
        const errors = errorsOf(traffic.deploy(await site(1, keepReleases), order));
        expect(errors.filter((error) => !error.includes(BLANK))).to.deep.equal([]);
        expect(errors).not.to.deep.equal([]);
      });
    }
  }

  it("an earlier release by its name, which is blank until its build is the newest again", async () => {
    const first = await site(0, 2);
    const release = first.made.find(({ type }) => type === T.keyValue)?.inputs.value;
    const traffic = new Traffic(first);
    traffic.deploy(await site(1, 2));
    const back = traffic.deploy(await site(1, 2, shown(release)));
    expect(back.lost.map(({ until }) => until)).to.deep.equal([undefined, undefined]);
    expect(errorsOf(back)).to.satisfy((errors: string[]) => errors.every((error) => error.includes(BLANK)));
  });
});
