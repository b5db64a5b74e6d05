import { data } from "react-router";
import { ApiError } from "../api/api-error.js";
import type { NotesApi } from "../api/notes-api.js";
import type { SignedUpload } from "../api/picture.js";

/** What the page gets back of a change to a note's pictures. */
export interface PictureOutcome {
  /** For the file that it wants to send. */
  readonly signed?: SignedUpload;
  /** Why nothing was changed, in words. */
  readonly error?: string;
}

/** Changes the pictures of a note as a form asks: `sign` a file, `add` what was sent, `remove` one. */
export async function changePictures(api: NotesApi, note: string, form: FormData, signal: AbortSignal) {
  try {
    return data<PictureOutcome>(await change(api, note, form, signal));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return data<PictureOutcome>({ error: explain(error) }, { status: error.isTemporary ? 503 : 400 });
  }
}

async function change(api: NotesApi, note: string, form: FormData, signal: AbortSignal): Promise<PictureOutcome> {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  switch (text("intent")) {
    case "sign":
      return {
        signed: await api.signPicture(note, { contentType: text("contentType"), size: Number(text("size")) }, signal),
      };
    case "add":
      await api.addPicture(note, text("picture"), signal);
      return {};
    case "remove":
      await api.removePicture(note, text("picture"), signal);
      return {};
    default:
      return { error: "The form asks for nothing that there is." };
  }
}

function explain(error: ApiError): string {
  if (error.isTemporary) return "Pictures cannot be stored just now. The note is kept: try again in a moment.";
  const [field] = Object.entries(error.fields).map(([name, problem]) => `${name} ${problem}`);
  return field === undefined ? error.message : `The picture was not added: ${field}.`;
}
