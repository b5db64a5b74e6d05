import { z } from "zod";

/** An object in S3 has ten tags at most, and these stand on the objects of the site too. */
const MOST_TAGS = 10;

const tagText = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u, "letters, digits, spaces and _.:/=+-@");

/**
 * Tags of every resource.
 *
 * Sources: Tagging AWS Resources user guide, "Tag naming limits and requirements"; Amazon S3 user guide, "Categorizing
 * your objects using tags"; IAM user guide, "Tags for AWS Identity and Access Management resources", by which two keys
 * may not differ in their letters' case alone.
 */
export const defaultTags = z
  .record(
    tagText(128)
      .min(1)
      .refine((key) => !/^aws:/i.test(key), "a key that does not begin with aws:, which is AWS's own"),
    tagText(256),
  )
  .refine((tags) => Object.keys(tags).length <= MOST_TAGS, `${MOST_TAGS} tags at most: objects in S3 have no more`)
  .refine((tags) => {
    const keys = Object.keys(tags).map((key) => key.toLowerCase());
    return new Set(keys).size === keys.length;
  }, "keys that differ in more than capitals: IAM takes them for the same");
