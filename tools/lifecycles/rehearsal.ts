import type { Account } from "@toolkit/rehearsal/aws/account";
import type { SavedStack } from "@toolkit/rehearsal/driver/saved-stack";
import { EdgeWatch } from "@toolkit/rehearsal/edge/watch";
import { openWorld, type World } from "@toolkit/rehearsal/world";
import { RoleAuthorizer } from "../rights/role-authorizer";
import type { Role } from "../rights/role";
import { roleNamed } from "../rights/role-named";
import { FIXTURE_STACKS } from "../program/fixtures";
import { rehearsed } from "../program/rehearsed";
import { Workspace, type Outcome } from "@toolkit/rehearsal/driver/workspace";

/** Values by path, such as `webapp:network.nat` or `aws:defaultTags.tags.Owner`; undefined removes the line. */
export type Settings = Readonly<Record<string, unknown>>;

/** This repository's program in a stack and a world of its own. */
export interface Rehearsal {
  readonly stack: string;
  readonly world: World;
  readonly workspace: Workspace;
  readonly edge: EdgeWatch;
  /** What deploys it. */
  readonly caller: RoleAuthorizer;
  close(): Promise<void>;
}

const roles = new Map<string, Promise<Role>>();

/** Who deploys a stack: its job in CI, with the role that the bootstrap of tests/fixtures/stacks makes. */
export async function deployer(stack: string): Promise<RoleAuthorizer> {
  const role = roles.get(stack) ?? roleNamed(`deploy-${stack}`, FIXTURE_STACKS);
  roles.set(stack, role);
  return new RoleAuthorizer(await role);
}

/**
 * An empty account, and the stack file of tests/fixtures/stacks with some settings changed and the boundary that the deploy
 * role demands.
 *
 * @param isAdministrator to meet what AWS refuses to those who may do everything @default false
 */
export async function rehearse(
  stack: string,
  settings: Settings = {},
  { isAdministrator = false } = {},
): Promise<Rehearsal> {
  const caller = await deployer(stack);
  const world = await openWorld(isAdministrator ? {} : { authorizer: caller });
  const workspace = await open(stack, world);
  configure(workspace, { "webapp:access.permissionsBoundary": caller.role.stackBoundaryArn, ...settings });
  return rehearsalOf(stack, { world, workspace, caller });
}

/** What is kept of a deployment. */
interface Deployed {
  readonly account: Account;
  readonly saved: SavedStack;
  /** Types of which nobody knows what they need. */
  readonly unjudged: ReadonlySet<string>;
}

const deployments = new Map<string, Promise<Deployed>>();

/**
 * A stack that is up. The first call of a process with these settings deploys it; each call gets a copy, so that one
 * test's changes are not the next one's.
 *
 * @throws Error when the deployment fails
 */
export async function deployed(stack: string, settings: Settings = {}): Promise<Rehearsal> {
  const key = JSON.stringify([stack, settings]);
  const original = deployments.get(key) ?? deploy(stack, settings);
  deployments.set(key, original);
  const { account, saved, unjudged } = await original;
  const caller = await deployer(stack);
  for (const type of unjudged) caller.unjudged.add(type);
  const world = await openWorld({ account: account.copy(), authorizer: caller });
  return rehearsalOf(stack, { world, workspace: await open(stack, world, saved), caller });
}

async function deploy(stack: string, settings: Settings): Promise<Deployed> {
  const rehearsal = await rehearse(stack, settings);
  try {
    succeeded(await rehearsal.workspace.up(), `the first up of ${stack}`);
    const { world, workspace, caller } = rehearsal;
    return { account: world.account, saved: workspace.save(), unjudged: caller.unjudged };
  } finally {
    await rehearsal.close();
  }
}

function open(stack: string, world: World, saved?: SavedStack): Promise<Workspace> {
  return Workspace.open({ ...rehearsed, stackFiles: FIXTURE_STACKS, stack, world, ...(saved && { saved }) });
}

function rehearsalOf(stack: string, parts: Pick<Rehearsal, "world" | "workspace" | "caller">): Rehearsal {
  const { world, workspace } = parts;
  const edge = new EdgeWatch(world.account);
  return {
    stack,
    ...parts,
    edge,
    close: async () => {
      edge.stop();
      workspace.close();
      await world.close();
    },
  };
}

/** Changes the stack file line by line. */
export function configure(workspace: Workspace, settings: Settings): void {
  if (Object.keys(settings).length === 0) return;
  workspace.configure((file) => {
    for (const [key, value] of Object.entries(settings)) {
      const [section = "", ...rest] = key.split(".");
      if (value === undefined) file.deleteIn(["config", section, ...rest]);
      else file.setIn(["config", section, ...rest], file.createNode(value));
    }
  });
}

/** The outcome of a command that must succeed. */
export function succeeded(outcome: Outcome, what: string): Outcome {
  if (outcome.exitCode === 0) return outcome;
  const said = outcome.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
  throw new Error(`${what} failed:\n${said.length > 0 ? said.join("\n") : outcome.stdout + outcome.stderr}`);
}

/** Deploys with other settings, which must succeed, until every edge location has followed. */
export async function upWith({ edge, workspace }: Rehearsal, what: string, settings: Settings = {}): Promise<Outcome> {
  configure(workspace, settings);
  const outcome = succeeded(await workspace.up(), what);
  edge.settle();
  return outcome;
}
