import type { WriteStream } from "node:tty";
import { fold } from "@toolkit/offline/render/fold";

/** Documents are for programs, and a folded one is none any more. */
const isDocument = (text: string): boolean => /^\s*[[{]/.test(text);

/** Makes what is written to a terminal fit its lines; a file or a pipe gets every line whole. */
export function fitLines(
  stream: Pick<WriteStream, "write"> & { readonly isTTY?: boolean; readonly columns?: number },
): void {
  const { isTTY = false, columns = 0 } = stream;
  if (!isTTY || columns <= 0) return;
  const write = stream.write.bind(stream) as (chunk: string | Uint8Array, ...rest: unknown[]) => boolean;
  stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) =>
    write(typeof chunk === "string" && !isDocument(chunk) ? fold(chunk, columns) : chunk, ...rest);
}
