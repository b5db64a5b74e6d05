import { expect } from "chai";
import { ApiError } from "../../../app/frontend/app/api/api-error.js";
import { createNotesApi, type NotesApiOptions } from "../../../app/frontend/app/api/notes-api.js";

const note = { id: "a b", title: "T", body: "B", createdAt: "2025-01-01T00:00:00Z", updatedAt: "2025-01-01T00:00:00Z" };

interface Sent {
  url: string;
  init: RequestInit;
}

function apiWith(answer: () => Response | Promise<Response>, options: NotesApiOptions = {}) {
  const sent: Sent[] = [];
  const api = createNotesApi({
    ...options,
    fetch: (url, init = {}) => {
      sent.push({ url: url as string, init });
      return Promise.resolve(answer());
    },
  });
  return { api, sent };
}

async function errorOf(call: Promise<unknown>): Promise<ApiError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(ApiError);
  return error as ApiError;
}

describe("notes API client", () => {
  it("asks for a page and leaves out empty words", async () => {
    const list = { notes: [note], page: 2, pageSize: 10, total: 11 };
    const { api, sent } = apiWith(() => Response.json(list), { baseUrl: "http://backend:8080" });
    expect(await api.list({ q: "", page: 2, pageSize: 10 })).to.deep.equal(list);
    await api.list({ q: "a&b", page: 1, pageSize: 10 });
    expect(sent.map(({ url }) => url)).to.deep.equal([
      "http://backend:8080/api/notes?page=2&pageSize=10",
      "http://backend:8080/api/notes?q=a%26b&page=1&pageSize=10",
    ]);
  });

  it("sends drafts as JSON with the given headers to an escaped id", async () => {
    const { api, sent } = apiWith(() => Response.json(note), { headers: { "x-request-id": "r" } });
    expect(await api.update("a b/..", { title: "T", body: "B" })).to.deep.equal(note);
    expect(sent[0]).to.deep.include({ url: "/api/notes/a%20b%2F.." });
    expect(sent[0]?.init).to.deep.include({ method: "PUT", body: '{"title":"T","body":"B"}', redirect: "error" });
    expect(sent[0]?.init.headers).to.deep.equal({
      accept: "application/json",
      "content-type": "application/json",
      "x-request-id": "r",
    });
  });

  it("deletes without reading an answer", async () => {
    const { api, sent } = apiWith(() => new Response(null, { status: 204 }));
    await api.remove("x");
    expect(sent[0]?.init.method).to.equal("DELETE");
  });

  it("turns the backend's error into one with its code, request id and fields", async () => {
    const error = {
      code: "validation_failed",
      message: "Not valid.",
      requestId: "r-1",
      fields: { title: "is required" },
    };
    const { api } = apiWith(() => Response.json({ error }, { status: 422 }));
    expect(await errorOf(api.create({ title: "", body: "" }))).to.deep.include({
      status: 422,
      isTemporary: false,
      ...error,
    });
  });

  it("copes with a load balancer's HTML", async () => {
    const failures: string[] = [];
    const { api } = apiWith(() => new Response("<html>", { status: 502 }), {
      onFailure: (error, call) => failures.push(`${call} ${error.code}`),
    });
    expect(await errorOf(api.list({ q: "secret", page: 1, pageSize: 10 }))).to.include({
      status: 502,
      isTemporary: true,
    });
    expect(failures).to.deep.equal(["GET /api/notes http_502"]);
  });

  for (const body of [{}, null, { ...note, id: 7 }, "text"]) {
    it(`refuses ${JSON.stringify(body)} as a note`, async () => {
      const { api } = apiWith(() => Response.json(body));
      expect(await errorOf(api.get("x"))).to.include({ status: 502, code: "invalid_response" });
    });
  }

  for (const [name, body] of Object.entries({
    "a bad note": { notes: [{}], page: 1, pageSize: 1, total: 1 },
    "a negative total": { notes: [], page: 1, pageSize: 1, total: -1 },
    "no notes": { page: 1, pageSize: 1, total: 1 },
  })) {
    it(`refuses a list with ${name}`, async () => {
      const { api } = apiWith(() => Response.json(body));
      expect(await errorOf(api.list({ q: "", page: 1, pageSize: 1 }))).to.include({ code: "invalid_response" });
    });
  }

  it("says when nobody answers and when it takes too long", async () => {
    const { api } = apiWith(() => Promise.reject(new TypeError("fetch failed")));
    expect(await errorOf(api.get("x"))).to.include({ status: 503, code: "unreachable", isTemporary: true });
    const slow = createNotesApi({
      timeoutMs: 1,
      fetch: (_url, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener("abort", () => {
            reject(init.signal?.reason as Error);
          });
        }),
    });
    expect(await errorOf(slow.get("x"))).to.include({ status: 503, code: "timeout" });
  });

  it("passes on that the visitor left, which is no failure", async () => {
    const left = new AbortController();
    const failures: ApiError[] = [];
    const { api } = apiWith(() => Promise.reject(left.signal.reason as Error), { onFailure: (e) => failures.push(e) });
    left.abort(new Error("left"));
    const reason = await api.get("x", left.signal).catch((error: unknown) => error);
    expect(reason).to.equal(left.signal.reason);
    expect(failures).to.deep.equal([]);
  });
});
