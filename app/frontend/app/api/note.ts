import { parsePicture, type Picture } from "./picture.js";
import { isRecord } from "./record.js";

/** A note as the backend stores it. */
export interface Note {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  /** RFC 3339, UTC. */
  readonly updatedAt: string;
  /** The oldest first; undefined where notes have none, as in lists. */
  readonly pictures?: readonly Picture[] | undefined;
}

/** One page of a list of notes, the latest change first. */
export interface NotePage {
  readonly notes: readonly Note[];
  /** Counts from 1. */
  readonly page: number;
  readonly pageSize: number;
  /** Notes on all pages together. */
  readonly total: number;
}

/** What a person may write of a note. */
export interface NoteDraft {
  readonly title: string;
  readonly body: string;
}

/** Reads a note from an answer of the backend, or returns undefined when it is not one. */
export function parseNote(value: unknown): Note | undefined {
  if (!isRecord(value)) return undefined;
  const { id, title, body, createdAt, updatedAt } = value;
  const fields = { id, title, body, createdAt, updatedAt };
  if (!Object.values(fields).every((field) => typeof field === "string")) return undefined;
  const note = fields as unknown as Note;
  if (!Array.isArray(value.pictures)) return note;
  return { ...note, pictures: value.pictures.map(parsePicture).filter((picture) => picture !== undefined) };
}

/** Reads a page of notes from an answer of the backend, or returns undefined when it is not one. */
export function parseNotePage(value: unknown): NotePage | undefined {
  if (!isRecord(value) || !Array.isArray(value.notes)) return undefined;
  const { page, pageSize, total } = value;
  const notes = value.notes.map(parseNote).filter((note) => note !== undefined);
  if (notes.length !== value.notes.length) return undefined;
  if (!isCount(page) || !isCount(pageSize) || !isCount(total)) return undefined;
  return { notes, page, pageSize, total };
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
