import { T } from "@toolkit/offline/aws-types";
import { type View } from "./view";

/** A file as the bucket serves it. */
export interface SiteObject {
  readonly bucket: string;
  readonly key: string;
  readonly contentType: string;
  readonly cacheControl: string;
  /** Where its content is. */
  readonly file: string;
  /** It stays in the bucket when a later deployment no longer has it. */
  readonly retained: boolean;
}

export function objectsOf(view: View): SiteObject[] {
  return view.all(T.bucketObject).map(({ inputs, retainOnDelete }) => ({
    bucket: String(inputs.bucket),
    key: String(inputs.key),
    contentType: String(inputs.contentType),
    cacheControl: String(inputs.cacheControl),
    file: (inputs.source as { asset: string }).asset,
    retained: retainOnDelete,
  }));
}
