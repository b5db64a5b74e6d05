import { formatMoment } from "../notes/dates.js";

/** A moment for people and machines. */
export function Moment({ iso }: { readonly iso: string }) {
  return <time dateTime={iso}>{formatMoment(iso)}</time>;
}
