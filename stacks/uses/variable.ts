/** The variable of a thing: `UPLOADS_BUCKET` of `uploads` and `BUCKET`. */
export const variableOf = (name: string, what: string): string => `${name.replaceAll("-", "_").toUpperCase()}_${what}`;

/** Start of the sids of a thing's statements; no statement of the configuration begins so. */
export const sidOf = (name: string): string =>
  `Uses${name
    .split("-")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("")}`;
