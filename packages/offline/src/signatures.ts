/**
 * Marks of special values on Pulumi's wire and in its state: an object with the key `SIGNATURE` is of the kind that its value
 * there says (pulumi/sdk, go/common/resource/sig; in the Node.js SDK runtime/rpc).
 */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";
export const ASSET = "c44067f5952c0a294b673a41bacd8c17";
export const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
export const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
