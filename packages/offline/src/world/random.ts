import type { Models, Scope } from "./types";

const lengthOf = (r: Scope): number => (typeof r.inputs.length === "number" ? r.inputs.length : 16);

/** Letters and digits only, so the value fits wherever a program may put it. */
function characters(r: Scope): string {
  let text = "";
  while (text.length < lengthOf(r)) text += r.hex(64, `characters-${text.length}`);
  return text.slice(0, lengthOf(r));
}

const bytesOf = (r: Scope): Buffer => Buffer.from(r.hex(2 * Number(r.text("byteLength", "8"))), "hex");

/** The `random` provider. */
export const randomModels: Models = {
  "random:index/randomId:RandomId": {
    global: true,
    id: (r) => bytesOf(r).toString("base64url"),
    computed: (r, id) => ({
      b64Std: `${r.text("prefix")}${bytesOf(r).toString("base64")}`,
      b64Url: `${r.text("prefix")}${id}`,
      dec: `${r.text("prefix")}${BigInt(`0x${bytesOf(r).toString("hex")}`).toString()}`,
      hex: `${r.text("prefix")}${bytesOf(r).toString("hex")}`,
    }),
  },
  "random:index/randomPassword:RandomPassword": {
    global: true,
    secrets: ["result", "bcryptHash"],
    id: () => "none",
    computed: (r) => ({ bcryptHash: `$2a$10$${r.hex(53)}`, result: characters(r) }),
  },
  "random:index/randomString:RandomString": {
    global: true,
    id: characters,
    computed: (_, id) => ({ result: id }),
  },
  "random:index/randomInteger:RandomInteger": {
    global: true,
    id: (r) => String(Number(r.inputs.min) + r.number(Number(r.inputs.max) - Number(r.inputs.min) + 1)),
    computed: (_, id) => ({ result: Number(id) }),
  },
  "random:index/randomPet:RandomPet": { global: true, id: (r) => `calm-otter-${r.hex(4)}` },
  "random:index/randomUuid:RandomUuid": {
    global: true,
    id: (r) => r.uuid(),
    computed: (_, id) => ({ result: id }),
  },
};
