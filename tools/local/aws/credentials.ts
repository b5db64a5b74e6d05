/** Credentials of every task here. Only signatures of upload forms are checked with them. */
export const LOCAL_CREDENTIALS = { accessKeyId: "local", secretAccessKey: "local" } as const;
