import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { expect } from "chai";

import { buildFiles, type BuildSource } from "../../components/compute/build-source";
import { contextFiles, contextHash } from "../../components/compute/context-hash";
import { withIgnoreFile } from "../../components/compute/ignore-file";

const home = process.cwd();
const platform = "linux/arm64";

describe("a build with its Dockerfile, context and ignore file elsewhere", () => {
  let project: string;

  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "project-"));
    process.chdir(project);
    write("services/api/main.go", "package main\n");
    write("services/web/index.js", "");
    write("libs/shared.go", "package libs\n");
    write("docker/api.Dockerfile", "FROM scratch AS run\n");
    write("docker/api.ignore", "# not for the API\nservices/web\n");
  });
  afterEach(() => {
    process.chdir(home);
    rmSync(project, { recursive: true });
  });

  function write(path: string, content: string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  const source = (change: Partial<BuildSource> = {}): BuildSource => ({
    build: "services/api",
    dockerfile: "docker/api.Dockerfile",
    context: ".",
    ignore: "docker/api.ignore",
    ...change,
  });
  const hash = (change: Partial<BuildSource> = {}): string => contextHash({ ...source(change), platform });

  const changes: Readonly<Record<string, () => Partial<BuildSource>>> = {
    "a Dockerfile outside the context": () => {
      write("docker/api.Dockerfile", "FROM alpine AS run\n");
      return { context: "libs" };
    },
    "a file of the context outside the folder": () => {
      write("libs/shared.go", "package other\n");
      return {};
    },
    "what the ignore file lets in": () => {
      write("docker/api.ignore", "");
      return {};
    },
    "the target": () => ({ target: "run" }),
    "the context": () => ({ context: "services" }),
  };
  for (const [what, change] of Object.entries(changes)) {
    it(`has another tag with ${what}`, () => {
      const before = hash(what.startsWith("a Dockerfile") ? { context: "libs" } : {});
      expect(hash(change())).to.not.equal(before);
    });
  }

  it("keeps its tag when nothing changes that the build sees", () => {
    const before = hash();
    write("services/web/index.js", "changed");
    expect(hash()).to.equal(before);
  });

  it("reads the ignore file beside the Dockerfile before the context's, when none is named", () => {
    write(".dockerignore", "libs\n");
    expect(buildFiles(source({ ignore: undefined })).ignore).to.equal(".dockerignore");
    write("docker/api.Dockerfile.dockerignore", "docker\n");
    expect(buildFiles(source({ ignore: undefined }))).to.deep.equal({
      dockerfile: "docker/api.Dockerfile",
      context: ".",
      ignore: "docker/api.Dockerfile.dockerignore",
      ignoreIsOwn: false,
    });
  });

  it("puts an ignore file of its own beside a copy of the Dockerfile, where the builder finds it", () => {
    const copy = withIgnoreFile(buildFiles(source()), "tag");
    expect(copy).to.equal(join(".cache", "images", "tag", "Dockerfile"));
    expect(readFileSync(copy, "utf8")).to.equal("FROM scratch AS run\n");
    expect(readFileSync(`${copy}.dockerignore`, "utf8")).to.equal("services/web\n.cache\n");
    expect(buildFiles(source({ dockerfile: copy, ignore: undefined })).ignore).to.equal(`${copy}.dockerignore`);
  });

  it("has the same tag before and after that copy, and sees the same files through it", () => {
    const [before, files] = [hash(), contextFiles(buildFiles(source()))];
    const copy = withIgnoreFile(buildFiles(source()), "tag");
    expect(hash()).to.equal(before);
    const seen = contextFiles(buildFiles(source({ dockerfile: copy, ignore: undefined })));
    expect(seen).to.deep.equal(files);
    expect(seen).to.not.include("services/web");
  });

  it("copies nothing when Docker finds the file by itself", () => {
    write("docker/api.Dockerfile.dockerignore", "services/web\n");
    const files = buildFiles(source({ ignore: "docker/../docker/api.Dockerfile.dockerignore" }));
    expect(withIgnoreFile(files, "tag")).to.equal("docker/api.Dockerfile");
    expect(existsSync(".cache")).to.equal(false);
  });
});
