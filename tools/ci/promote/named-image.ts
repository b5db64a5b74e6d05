import { BUILD_SETTINGS } from "../../../stacks/config/schema/service";

/**
 * Commands of the Pulumi CLI after which a stack file names an image by its address. An image is built or named; only
 * what is there is removed, so that the file's lines keep their order.
 *
 * @param key configuration path of the image, such as `webapp:backend.image`
 */
export const namingCommands = (stack: string, key: string, uri: string): readonly (readonly string[])[] => [
  ...BUILD_SETTINGS.map((setting) => ["config", "rm", "--stack", stack, "--path", `${key}.${setting}`]),
  ["config", "set", "--stack", stack, "--path", `${key}.uri`, uri],
];
