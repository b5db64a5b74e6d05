import { z } from "zod";

/** Packages of providers that the program itself uses. */
const PACKAGES: readonly string[] = ["aws", "awsx", "docker-build", "random"];

/** Kinds of the engine's own. */
const BUILT_IN: readonly string[] = ["pulumi:pulumi:Stack", ...PACKAGES.map((name) => `pulumi:providers:${name}`)];

/**
 * Inputs with which a provider is another program, runs one, or talks to somebody else.
 *
 * Source: pulumi/pulumi, pkg/resource/deploy/providers/registry.go, and the providers' reference
 */
const INPUTS =
  /^(pluginDownloadURL|pluginChecksums|parameterization|host|profile|shared\w+Files?|\w*[pP]roxy|custom\w+|.*[eE]ndpoints?|assumeRoles?|assumeRoleWithWebIdentity)$/;

const resource = z.object({
  urn: z.string(),
  type: z.string(),
  custom: z.boolean(),
  provider: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()).optional(),
  outputs: z.record(z.string(), z.unknown()).optional(),
});
const exported = z.object({
  deployment: z.object({
    secrets_providers: z
      .object({ type: z.string(), state: z.object({ url: z.string().optional() }).nullish() })
      .optional(),
    resources: z.array(resource).nullish(),
    pending_operations: z.array(z.object({ resource })).nullish(),
  }),
});

type Resource = z.infer<typeof resource>;

/** A plugin that a state needs. */
export interface Plugin {
  readonly name: string;
  readonly version: string;
}

export interface Judged {
  /** Why Pulumi must not be run on it, each once; empty when it may. */
  readonly refused: readonly string[];
  /** Providers to have at hand. */
  readonly plugins: readonly Plugin[];
}

/**
 * Judges a state that code which nobody reviewed wrote, before `pulumi destroy` runs what it names: a provider is a
 * program, and some take the text of one from the state (dynamic providers, the command provider).
 *
 * @param state what `pulumi stack export` gives
 */
export function judgeState(state: unknown): Judged {
  const { data, error } = exported.safeParse(state);
  if (error !== undefined) {
    return { refused: error.issues.map(({ path }) => `${path.join(".")} is none of a state's`), plugins: [] };
  }
  const { resources, pending_operations: pending, secrets_providers: secrets } = data.deployment;
  const all = [...(resources ?? []), ...(pending ?? []).map((operation) => operation.resource)];
  const refused = [...all.flatMap(whyNot), ...whyNotSecrets(secrets)];
  return { refused: [...new Set(refused)], plugins: refused.length > 0 ? [] : pluginsOf(all) };
}

function whyNot({ type, custom, provider, inputs = {}, outputs = {} }: Resource): string[] {
  const isProvider = type.startsWith("pulumi:providers:");
  const [pack = "", module = ""] = type.split(":");
  const isOurs = PACKAGES.includes(pack) || BUILT_IN.includes(type);
  // A component runs nothing of its own, whatever it is called.
  const isComponent = !custom && !isProvider && !pack.startsWith("pulumi-");
  const ofProvider = provider === undefined ? undefined : /::pulumi:providers:([^:]+)::/.exec(provider)?.[1];
  const isKnown = provider === undefined || provider === "" || PACKAGES.includes(ofProvider ?? "");
  return [
    ...(isOurs || isComponent ? [] : [`a resource of type ${isProvider ? type : `${pack}:${module}`}`]),
    ...(isKnown ? [] : [`a resource of provider ${ofProvider ?? provider}`]),
    ...(isProvider ? [...keysIn(inputs), ...keysIn(outputs)].map((key) => `a provider (${type}) with ${key}`) : []),
  ];
}

/** Every key at any depth that a provider may not have, and a name of its plugin other than that of its package. */
function keysIn(value: unknown): string[] {
  if (typeof value === "string" && /^[[{]/.test(value)) return keysIn(parsed(value));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(INPUTS.test(key) ? [key] : []),
    ...(key === "__internal" && isNamed(inner) ? ["a plugin of another name"] : []),
    ...keysIn(inner),
  ]);
}

const isNamed = (value: unknown): boolean => typeof value === "object" && value !== null && "name" in value;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Secrets are sealed with a passphrase, or with a key of AWS at AWS's own address. */
function whyNotSecrets(secrets: z.infer<typeof exported>["deployment"]["secrets_providers"]): string[] {
  if (secrets === undefined || secrets.type === "passphrase") return [];
  const url = secrets.state?.url ?? "";
  const isAws = /^awskms:\/\/[\w/.:-]+(\?((region|awssdk|context_\w+)=[\w.-]+&?)*)?$/.test(url);
  return secrets.type === "cloud" && isAws ? [] : [`secrets sealed by ${secrets.type} ${url.slice(0, 80)}`];
}

function pluginsOf(all: readonly Resource[]): Plugin[] {
  const found = new Map<string, Plugin>();
  for (const { type, inputs = {} } of all) {
    const name = type.replace("pulumi:providers:", "");
    const { version } = inputs;
    if (!PACKAGES.includes(name) || typeof version !== "string" || !/^\d+\.\d+\.\d+$/.test(version)) continue;
    found.set(`${name} ${version}`, { name, version });
  }
  return [...found.values()];
}
