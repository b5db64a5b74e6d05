import { data } from "react-router";
import { stopWith } from "./failures.js";

/**
 * Reads the posted form of a request.
 *
 * @throws an answer of 400 for a body that is no form. No browser sends one, so it is the sender's mistake: a 500 would
 * count against the release that is being deployed.
 */
export async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    return stopWith(data({}, { status: 400 }));
  }
}
