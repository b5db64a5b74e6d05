import { redirect } from "react-router";

/** The list stands at the root; this is where people land who cut a note's address short. */
export function loader() {
  return redirect("/");
}
