import { isRecord } from "./record.js";

interface ApiErrorDetails {
  readonly requestId?: string | undefined;
  readonly fields?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** The backend refused a request, answered nonsense, or did not answer. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** HTTP status; 503 when there was no answer, 502 when the answer could not be read. */
  readonly status: number;
  /** The backend's own code, or one of unreachable, timeout, invalid_response, http_<status>. */
  readonly code: string;
  /** Finds the request in the backend's log. */
  readonly requestId: string | undefined;
  /** What is wrong with single fields, such as `title: "must not be empty"`. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, details: ApiErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.status = status;
    this.code = code;
    this.requestId = details.requestId;
    this.fields = details.fields ?? {};
  }

  /** Whether trying again later may help: nobody answered, or the service says that it cannot now. */
  get isTemporary(): boolean {
    return this.status >= 500 || this.status === 408 || this.status === 429;
  }
}

/**
 * Makes an {@link ApiError} of an answer that is not a success. The body need not be the backend's: load balancers and
 * the edge answer with HTML.
 */
export function errorFromAnswer(status: number, body: unknown): ApiError {
  const error = isRecord(body) && isRecord(body.error) ? body.error : {};
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
  const fields = Object.entries(isRecord(error.fields) ? error.fields : {});
  return new ApiError(
    status,
    text(error.code) ?? `http_${status}`,
    text(error.message) ?? `The notes service answered with status ${status}.`,
    {
      requestId: text(error.requestId),
      fields: Object.fromEntries(fields.filter((field): field is [string, string] => typeof field[1] === "string")),
    },
  );
}
