import { MAX_PICTURE_BYTES, PICTURE_TYPES, type PictureFile, type SignedUpload } from "../api/picture.js";

/** What is wrong with a file that somebody chose, in words; undefined when it may be sent. */
export function checkFile({ contentType, size }: PictureFile): string | undefined {
  if (!PICTURE_TYPES.includes(contentType)) return "Choose a JPEG or PNG picture.";
  if (size === 0) return "The file is empty.";
  if (size > MAX_PICTURE_BYTES) {
    return `The picture has ${megabytes(size)} MB, the limit is ${megabytes(MAX_PICTURE_BYTES)} MB.`;
  }
  return undefined;
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);

/** Sends a file straight to where it is kept. @returns whether it was taken */
export async function sendFile({ url, fields }: SignedUpload, file: Blob): Promise<boolean> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  // S3 reads nothing that comes after the file.
  form.append("file", file);
  try {
    const answer = await fetch(url, { method: "POST", body: form, credentials: "omit" });
    return answer.ok;
  } catch {
    return false;
  }
}
