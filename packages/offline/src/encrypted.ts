/** Stands for an encrypted value, which only the CLI can read; it passes for an address, as some of them are. */
export const ENCRYPTED = "encrypted-value@stack.file";
