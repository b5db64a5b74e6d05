/** Megabytes (10⁶ bytes) of the sample application's compressed images (docs/decisions/scaling-defaults.md). */
const MEASURED: Readonly<Record<string, number>> = {
  frontend: 77,
  backend: 4.9,
  thumbnails: 4.2,
};

/** Megabytes of a service's compressed image; undefined for one that nobody has measured. */
export const measuredImage = (service: string): number | undefined => MEASURED[service];

/** What decides when a task is ready, for the line that says it. */
export function imageWords(megabytes: number | undefined, provision: number | undefined): string {
  if (provision !== undefined) return "as given";
  return megabytes === undefined ? "a small image: say its size with --image-size" : `an image of ${megabytes} MB`;
}
