import { expect } from "chai";
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { Album, makePng } from "./support/album";
import { Client } from "./support/client";
import { withPictures } from "./support/suite";

/** Waits until something holds, for as long as the test has. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(50);
}

withPictures("pictures", "spa", (run) => {
  let client: Client;
  let album: Album;

  before(() => {
    client = new Client(run());
    album = new Album(run(), client);
  });
  after(() => {
    client.close();
  });
  beforeEach(() => {
    run().app.database.query("DELETE FROM app.notes; DELETE FROM app.pictures");
  });

  it("are shown with their thumbnail, and saved by whoever opens them", async () => {
    const note = await album.note("With a picture");
    await album.add(note, makePng(640, 480));
    await until(() => album.counts().ready === 1);
    const [picture] = await album.pictures(note);
    const thumbnail = await client.ask(picture?.thumbnailUrl ?? "");
    expect([thumbnail.status, thumbnail.headers["content-type"]]).to.deep.equal([200, "image/jpeg"]);
    expect(thumbnail.headers["cache-control"]).to.equal("public, max-age=31536000, immutable");
    const original = await client.ask(picture?.url ?? "");
    expect(original.headers).to.include({
      "content-type": "image/png",
      "content-disposition": "attachment",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
    });
    expect((await client.ask("/uploads/none")).status).to.equal(403);
  });

  it("stay what the worker looked at, whatever is sent with the same form afterwards", async () => {
    const note = await album.note("Sent again");
    const [file, other] = [makePng(), Buffer.alloc(makePng().byteLength, "<script>alert(1)</script>")];
    const signed = await album.sign(note, { contentType: "image/png", size: file.byteLength });
    expect((await album.send(signed, file)).status).to.equal(204);
    await album.confirm(note, signed.id);
    await until(async () => album.counts().ready === 1 && (await album.messages("work")) === 0);
    const shown = async (): Promise<string> => {
      const [picture] = await album.pictures(note);
      return (await client.ask(picture?.url ?? "")).text;
    };
    const before = await shown();
    expect((await album.send(signed, other)).status).to.equal(204);
    await album.confirm(note, signed.id);
    await until(async () => (await album.messages("work")) === 0);
    expect(before.length).to.be.above(50);
    expect(await shown()).to.equal(before);
    expect((await client.ask(`/${signed.fields.key ?? ""}`)).text).not.to.include("alert(1)");
  });

  it("of 1 GB, or of another type than was signed, are refused and nothing is stored", async () => {
    const [note, before] = [await album.note("Refused"), (await album.keys()).length];
    for (const wanted of [
      { contentType: "image/png", size: 1024 ** 3 },
      { contentType: "image/svg+xml", size: 100 },
    ]) {
      const answer = await client.send("POST", `/api/notes/${note}/pictures`, wanted);
      expect([answer.status, (JSON.parse(answer.text) as { error: { code: string } }).error.code]).to.deep.equal([
        422,
        "validation_failed",
      ]);
    }
    const file = makePng();
    const signed = await album.sign(note, { contentType: "image/png", size: file.byteLength });
    const refusals = [
      await album.send(signed, Buffer.concat([file, Buffer.alloc(1)])),
      await album.send(signed, file.subarray(1)),
      await album.send({ ...signed, fields: { ...signed.fields, "Content-Type": "text/html" } }, file),
      await album.send({ ...signed, fields: { ...signed.fields, key: "uploads/elsewhere" } }, file),
      await album.send({ ...signed, fields: { ...signed.fields, acl: "public-read" } }, file),
      await album.send({ ...signed, fields: { ...signed.fields, policy: "e30=" } }, file),
    ];
    const codes = await Promise.all(refusals.map(async (one) => /<Code>(\w+)</.exec(await one.text())?.[1]));
    expect(codes).to.deep.equal([
      "EntityTooLarge",
      "EntityTooSmall",
      "AccessDenied",
      "AccessDenied",
      "AccessDenied",
      "SignatureDoesNotMatch",
    ]);
    const confirmed = await client.ask(`/api/notes/${note}/pictures/${signed.id}`, { method: "PUT" });
    expect([confirmed.status, album.counts()]).to.deep.equal([409, {}]);
    expect(await album.keys()).to.have.length(before);
  });

  it("that are something else than they say are refused by the worker, and their file is gone", async () => {
    const [note, before] = [await album.note("Disguised"), (await album.keys()).length];
    await album.add(note, Buffer.from("<script>alert(1)</script>"));
    await album.add(note, makePng(), "image/jpeg");
    await until(() => album.counts().refused === 2);
    expect((await album.pictures(note)).map(({ status, reason, url }) => ({ status, reason, url }))).to.deep.equal([
      { status: "refused", reason: "it is neither a JPEG nor a PNG", url: undefined },
      { status: "refused", reason: "it is image/png and was sent as something else", url: undefined },
    ]);
    expect(await album.keys()).to.have.length(before);
  });

  it("leave the note alone when the bucket refuses, and are there when it takes them again", async () => {
    const note = await album.note("Kept");
    const { s3 } = run().app.uses;
    const file = makePng();
    const signed = await album.sign(note, { contentType: "image/png", size: file.byteLength });
    if (s3 !== undefined) s3.refuses = { status: 403, code: "AccessDenied" };
    expect((await album.send(signed, file)).status).to.equal(403);
    const refused = await client.ask(`/api/notes/${note}/pictures/${signed.id}`, { method: "PUT" });
    const { error } = JSON.parse(refused.text) as { error: { code: string; message: string } };
    expect([refused.status, error.code]).to.deep.equal([503, "pictures_unavailable"]);
    expect(error.message).to.equal("Pictures cannot be stored at the moment. The note is kept as it is.");
    expect([(await client.ask(`/api/notes/${note}`)).status, album.counts()]).to.deep.equal([200, {}]);
    if (s3 !== undefined) s3.refuses = undefined;
    expect((await album.send(signed, file)).status).to.equal(204);
    await album.confirm(note, signed.id);
    await until(() => album.counts().ready === 1);
  });

  it("go on beside a poison message, which is a dead letter after its receives", async () => {
    const note = await album.note("Beside poison");
    await album.post(["{", "no message of ours"]);
    for (let picture = 0; picture < 5; picture += 1) await album.add(note, makePng());
    await until(async () => album.counts().ready === 5 && (await album.messages("dead")) === 2);
    expect(await album.messages("work")).to.equal(0);
  });

  it("are made once from a queue full of duplicates", async () => {
    const note = await album.note("Duplicates");
    const id = await album.add(note, makePng());
    await album.post(Array.from({ length: 200 }, () => JSON.stringify({ picture: id })));
    await until(async () => (await album.messages("work")) === 0);
    expect((await album.pictures(note)).map(({ status }) => status)).to.deep.equal(["ready"]);
    expect((await album.keys()).filter((key) => key.includes(id))).to.have.length(2);
  });

  it("are all made, and none twice, when a worker is killed in the middle of 500", async () => {
    const note = await album.note("Many");
    await album.comeBackAfter(5);
    const worker = run().app.worker("thumbnails");
    const [task] = worker.tasks;
    if (task === undefined) throw new Error("No worker runs.");
    const filled = album.fill(note, 500);
    await until(() => (album.counts().ready ?? 0) > 50);
    await worker.kill(task);
    const doneBefore = album.counts().ready ?? 0;
    expect(doneBefore).to.be.within(50, 499);
    worker.start(1);
    await filled;
    await until(async () => album.counts().ready === 500 && (await album.messages("work")) === 0);
    expect(await album.messages("dead")).to.equal(2); // the poison of the test before
    const thumbnails = (await album.keys("/thumbnail")).filter((key) => key.includes(note));
    expect([thumbnails.length, new Set(thumbnails).size]).to.deep.equal([500, 500]);
    expect(await album.pictures(note)).to.have.length(500);
  });

  it("lists are right while the cache is gone and when it is back", async () => {
    const { cache } = run().app.uses;
    const shown = async (): Promise<number> => {
      const { text, status } = await client.ask("/api/notes");
      return status === 200 ? (JSON.parse(text) as { total: number }).total : -1;
    };
    const wrong: number[] = [];
    let written = 0;
    const writeAndLook = async (): Promise<void> => {
      await album.note("Cached");
      written += 1;
      for (let look = 0; look < 3; look += 1) if ((await shown()) !== written) wrong.push(written);
    };
    run().app.database.query("UPDATE app.versions SET version = version + 1");
    for (let note = 0; note < 10; note += 1) await writeAndLook();
    await cache?.stop();
    for (let note = 0; note < 10; note += 1) await writeAndLook();
    await cache?.start();
    await sleep(2_500);
    for (let note = 0; note < 10; note += 1) await writeAndLook();
    expect([written, wrong]).to.deep.equal([30, []]);
  });

  it("without a note go with the nightly job, which leaves the work to a run that is at work", async () => {
    const note = await album.note("Deleted");
    const id = await album.add(note, makePng());
    await until(() => album.counts().ready === 1);
    await client.ask(`/api/notes/${note}`, { method: "DELETE" });
    const { app } = run();
    const locked = spawn(app.database.clientProgram, [...app.database.clientArguments, "--unbuffered"]);
    locked.stdin.write("SELECT GET_LOCK(CONCAT('digest-', MD5('app')), 0);\n");
    await new Promise((resolve) => locked.stdout.once("data", resolve));
    const overlapping = app.runJob("digest");
    expect(app.runJob("digest")).to.equal(undefined);
    expect([await overlapping?.exit, album.counts()]).to.deep.equal([0, { ready: 1 }]);
    expect(overlapping?.lines.join()).to.contain("left to the run that is at work already");
    locked.kill();
    await until(() => app.database.query("SELECT IS_FREE_LOCK(CONCAT('digest-', MD5('app')))")[0] === "1");
    expect(await app.runJob("digest")?.exit).to.equal(0);
    expect([album.counts(), (await album.keys()).filter((key) => key.includes(id))]).to.deep.equal([{}, []]);
    expect(app.database.query("SELECT notes, pictures, removed FROM app.digests")).to.deep.equal(["0\t0\t1"]);
  });
});
