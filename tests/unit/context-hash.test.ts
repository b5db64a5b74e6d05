import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { buildFiles } from "../../components/compute/build-source";
import { contextFiles, contextHash } from "../../components/compute/context-hash";
import { UserError } from "../../components/errors";

const platform = "linux/arm64";

describe("context-hash", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "context-"));
    write("Dockerfile", "FROM scratch\n");
    write("main.go", "package main\n");
    write("internal/store.go", "package internal\n");
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function write(path: string, content: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, { mode: 0o644 });
  }

  function hash(change: { args?: Record<string, string>; platform?: string } = {}): string {
    return contextHash({ build: folder, platform, ...change });
  }

  it("is a tag, and the same as long as nothing changes", () => {
    expect(hash()).to.match(/^[0-9a-f]{20}$/);
    expect(hash()).to.equal(hash());
  });

  const changes: { what: string; change: () => void }[] = [
    {
      what: "a file's content",
      change: () => {
        write("main.go", "package other\n");
      },
    },
    {
      what: "a file in a folder",
      change: () => {
        write("internal/store.go", "package store\n");
      },
    },
    {
      what: "a new file",
      change: () => {
        write("go.mod", "module x\n");
      },
    },
    {
      what: "an empty file",
      change: () => {
        write("internal/empty", "");
      },
    },
    {
      what: "an empty folder",
      change: () => {
        mkdirSync(join(folder, "empty"));
      },
    },
    {
      what: "the Dockerfile",
      change: () => {
        write("Dockerfile", "FROM alpine\n");
      },
    },
    {
      what: "who may execute a file",
      change: () => {
        chmodSync(join(folder, "main.go"), 0o755);
      },
    },
    {
      what: "who may read a file",
      change: () => {
        chmodSync(join(folder, "main.go"), 0o600);
      },
    },
    {
      what: "a link",
      change: () => {
        symlinkSync("main.go", join(folder, "link.go"));
      },
    },
  ];
  for (const { what, change } of changes) {
    it(`changes with ${what}`, () => {
      const before = hash();
      change();
      expect(hash()).to.not.equal(before);
    });
  }

  it("changes with the platform and with each build argument", () => {
    const hashes = [
      hash(),
      hash({ platform: "linux/amd64" }),
      hash({ args: { VERSION: "1" } }),
      hash({ args: { VERSION: "2" } }),
      hash({ args: { VERSION: "1", X: "" } }),
    ];
    expect(new Set(hashes).size).to.equal(hashes.length);
  });

  it("does not change with the order of build arguments", () => {
    expect(hash({ args: { A: "1", B: "2" } })).to.equal(hash({ args: { B: "2", A: "1" } }));
  });

  it("does not change with the umask of a clone", () => {
    const before = hash();
    chmodSync(join(folder, "main.go"), 0o664);
    expect(hash()).to.equal(before);
  });

  it("tells two files from one that holds the text of both", () => {
    write("z", "1");
    write("zz", "2");
    const before = hash();
    rmSync(join(folder, "zz"));
    write("z", "1filezz4442");
    expect(hash()).to.not.equal(before);
  });

  it("reads .dockerignore as Docker does", () => {
    write(".dockerignore", "# comment\n\nnode_modules\n*.md\n!README.md\n**/*.log\nbuild/*\n!build/server\n");
    write("node_modules/x/index.js", "");
    write("README.md", "");
    write("NOTES.md", "");
    write("internal/NOTES.md", "");
    write("internal/debug.log", "");
    write("build/client/index.html", "");
    write("build/server/index.js", "");
    expect(contextFiles(buildFiles({ build: folder }))).to.deep.equal([
      ".dockerignore",
      "Dockerfile",
      "README.md",
      "build",
      "build/server",
      "build/server/index.js",
      "internal",
      "internal/NOTES.md",
      "internal/store.go",
      "main.go",
    ]);
  });

  it("finds what an allow list brings back", () => {
    write(".dockerignore", "*\n!internal/**/*.go\n!main.go\n");
    write("internal/deep/x.go", "");
    write("internal/deep/x.txt", "");
    write("other/y.go", "");
    expect(contextFiles(buildFiles({ build: folder }))).to.deep.equal([
      "internal/deep/x.go",
      "internal/store.go",
      "main.go",
    ]);
  });

  it("prefers Dockerfile.dockerignore", () => {
    write(".dockerignore", "main.go\n");
    write("Dockerfile.dockerignore", "internal\n");
    expect(contextFiles(buildFiles({ build: folder }))).to.deep.equal([
      ".dockerignore",
      "Dockerfile",
      "Dockerfile.dockerignore",
      "main.go",
    ]);
  });

  it("does not change with ignored files, but always with the Dockerfile", () => {
    write(".dockerignore", "Dockerfile\nsecret\n");
    const before = hash();
    write("secret", "x");
    expect(hash()).to.equal(before);
    write("Dockerfile", "FROM alpine\n");
    expect(hash()).to.not.equal(before);
  });

  it("says which folder or Dockerfile is missing", () => {
    const missing = join(folder, "missing");
    expect(() => contextHash({ build: missing, platform })).to.throw(
      UserError,
      `The build folder "${missing}" does not exist: create it, or name an image by its URI.`,
    );
    rmSync(join(folder, "Dockerfile"));
    expect(() => hash()).to.throw(
      UserError,
      `There is no Dockerfile "${join(folder, "Dockerfile")}": add it, or name an image by its URI.`,
    );
  });
});
