import { type ImageReference, parseImage } from "../image";
import { imageKeyOf } from "../image-keys";
import { type Repository } from "./copy";

/** Images by the part of the application that they run: `backend`, `frontend`, `backup`, or the name of a service or worker. */
export type Images = Readonly<Record<string, string>>;

/** One image on its way into a stack. */
export interface Promotion {
  readonly part: string;
  readonly source: ImageReference;
  /** Where it is copied to; absent when the stack pulls it from where it is. */
  readonly target?: Repository;
  /** What the stack is told to run. */
  readonly uri: string;
  /** Configuration path of the image. */
  readonly key: string;
}

/**
 * What must be copied where, and what the configuration must say.
 *
 * @param repositories of the stack that gets the images, by part; a stack that was never deployed has none and pulls
 * from the source until the next promotion.
 * @param imageKeys where stack files have the images of services and workers
 */
export function promotions(
  images: Images,
  repositories: Readonly<Record<string, string | undefined>>,
  imageKeys: Readonly<Record<string, string>> = {},
): Promotion[] {
  return Object.entries(images).map(([part, image]) => {
    const source = parseImage(image);
    const url = repositories[part];
    const key = imageKeyOf(part, imageKeys);
    const target = url === undefined ? undefined : parseImage(`${url}@${source.digest}`);
    const isThere =
      target === undefined || (target.registry === source.registry && target.repository === source.repository);
    const home = target ?? source;
    const uri = `${home.registry}/${home.repository}@${source.digest}`;
    return { part, source, uri, key, ...(isThere ? {} : { target }) };
  });
}
