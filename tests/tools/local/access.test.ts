import { createHash } from "node:crypto";

import { expect } from "chai";

import { ServedPage } from "../browser/support/edge-page";

const PASSWORD = "preview:correct horse battery staple";
const CREDENTIALS = `edge.access.credentials=[${createHash("sha256").update(PASSWORD).digest("hex")}]`;
const FILES = { "index.html": "<h1>Page</h1>", "assets/app.js": "1" };
const PATHS = ["", "notes/1", "assets/app.js", "assets/none.js", "api/notes"];

describe("a stack before it is public, behind the local edge", () => {
  for (const variant of ["ssr", "spa"] as const) {
    const settings = variant === "ssr" ? ["backend.public=true"] : [];

    it(`answers nothing without the password: ${variant}`, async () => {
      const served = await ServedPage.start(variant, [...settings, CREDENTIALS], FILES);
      try {
        for (const path of PATHS) {
          for (const method of ["GET", "POST"]) {
            const { status } = await fetch(`${served.address}${path}`, { method });
            // A method that the behaviour refuses never gets as far as the function.
            expect(status, `${method} /${path}`).to.be.oneOf(method === "GET" ? [401] : [401, 403]);
          }
        }
      } finally {
        await served.stop();
      }
    });

    it(`is itself with it, and the origin never sees it: ${variant}`, async () => {
      const served = await ServedPage.start(variant, [...settings, CREDENTIALS], FILES);
      try {
        const authorization = `Basic ${Buffer.from(PASSWORD).toString("base64")}`;
        const answer = await fetch(served.address, { headers: { authorization, "x-asked": "1" } });
        expect([answer.status, await answer.text()]).to.deep.equal([200, FILES["index.html"]]);
        expect(served.seen.map(({ authorization: seen }) => seen)).to.deep.equal(variant === "ssr" ? [undefined] : []);
        if (variant === "ssr") expect(served.seen[0]).to.include({ "x-asked": "1" });
      } finally {
        await served.stop();
      }
    });
  }

  it("lets in the addresses that are listed, and no others", async () => {
    for (const [addresses, status] of [
      ["127.0.0.0/8", 200],
      ["192.0.2.1", 403],
    ] as const) {
      const served = await ServedPage.start("spa", [`edge.access.addresses=[${addresses}]`], FILES);
      try {
        expect((await fetch(served.address)).status, addresses).to.equal(status);
      } finally {
        await served.stop();
      }
    }
  });
});
