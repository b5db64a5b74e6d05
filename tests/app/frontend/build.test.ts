import { expect } from "chai";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { FRONTEND } from "./support/front-end.js";

const build = (...parts: string[]) => path.join(FRONTEND, "build", ...parts);
const assetsOf = (variant: string) => readdirSync(build(variant, "client/assets")).map((name) => `/assets/${name}`);
const assetsIn = (text: string) => new Set(text.match(/\/assets\/[\w.-]+\.(?:js|css)/g) ?? []);

describe("front-end build: ssr", () => {
  const server = readFileSync(build("ssr/server/index.js"), "utf8");

  it("names in the server only assets that go to S3", () => {
    const named = [...assetsIn(server)];
    expect(named.length).to.be.greaterThan(10);
    expect(assetsOf("ssr")).to.include.members(named);
  });

  it("is one file that imports nothing but Node's own modules", () => {
    const files = readdirSync(build("ssr/server"), { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    expect(files.map(({ name }) => name)).to.deep.equal(["index.js"]);
    const imported = [...server.matchAll(/^import\b[^;]*?from "([^"]+)"|^import "([^"]+)"/gm)].map(
      (m) => m[1] ?? m[2] ?? "",
    );
    expect(imported.length).to.be.greaterThan(3);
    const builtin = new Set(process.getBuiltinModule("node:module").builtinModules);
    expect(imported.filter((name) => !builtin.has(name.replace(/^node:/, "")))).to.deep.equal([]);
  });

  it("keeps the backend's client and React's development build where they belong", () => {
    const browser = assetsOf("ssr")
      .map((name) => readFileSync(build("ssr/client", name), "utf8"))
      .join("\n");
    expect(browser).not.to.contain("/api/notes").and.not.contain("BACKEND_URL");
    expect(server).not.to.contain("react-dom-server.node.development");
    expect(server).not.to.contain("react.development.js");
  });
});

describe("front-end build: spa", () => {
  const html = readFileSync(build("spa/client/index.html"), "utf8");
  const scripts = [...html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)].map((m) => ({
    attributes: m[1] ?? "",
    code: m[2] ?? "",
  }));

  it("has an index.html that names only assets beside it", () => {
    const named = [...assetsIn(html)];
    expect(named.length).to.be.greaterThan(4);
    expect(assetsOf("spa")).to.include.members(named);
  });

  it("has inline scripts that hashes can allow: static, and nothing else inline", () => {
    expect(scripts).to.have.length(4);
    for (const { attributes } of scripts) expect(attributes).to.match(/^( type="module" async="")?$/);
    expect(scripts.map(({ code }) => code).join("\n")).not.to.match(/nonce|\d{13}/);
    expect(html).not.to.match(/<style|\sstyle=|\son[a-z]+=|javascript:|nonce=/);
  });

  it("shows that it loads, under the application's title", () => {
    expect(html).to.contain("<title>Notes</title>").and.contain('<span class="visually-hidden">Loading</span>');
  });

  it("loads its data in the browser", () => {
    const code = assetsOf("spa")
      .map((name) => readFileSync(build("spa/client", name), "utf8"))
      .join("\n");
    expect(code).to.contain("/api/notes");
    expect(readdirSync(build("spa"))).to.deep.equal(["client"]);
  });
});

describe("front-end build: both", () => {
  it("hashes every asset's name and puts public files at the root", () => {
    for (const variant of ["ssr", "spa"]) {
      for (const name of assetsOf(variant)) expect(name).to.match(/-[\w-]{8}\.(js|css)$/);
      expect(readdirSync(build(variant, "client"))).to.include.members(["assets", "favicon.svg", "robots.txt"]);
    }
  });
});
