import { deflateSync, crc32 } from "node:zlib";
import { type Client } from "./client";
import { type TestRun } from "./run";

export interface ShownPicture {
  readonly id: string;
  readonly status: "waiting" | "ready" | "refused";
  readonly reason?: string;
  readonly url?: string;
  readonly thumbnailUrl?: string;
}

/** The pictures of a run, as a page of the application adds and sees them. */
export class Album {
  constructor(
    private readonly run: TestRun,
    private readonly client: Client,
  ) {}

  /** Writes a note. @returns its id. */
  async note(title: string): Promise<string> {
    const answer = await this.client.send("POST", "/api/notes", { title, body: "" });
    if (answer.status !== 201) throw new Error(`No note was written: ${answer.status} ${answer.text}`);
    return (JSON.parse(answer.text) as { id: string }).id;
  }

  /** Adds a picture as a page does. @returns its id. */
  async add(note: string, file: Buffer, contentType = "image/png"): Promise<string> {
    const signed = await this.sign(note, { contentType, size: file.byteLength });
    const sent = await this.send(signed, file);
    if (sent.status !== 204) throw new Error(`The bucket answered ${sent.status}: ${await sent.text()}`);
    await this.confirm(note, signed.id);
    return signed.id;
  }

  /** Puts so many pictures where pages would have, as fast as the emulator takes them, and asks for their thumbnails. */
  async fill(note: string, count: number, file = makePng()): Promise<void> {
    const { app } = this.run;
    const { moto } = app.uses;
    if (moto === undefined) throw new Error("This run has no bucket.");
    const [bucket = ""] = app.current.uses.buckets;
    const ids = Array.from(
      { length: count },
      (_, index) => `00000000-0000-7000-8000-${String(index).padStart(12, "0")}`,
    );
    const put = async (id: string): Promise<void> => {
      await moto.s3("PUT", `/${bucket}/incoming/${note}/${id}`, { "content-type": "image/png" }, file);
    };
    for (let from = 0; from < count; from += 20) await Promise.all(ids.slice(from, from + 20).map(put));
    const rows = ids.map((id) => `('${id}', '${note}', 'waiting', NOW(3), NOW(3))`).join(", ");
    app.database.query(`INSERT INTO app.pictures (id, note_id, status, created_at, sent_at) VALUES ${rows}`);
    await this.post(ids.map((picture) => JSON.stringify({ picture })));
  }

  /** Lets messages come back after so many seconds from now on. */
  async comeBackAfter(seconds: number): Promise<void> {
    const queue = this.run.app.current.uses.queues.find(({ attributes }) => attributes.RedrivePolicy !== undefined);
    const QueueUrl = this.run.app.uses.queueUrls.get(queue?.url ?? "");
    await this.sqs("SetQueueAttributes", { QueueUrl, Attributes: { VisibilityTimeout: String(seconds) } });
  }

  async sign(note: string, wanted: { contentType: string; size: number }) {
    const answer = await this.client.send("POST", `/api/notes/${note}/pictures`, wanted);
    if (answer.status !== 201) throw new Error(`Not signed: ${answer.status} ${answer.text}`);
    return JSON.parse(answer.text) as { id: string; url: string; fields: Record<string, string> };
  }

  send({ url, fields }: { url: string; fields: Record<string, string> }, file: Buffer): Promise<Response> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("file", new Blob([new Uint8Array(file)]));
    return fetch(url, { method: "POST", body: form });
  }

  async confirm(note: string, picture: string): Promise<void> {
    const answer = await this.client.ask(`/api/notes/${note}/pictures/${picture}`, { method: "PUT" });
    if (answer.status !== 202) throw new Error(`Not recorded: ${answer.status} ${answer.text}`);
  }

  async pictures(note: string): Promise<ShownPicture[]> {
    const answer = await this.client.ask(`/api/notes/${note}`);
    return (JSON.parse(answer.text) as { pictures: ShownPicture[] }).pictures;
  }

  /** How many pictures there are of each status. */
  counts(): Record<string, number> {
    const rows = this.run.app.database.query("SELECT status, COUNT(*) FROM app.pictures GROUP BY status");
    return Object.fromEntries(
      rows.map((row) => row.split("\t")).map(([status = "", count]) => [status, Number(count)]),
    );
  }

  /** Keys of the bucket that end so. */
  async keys(ending = ""): Promise<string[]> {
    const { moto } = this.run.app.uses;
    const [bucket = ""] = this.run.app.current.uses.buckets;
    const found: string[] = [];
    for (let after = ""; ;) {
      const answer = await moto?.s3("GET", `/${bucket}?list-type=2&start-after=${encodeURIComponent(after)}`);
      const page = [...((await answer?.text()) ?? "").matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key]) => key ?? "");
      found.push(...page);
      if (page.length < 1000) return found.filter((key) => key.endsWith(ending));
      after = page.at(-1) ?? "";
    }
  }

  /** Messages of the worker's queue, or of its dead letters: waiting, and in somebody's hands. */
  async messages(which: "work" | "dead"): Promise<number> {
    const { uses } = this.run.app.current;
    const queue = uses.queues.find(({ attributes }) => (attributes.RedrivePolicy !== undefined) === (which === "work"));
    const { Attributes } = await this.sqs<{ Attributes: Record<string, string> }>("GetQueueAttributes", {
      QueueUrl: this.run.app.uses.queueUrls.get(queue?.url ?? ""),
      AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    });
    return Object.values(Attributes).reduce((sum, value) => sum + Number(value), 0);
  }

  /** Puts messages into the worker's queue. */
  async post(bodies: readonly string[]): Promise<void> {
    const queue = this.run.app.current.uses.queues.find(({ attributes }) => attributes.RedrivePolicy !== undefined);
    const QueueUrl = this.run.app.uses.queueUrls.get(queue?.url ?? "");
    for (let from = 0; from < bodies.length; from += 10) {
      const Entries = bodies.slice(from, from + 10).map((MessageBody, index) => ({ Id: String(index), MessageBody }));
      await this.sqs("SendMessageBatch", { QueueUrl, Entries });
    }
  }

  private sqs<T>(action: string, input: object): Promise<T> {
    const { moto } = this.run.app.uses;
    if (moto === undefined) throw new Error("This run has no queue.");
    return moto.sqs<T>(action, input);
  }
}

/** A PNG of one colour, a few hundred bytes. */
export function makePng(width = 12, height = 9, [red, green, blue]: readonly number[] = [47, 93, 80]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([
    Buffer.of(0),
    ...Array.from({ length: width }, () => Buffer.of(red ?? 0, green ?? 0, blue ?? 0)),
  ]);
  const rows = Buffer.concat(Array.from({ length: height }, () => row));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.byteLength);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
