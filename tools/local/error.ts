/** Something that the user can mend; the message is all there is to say. */
export class LocalRunError extends Error {
  override readonly name = "LocalRunError";
}
