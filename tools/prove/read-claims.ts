import { readFileSync } from "node:fs";
import * as path from "node:path";

import { RunError } from "@pulumi/pulumi/errors";
import { parse } from "yaml";
import { z } from "zod";

import { checks } from "./checks";
import { type Claims, claimsDocument } from "./claims";

export const CLAIMS_FILE = path.resolve(__dirname, "../../docs/decisions/claims.yaml");

/** The claims that only an account can confirm. @throws RunError that names every mistake of the file */
export function readClaims(file = CLAIMS_FILE): Claims {
  const { data, error } = claimsDocument.safeParse(parse(readFileSync(file, "utf8")));
  if (error !== undefined) throw new RunError(`${file}:\n${z.prettifyError(error)}`);
  const ids = data.claims.map(({ id }) => id);
  const problems = [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} stands twice`),
    ...data.claims
      .filter(({ check }) => !Object.hasOwn(checks, check.by))
      .map(({ id, check }) => `${id}: there is no check ${check.by}`),
  ];
  if (problems.length > 0) throw new RunError(`${file}: ${problems.join("; ")}`);
  return data;
}
