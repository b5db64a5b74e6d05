/** The account of the emulated AWS; AWS uses this number in its own examples. */
export const ACCOUNT_ID = "123456789012";
