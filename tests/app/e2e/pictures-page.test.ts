import { expect } from "chai";
import { type Browser, type Page } from "playwright-core";
import { makePng } from "./support/album";
import { launch, Visitor } from "./support/browser";
import { VARIANTS } from "./support/run";
import { withPictures } from "./support/suite";

/** Chooses a file, and waits until the page lists one more. */
async function choose(page: Page, buffer: Buffer): Promise<void> {
  const before = await page.locator(".picture").count();
  await page.locator("input[type=file]").setInputFiles({ name: "picture.png", mimeType: "image/png", buffer });
  await page.locator(".picture").nth(before).waitFor();
}

for (const variant of VARIANTS) {
  withPictures("pictures in Chromium", variant, (run) => {
    let browser: Browser;

    before(async () => {
      browser = await launch();
    });
    after(async () => {
      await browser.close();
    });

    it("are added, shown and removed, and what cannot be is said", async () => {
      const visitor = await Visitor.open(browser, run().origin);
      const { page } = visitor;
      await page.goto("/notes/new");
      await page.getByLabel("Title").fill("Garden");
      await page.getByRole("button", { name: "Save note" }).click();
      await page.getByRole("heading", { name: "Pictures" }).waitFor();
      await choose(page, makePng(64, 48));
      await choose(page, Buffer.from("<script>alert(1)</script>"));
      await page.getByText("Not shown: it is neither a JPEG nor a PNG.").waitFor();
      const picture = page.getByAltText("Picture 1 of this note");
      await picture.waitFor();
      await page.waitForFunction("document.querySelector('.picture img').naturalWidth > 0");
      expect([await visitor.accessibilityProblems(), visitor.errors]).to.deep.equal([[], []]);

      const gif = { name: "x.gif", mimeType: "image/gif", buffer: Buffer.from("GIF89a") };
      await page.locator("input[type=file]").setInputFiles(gif);
      await page.getByText("Choose a JPEG or PNG picture.").waitFor();
      await page.getByRole("button", { name: "Remove picture 2" }).click();
      await page.locator(".picture").nth(1).waitFor({ state: "detached" });
      expect(await page.locator(".picture").count()).to.equal(1);
      await visitor.close();
    });
  });
}
