import type { IncomingMessage } from "node:http";

/** Bytes of a posted form. The longest note in the widest encoding, 10,120 characters of 12 bytes, is half of it. */
export const MAX_BODY_BYTES = 256 * 1024;

/** A request's body is longer than {@link MAX_BODY_BYTES}. */
export class BodyTooLargeError extends Error {
  override readonly name = "BodyTooLargeError";
}

/**
 * Reads a body whole, which is how forms are parsed anyway, and never more than the limit.
 *
 * @throws BodyTooLargeError as soon as the length is announced or passed.
 */
export async function readBody(request: IncomingMessage, limit = MAX_BODY_BYTES): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > limit) throw new BodyTooLargeError();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.byteLength;
    if (length > limit) throw new BodyTooLargeError();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
