import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { RunError } from "@pulumi/pulumi/errors";
import { type Review, reviewSchema } from "./review";

/** Longest file that is read: a fork decides how long its own is. */
const MAX_BYTES = 5_000_000;
const MAX_FILES = 20;

/**
 * The reviews of a file, or of every `.json` in a folder. What they hold is data that a fork may have written.
 *
 * @throws RunError that names every file which is no review.
 */
export function readReviews(path: string): Review[] {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined)
    throw new RunError(`${path} is not there: npm run toolkit -- review --out ${path} writes it.`);
  const files = status.isDirectory()
    ? readdirSync(path)
        .filter((file) => file.endsWith(".json"))
        .sort()
        .map((file) => join(path, file))
    : [path];
  if (files.length === 0) throw new RunError(`${path} holds no .json file.`);
  if (files.length > MAX_FILES) throw new RunError(`${path} holds ${files.length} files, more than ${MAX_FILES}.`);
  const read = files.map(readReview);
  const problems = read.filter((one) => typeof one === "string");
  if (problems.length > 0) throw new RunError(problems.join("\n"));
  return read.filter((one) => typeof one !== "string");
}

/** A review, or what is wrong with the file. */
function readReview(file: string): Review | string {
  if (statSync(file).size > MAX_BYTES) return `${file} is larger than ${MAX_BYTES / 1e6} MB.`;
  const { data, error } = reviewSchema.safeParse(parsed(readFileSync(file, "utf8")));
  if (data !== undefined) return data;
  const [issue] = error.issues;
  return `${file} is no review: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not JSON"}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
