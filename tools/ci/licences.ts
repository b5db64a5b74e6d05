/** One package of a bill of materials in CycloneDX's form (https://cyclonedx.org/docs/1.5/json/), as far as it is read. */
export interface BillComponent {
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly {
    readonly license?: { readonly id?: string; readonly name?: string };
    readonly expression?: string;
  }[];
}

/** Licences that an Apache-2.0 project may depend on: they ask for notices at most. */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "Python-2.0",
  "Unlicense",
  "Zlib",
]);

/** Packages whose licence is looked at by a person: what it is, and why it is fine here. */
const LOOKED_AT: Readonly<Record<string, string>> = {
  "@logdna/tail-file": "MIT by its LICENSE file; package.json says so in no form that npm reads",
  "axe-core": "MPL-2.0: used unchanged, in tests only",
  "caniuse-lite": "CC-BY-4.0: data, used while building only",
  elkjs: "EPL-2.0: used unchanged, draws the pictures, not deployed",
  "spdx-exceptions": "CC-BY-3.0: a list of names",
};

/** One line for each package whose licence nobody has allowed. */
export function unknownLicences(components: readonly BillComponent[]): string[] {
  return components
    .filter(({ name }) => LOOKED_AT[name] === undefined)
    .flatMap((component) => {
      const unknown = licencesOf(component).filter((licence) => !ALLOWED.has(licence));
      return unknown.length === 0 ? [] : [`${component.name} ${component.version}: ${unknown.join(", ")}`];
    });
}

/** Every licence of a package; of an expression such as `(MIT AND Zlib)` each part must be allowed. */
function licencesOf({ licenses = [] }: BillComponent): string[] {
  const texts = licenses.map(({ license, expression }) => license?.id ?? license?.name ?? expression ?? "");
  const parts = texts.flatMap((text) => text.replaceAll(/[()]/g, "").split(/ AND | OR /));
  return parts.length === 0 || parts.includes("") ? ["no licence"] : parts;
}
