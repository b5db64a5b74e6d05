import { isRecord } from "./record.js";

/** A picture of a note. Addresses and size are there once it is `ready`. */
export interface Picture {
  readonly id: string;
  /** `waiting` for its thumbnail, or `refused`: the file could not be read, and is gone. */
  readonly status: "waiting" | "ready" | "refused";
  /** Why it was refused: `it is damaged`. */
  readonly reason?: string | undefined;
  /** Path of the original, which browsers save instead of showing it. */
  readonly url?: string | undefined;
  readonly thumbnailUrl?: string | undefined;
}

/** What the page says of a file that it wants to send. */
export interface PictureFile {
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
}

/** A form that sends one file to where pictures are kept: these fields, and the file after them. */
export interface SignedUpload {
  readonly id: string;
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Types that can be shown, and the most bytes of one picture. The backend's own limits. */
export const PICTURE_TYPES = ["image/jpeg", "image/png"];
export const MAX_PICTURE_BYTES = 5 * 1024 * 1024;

/** Reads a picture from an answer of the backend, or returns undefined when it is not one. */
export function parsePicture(value: unknown): Picture | undefined {
  if (!isRecord(value) || typeof value.id !== "string") return undefined;
  const { id, status } = value;
  if (status !== "waiting" && status !== "ready" && status !== "refused") return undefined;
  return {
    id,
    status,
    reason: textOf(value.reason),
    url: pathOf(value.url),
    thumbnailUrl: pathOf(value.thumbnailUrl),
  };
}

/** Reads a signed form from an answer of the backend, or returns undefined when it is not one. */
export function parseSignedUpload(value: unknown): SignedUpload | undefined {
  if (!isRecord(value) || !isRecord(value.fields)) return undefined;
  const { id, url, fields } = value;
  const areTexts = Object.values(fields).every((field) => typeof field === "string");
  if (typeof id !== "string" || typeof url !== "string" || !/^https?:/.test(url) || !areTexts) return undefined;
  return { id, url, fields: fields as Record<string, string> };
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** Addresses are paths of the page's own origin and nothing else. */
const pathOf = (value: unknown): string | undefined =>
  typeof value === "string" && /^\/[^/\\]/.test(value) ? value : undefined;
