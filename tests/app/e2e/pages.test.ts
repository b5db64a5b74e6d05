import { expect } from "chai";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Browser } from "playwright-core";
import { launch, Visitor } from "./support/browser";
import { Client } from "./support/client";
import { ROOT } from "./support/run";
import { bothVariants } from "./support/suite";

bothVariants("pages in Chromium", 1, (run, variant) => {
  let browser: Browser;
  let visitor: Visitor;
  let client: Client;

  before(async () => {
    browser = await launch();
  });
  after(async () => {
    await browser.close();
  });
  beforeEach(async () => {
    run().app.database.query("DELETE FROM app.notes");
    client = new Client(run());
    visitor = await Visitor.open(browser, run().origin);
  });
  afterEach(async () => {
    client.close();
    await visitor.close();
  });

  /** Writes a note in the form that is open. */
  async function fillIn(title: string, body: string, button = "Save note"): Promise<void> {
    await visitor.page.getByLabel("Title").fill(title);
    await visitor.page.getByLabel("Text").fill(body);
    await visitor.page.getByRole("button", { name: button }).click();
  }

  async function noteCalled(title: string): Promise<string> {
    await visitor.page.goto("/");
    await visitor.page.getByRole("link", { name: title, exact: true }).click();
    await visitor.page.waitForURL("**/notes/*");
    return new URL(visitor.page.url()).pathname;
  }

  it("writes, shows, changes and deletes a note", async () => {
    const { page } = visitor;
    await page.goto("/");
    await page.getByRole("link", { name: "Write a note" }).click();
    await page.getByRole("heading", { name: "New note" }).waitFor();
    await fillIn("Shopping", "Bread\n<b>Milk</b>");
    await page.getByRole("heading", { name: "Shopping" }).waitFor();
    expect(await page.locator(".prose").innerText()).to.equal("Bread\n<b>Milk</b>");

    await page.getByRole("link", { name: "Edit" }).click();
    await page.getByRole("heading", { name: "Edit note" }).waitFor();
    expect(await page.getByLabel("Title").inputValue()).to.equal("Shopping");
    await fillIn("Shopping on Friday", "Bread", "Save changes");
    await page.getByRole("heading", { name: "Shopping on Friday" }).waitFor();
    expect(run().titles()).to.deep.equal(["Shopping on Friday"]);

    await page.getByRole("link", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Delete note" }).click();
    await page.getByText("No notes yet.").waitFor();
    expect(run().titles()).to.deep.equal([]);
    expect(visitor.errors).to.deep.equal([]);
  });

  it("says what is wrong with a note and keeps what was typed", async () => {
    const { page } = visitor;
    await page.goto("/notes/new");
    await fillIn("x".repeat(121), "Kept");
    await page.getByRole("heading", { name: "The note was not saved" }).waitFor();
    expect(await page.getByLabel("Text").inputValue()).to.equal("Kept");
    expect(run().titles()).to.deep.equal([]);
    // The browser itself reports an answer of 4xx; that is no error of the page.
    const unexpected = visitor.errors.filter((error) => !/status of 4\d\d/.test(error));
    expect(unexpected).to.deep.equal([]);
    expect(await visitor.accessibilityProblems()).to.deep.equal([]);
  });

  it("searches, turns pages and goes back", async () => {
    const { page } = visitor;
    for (let number = 1; number <= 12; number += 1) await client.write(`Minutes ${number}`);
    await client.write("Holiday list", "who is away in August");
    await page.goto("/");
    await page.getByText("Page 1 of 2").waitFor();
    await page.getByRole("link", { name: "Older" }).click();
    await page.getByText("Page 2 of 2").waitFor();
    await page.goBack();
    await page.getByText("Page 1 of 2").waitFor();

    await page.getByLabel("Search notes").fill("august");
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByText("1 note with “august”").waitFor();
    expect(await page.locator("h2").allInnerTexts()).to.deep.equal(["Holiday list"]);
    await page.getByRole("link", { name: "Holiday list" }).click();
    await page.getByRole("heading", { level: 1, name: "Holiday list" }).waitFor();
    await page.goBack();
    await page.getByText("1 note with “august”").waitFor();
    expect(await page.getByLabel("Search notes").inputValue()).to.equal("august");
    expect(visitor.errors).to.deep.equal([]);
  });

  it("opens and reloads the address of a note", async () => {
    const { page } = visitor;
    await client.write("Deep link", "found again");
    const address = await noteCalled("Deep link");
    for (const path of [address, `${address}/edit`, `${address}/delete`]) {
      const answer = await page.goto(path);
      expect(answer?.status(), path).to.equal(200);
      await page.reload();
      await page.getByText("Deep link").or(page.locator("input[value='Deep link']")).first().waitFor();
    }
    expect(visitor.errors).to.deep.equal([]);
  });

  it("has no problem that axe-core knows of, on any page", async () => {
    const { page } = visitor;
    await client.write("Accessible", "text");
    const address = await noteCalled("Accessible");
    for (const path of [
      "/",
      "/?q=nothing",
      "/notes/new",
      address,
      `${address}/edit`,
      `${address}/delete`,
      "/nowhere",
    ]) {
      await page.goto(path);
      await page.locator("h1").waitFor();
      expect(await visitor.accessibilityProblems(), path).to.deep.equal([]);
    }
  });

  it("says that a page does not exist", async () => {
    const { page } = visitor;
    const answer = await page.goto("/no/such/page");
    await page.getByRole("heading", { name: "Page not found" }).waitFor();
    // A stored index.html serves every address; only a server knows which ones there are.
    expect(answer?.status()).to.equal(variant === "ssr" ? 404 : 200);
    const id = "01a20d53-ed67-7f18-870f-768a024ad983";
    await page.goto(`/notes/${id}`);
    await page.getByRole("heading", { name: "Page not found" }).waitFor();
  });

  it("says that notes cannot be reached while the backend is down, and works again afterwards", async () => {
    const { page } = visitor;
    await client.write("Still here");
    await run().app.service("backend").stop();
    const answer = await page.goto("/");
    await page.getByRole("heading", { name: "Notes are taking a short break" }).waitFor();
    expect(answer?.status()).to.equal(variant === "ssr" ? 503 : 200);
    expect(await visitor.accessibilityProblems()).to.deep.equal([]);
    const unexpected = visitor.takeErrors().filter((error) => !error.includes("status of 503"));
    expect(unexpected).to.deep.equal([]);
    await run().app.service("backend").start(1);
    await page.getByRole("link", { name: "Try again" }).click();
    await page.getByRole("link", { name: "Still here" }).waitFor();
    expect(visitor.errors).to.deep.equal([]);
  });

  it("works over http on localhost too, where a person tries it", async () => {
    const edge = run().app.newEdge();
    await edge.start();
    const local = await Visitor.open(browser, `http://localhost:${edge.port}`);
    try {
      await local.page.goto("/notes/new");
      await local.page.getByLabel("Title").fill("From localhost");
      await local.page.getByRole("button", { name: "Save note" }).click();
      await local.page.getByRole("heading", { name: "From localhost" }).waitFor();
      expect(local.errors).to.deep.equal([]);
    } finally {
      await local.close();
      await edge.stop();
    }
  });

  if (variant === "ssr") {
    it("needs no JavaScript", async () => {
      const plain = await Visitor.open(browser, run().origin, { javaScriptEnabled: false });
      try {
        await plain.page.goto("/notes/new");
        await plain.page.getByLabel("Title").fill("By hand");
        await plain.page.getByRole("button", { name: "Save note" }).click();
        expect(await plain.heading()).to.equal("By hand");
        await plain.page.getByRole("link", { name: "Delete" }).click();
        await plain.page.getByRole("button", { name: "Delete note" }).click();
        expect(await plain.heading()).to.equal("Notes");
        expect(run().titles()).to.deep.equal([]);
      } finally {
        await plain.close();
      }
    });
  }

  it("looks like the picture in the documentation", async () => {
    const { page } = visitor;
    const notes = [
      [
        "Release 1.4",
        "Feature freeze on Thursday. Staging gets the candidate in the evening, production on Monday at ten.",
      ],
      ["Who is on call", "Ana until Friday, then Jonas. The runbook says how to hand over."],
      [
        "Ideas for the retrospective",
        "Fewer meetings before noon, smaller pull requests, a shared list of flaky tests.",
      ],
    ] as const;
    for (const [title, body] of notes) await client.write(title, body);
    for (const [index, [title]] of notes.entries()) {
      const time = `2026-03-0${3 - index} 09:30:00`;
      run().app.database.query(
        `UPDATE app.notes SET created_at = '${time}', updated_at = '${time}' WHERE title = '${title}'`,
      );
    }
    await page.goto("/");
    await page.getByRole("link", { name: "Release 1.4" }).waitFor();
    expect(await page.locator("h2").allInnerTexts()).to.deep.equal(notes.map(([title]) => title));
    const footer = await page.locator("footer").innerText();
    expect(footer).to.equal(variant === "ssr" ? "Rendered on the server" : "Rendered in your browser");
    await page.setViewportSize({ width: 900, height: 760 });
    const picture = await page.screenshot({ animations: "disabled" });
    expect(picture.byteLength).to.be.within(5_000, 150_000);
    if (process.env.UPDATE_SCREENSHOTS === "true") {
      const file = join(ROOT, "docs/screenshots", `${variant}.png`);
      mkdirSync(dirname(file), { recursive: true });
      await page.screenshot({ animations: "disabled", path: file });
    }
  });
});
