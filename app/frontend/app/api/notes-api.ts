import { ApiError, errorFromAnswer } from "./api-error.js";
import { parseSignedUpload, type PictureFile, type SignedUpload } from "./picture.js";
import { parseNote, parseNotePage, type Note, type NoteDraft, type NotePage } from "./note.js";

/** The backend's notes, each call failing with {@link ApiError} only; an aborted signal's reason passes through. */
export interface NotesApi {
  list(query: ListQuery, signal?: AbortSignal): Promise<NotePage>;
  get(id: string, signal?: AbortSignal): Promise<Note>;
  create(draft: NoteDraft, signal?: AbortSignal): Promise<Note>;
  update(id: string, draft: NoteDraft, signal?: AbortSignal): Promise<Note>;
  remove(id: string, signal?: AbortSignal): Promise<void>;
  /** Makes a form that sends one file to where the note's pictures are kept. */
  signPicture(note: string, file: PictureFile, signal?: AbortSignal): Promise<SignedUpload>;
  /** Says that a picture was sent. */
  addPicture(note: string, picture: string, signal?: AbortSignal): Promise<void>;
  removePicture(note: string, picture: string, signal?: AbortSignal): Promise<void>;
}

export interface ListQuery {
  /** Words that title or body must contain; empty for all notes. */
  readonly q: string;
  /** Counts from 1. */
  readonly page: number;
  readonly pageSize: number;
}

export interface NotesApiOptions {
  /** Origin of the backend, or empty for the page's own. @default "" */
  readonly baseUrl?: string;
  /** Sent with every request, such as the request id. @default {} */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds until a call is given up. @default 10000 */
  readonly timeoutMs?: number;
  /** @default globalThis.fetch */
  readonly fetch?: typeof fetch;
  /** Told of each failure, for logs. */
  readonly onFailure?: (error: ApiError, call: string) => void;
}

interface Call<T> {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** Reads the answer; undefined means that it is not what was asked for. */
  readonly read: (body: unknown) => T | undefined;
}

/** The one client of `/api/notes`: the server calls the backend with it, and so does the browser in the static build. */
export function createNotesApi(options: NotesApiOptions = {}): NotesApi {
  const send = <T>(call: Call<T>) => sendCall(options, call);
  const at = (id: string) => `/api/notes/${encodeURIComponent(id)}`;
  const picture = (note: string, id: string) => `${at(note)}/pictures/${encodeURIComponent(id)}`;
  return {
    list: ({ q, page, pageSize }, signal) => {
      const query = new URLSearchParams({ ...(q !== "" && { q }), page: String(page), pageSize: String(pageSize) });
      return send({ method: "GET", path: `/api/notes?${query.toString()}`, signal, read: parseNotePage });
    },
    get: (id, signal) => send({ method: "GET", path: at(id), signal, read: parseNote }),
    create: (body, signal) => send({ method: "POST", path: "/api/notes", body, signal, read: parseNote }),
    update: (id, body, signal) => send({ method: "PUT", path: at(id), body, signal, read: parseNote }),
    remove: async (id, signal) => {
      await send({ method: "DELETE", path: at(id), signal, read: () => true });
    },
    signPicture: (note, body, signal) =>
      send({ method: "POST", path: `${at(note)}/pictures`, body, signal, read: parseSignedUpload }),
    addPicture: async (note, id, signal) => {
      await send({ method: "PUT", path: picture(note, id), signal, read: () => true });
    },
    removePicture: async (note, id, signal) => {
      await send({ method: "DELETE", path: picture(note, id), signal, read: () => true });
    },
  };
}

async function sendCall<T>(options: NotesApiOptions, call: Call<T>): Promise<T> {
  try {
    const { response, body } = await exchange(options, call);
    if (!response.ok) throw errorFromAnswer(response.status, body);
    const result = call.read(body);
    if (result === undefined) {
      throw new ApiError(502, "invalid_response", "The notes service gave an answer that this page cannot read.");
    }
    return result;
  } catch (error) {
    if (error instanceof ApiError) options.onFailure?.(error, `${call.method} ${call.path.replace(/\?.*$/, "")}`);
    throw error;
  }
}

async function exchange(options: NotesApiOptions, call: Call<unknown>): Promise<{ response: Response; body: unknown }> {
  const { baseUrl = "", headers = {}, timeoutMs = 10_000, fetch = globalThis.fetch } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(baseUrl + call.path, {
      method: call.method,
      headers: {
        accept: "application/json",
        ...(call.body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
      redirect: "error",
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
    });
    return { response, body: parseJson(await response.text()) };
  } catch (cause) {
    // The visitor went elsewhere: not a failure of the backend.
    if (call.signal?.aborted) throw cause;
    throw timeout.aborted
      ? new ApiError(503, "timeout", "The notes service took too long to answer.", { cause })
      : new ApiError(503, "unreachable", "The notes service cannot be reached.", { cause });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
