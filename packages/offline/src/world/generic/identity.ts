import type { ResourceDescription } from "../../provider";
import type { Scope } from "../types";
import { ARN_PATHS, ARN_SERVICES } from "./arns";
import { likeExample, likePart } from "./examples";

const SEPARATORS = [",", "|", ":", "/", "#", "_", "-"];

/** The name that a program gave a resource, else one of its logical name. */
export function ownName(r: Scope): string {
  const kind = r.type.split(":").at(-1) ?? "";
  const lower = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
  const candidates = ["name", `${lower}Name`, `${lower}Identifier`, `${lower}Id`, "identifier"];
  const given = candidates.map((property) => r.text(property)).find((text) => text !== "");
  return given ?? `${r.name}-${r.hex(7, "name")}`;
}

/** An id in the form that the documentation shows for imports. */
export function idOf(description: ResourceDescription, r: Scope): string {
  const [example] = description.imports;
  const name = ownName(r);
  if (example === undefined) return r.text("name", r.hex(17));
  if (example.startsWith("arn:")) return likeExample(example, r, name);
  const properties = description.importedBy.filter((part) => description.outputs.has(part));
  const [only] = properties;
  if (properties.length === 1 && only !== undefined && description.importedBy.length === 1) {
    return r.text(only) === "" ? likeExample(example, r, name) : r.text(only);
  }
  return properties.length > 1 ? composed(example, properties, r, name) : lastOfPath(example, r, name);
}

/** `api-id/deployment-id` is how such a thing is imported; its id is the last part alone. */
function lastOfPath(example: string, r: Scope, name: string): string {
  const last = example.split("/").at(-1) ?? example;
  const isOpaque = last !== example && likePart(last, r, name) !== name;
  return isOpaque ? likePart(last, r, name) : likeExample(example, r, name);
}

/** An id made of several inputs. */
function composed(example: string, properties: readonly string[], r: Scope, name: string): string {
  const separator = SEPARATORS.find((candidate) => example.split(candidate).length === properties.length);
  if (separator === undefined) return likeExample(example, r, name);
  const parts = example.split(separator);
  return properties.map((property, index) => r.text(property, likePart(parts[index] ?? "", r, name))).join(separator);
}

/** An ARN in the form that the documentation shows, else in the usual form of its service. */
export function arnOf(description: ResourceDescription, r: Scope, id: string): string {
  if (id.startsWith("arn:")) return id;
  const shown = /arn:aws[\w-]*:[^\s`"')]+/.exec(description.comment("arn"))?.[0];
  const example = shown ?? description.imports.find((text) => text.startsWith("arn:"));
  if (example !== undefined) return likeExample(example, r, ownName(r));
  const [module = "", file = ""] = (r.type.split(":")[1] ?? "").split("/");
  const service = ARN_SERVICES[`${module}/${file}`] ?? ARN_SERVICES[module] ?? module;
  const path = ARN_PATHS[`${module}/${file}`] ?? `${kebab(file)}/{id}`;
  const filled = path.replace("{name}", ownName(r)).replace("{id}", id);
  return description.inputs.has("region") ? r.arn(service, filled) : r.globalArn(service, filled);
}

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
