import { data } from "react-router";
import { stopWith } from "../notes/failures.js";

/** Answers every other address, so that a wrong one is a page for people and no error in the log. */
export function loader(): never {
  return stopWith(data(null, { status: 404 }));
}

export default function NotFound() {
  return null;
}
