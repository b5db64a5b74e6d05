import { data } from "react-router";
import { ApiError } from "../api/api-error.js";
import type { NoteDraft } from "../api/note.js";
import type { DraftErrors } from "./draft.js";

/** What the error page gets to know. */
export interface Failure {
  /** Finds the request in the backend's log. */
  readonly requestId?: string;
}

/** What a form gets back when its note was not saved. */
export interface Rejection {
  readonly draft: NoteDraft;
  readonly errors: DraftErrors;
}

/** Ends a loader or an action with a redirect or an error page instead of its data. */
export function stopWith(response: Response | ReturnType<typeof data>): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- React Router takes what is thrown as the answer.
  throw response;
}

/** Waits for the backend; its failures become error pages with the right status. */
export async function orErrorPage<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return stopWith(data(failureOf(error), { status: pageStatus(error) }));
  }
}

/** Waits for the backend to save a draft; a refusal goes back to the form, so that nothing typed is lost. */
export async function orRejection<T>(draft: NoteDraft, save: Promise<T>) {
  try {
    return { saved: await save };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 404) return stopWith(data(failureOf(error), { status: 404 }));
    return { rejected: reject(draft, draftErrorsOf(error), error.isTemporary ? 503 : 400) };
  }
}

/** The answer to a form whose draft cannot be saved as it is. */
export function reject(draft: NoteDraft, errors: DraftErrors, status = 400) {
  const rejection: Rejection = { draft, errors };
  return data(rejection, { status });
}

function draftErrorsOf(error: ApiError): DraftErrors {
  if (error.isTemporary) {
    return { form: "The note could not be saved just now. Your text is still here: try again in a moment." };
  }
  const { title, body } = error.fields;
  if (title === undefined && body === undefined) return { form: error.message };
  return {
    ...(title !== undefined && { title: `The title ${title}.` }),
    ...(body !== undefined && { body: `The text ${body}.` }),
  };
}

/** The backend away, busy or broken is one and the same to a reader: come back later. */
function pageStatus(error: ApiError): number {
  if (error.status === 404) return 404;
  return error.isTemporary ? 503 : 500;
}

function failureOf(error: ApiError): Failure {
  return error.requestId === undefined ? {} : { requestId: error.requestId };
}
