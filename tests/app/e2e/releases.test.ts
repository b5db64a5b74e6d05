import { expect } from "chai";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser } from "playwright-core";
import { FIXTURE_STACKS } from "../../../tools/program/fixtures";
import { launch, Visitor } from "./support/browser";
import { Client } from "./support/client";
import { makeNextBuild } from "./support/next-build";
import { ReadLoad } from "./support/read-load";
import { ROOT } from "./support/run";
import { bothVariants } from "./support/suite";

bothVariants("releases", 1, (run, variant) => {
  let next: string;
  let browser: Browser;

  before(async () => {
    next = mkdtempSync(join(tmpdir(), "webapp-next-"));
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    rmSync(next, { recursive: true, force: true });
  });

  it("keeps a page working that was opened before a new release", async () => {
    makeNextBuild(join(ROOT, "app/frontend/build"), next);
    const visitor = await Visitor.open(browser, run().origin);
    const client = new Client(run());
    try {
      const { page } = visitor;
      await client.write("Written before the release");
      await page.goto("/");
      await page.getByRole("link", { name: "Written before the release" }).waitFor();
      const oldKeys = run().app.bucket.keys;
      const isAsset = (key: string): boolean => key.startsWith("assets/");

      const load = new ReadLoad(run());
      await load.reads(50);
      await run().app.deploy({ frontend: variant, build: next, stacks: FIXTURE_STACKS });
      await load.reads(50);
      const { sent, failed } = await load.stop();
      console.log(`      new release: ${sent} requests sent, ${failed.length} failed`);
      expect(failed).to.deep.equal([]);

      const newKeys = run().app.current.objects.map(({ key }) => key);
      const shared = oldKeys.filter((key) => isAsset(key) && newKeys.includes(key));
      expect(shared, "the new release names its assets anew").to.deep.equal([]);
      expect((await client.ask("/")).text)
        .to.contain("/assets/")
        .and.not.contain(oldKeys.find(isAsset));

      const asked: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname.slice(1)));
      await page.getByRole("link", { name: "New note" }).click();
      await page.getByLabel("Title").fill("Written by the old page");
      await page.getByRole("button", { name: "Save note" }).click();
      await page.getByRole("heading", { name: "Written by the old page" }).waitFor();
      const late = asked.filter(isAsset);
      expect(late, "assets that the old page asked for only now").not.to.deep.equal([]);
      expect(oldKeys).to.include.members(late);
      expect(visitor.errors).to.deep.equal([]);

      await page.reload();
      await page.getByRole("heading", { name: "Written by the old page" }).waitFor();
      expect(visitor.errors).to.deep.equal([]);
    } finally {
      client.close();
      await visitor.close();
    }
  });

  it("keeps data and serves without a gap when the flag is flipped, and back again", async () => {
    const client = new Client(run());
    const visitor = await Visitor.open(browser, run().origin);
    try {
      const before = run().titles();
      const tasks = run()
        .app.service("backend")
        .tasks.map(({ pid }) => pid);
      const load = new ReadLoad(run());
      await load.reads(50);
      for (const flipped of [variant === "ssr" ? "spa" : "ssr", variant] as const) {
        await run().app.deploy({ frontend: flipped, build: join(ROOT, "app/frontend/build"), stacks: FIXTURE_STACKS });
        const title = `Written in ${flipped}`;
        expect((await client.write(title)).isStored).to.equal(true);
        await visitor.page.goto("/");
        await visitor.page.getByRole("link", { name: title }).waitFor();
        await visitor.page
          .getByText(flipped === "ssr" ? "Rendered on the server" : "Rendered in your browser")
          .waitFor();
      }
      await load.reads(50);
      const { sent, failed } = await load.stop();
      console.log(`      flag flipped twice: ${sent} requests sent, ${failed.length} failed`);
      expect(failed).to.deep.equal([]);
      expect(run().titles()).to.have.members([...before, "Written in ssr", "Written in spa"]);
      expect(
        run()
          .app.service("backend")
          .tasks.map(({ pid }) => pid),
        "the backend's tasks are the same",
      ).to.deep.equal(tasks);
      expect(visitor.errors).to.deep.equal([]);
    } finally {
      client.close();
      await visitor.close();
    }
  });
});
