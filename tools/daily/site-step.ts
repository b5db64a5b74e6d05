import {
  currentRelease,
  type ReleaseStore,
  siteReleasesOutputs,
  switchRelease,
  uploadedReleases,
} from "../aws/site-releases";
import { type DeployedStack } from "./stack";
import { minuteOf } from "./when";

/** How the site is called among services. */
export const SITE = "site";

/** What the site goes back to. */
export interface SiteStep {
  readonly store: ReleaseStore;
  readonly now: string;
  readonly before: string;
  readonly uploaded: Date;
}

/** Where the stack has releases of its site; undefined where its pages are replaced in place, or rendered. */
export function releaseStore({ outputs }: DeployedStack): ReleaseStore | undefined {
  const { data } = siteReleasesOutputs.safeParse(outputs);
  return data && { bucket: data.siteBucketName, storeArn: data.siteReleases.storeArn };
}

/** The newest release older than the one that viewers get; nothing where there is none. */
export async function siteStep({ aws }: DeployedStack, store: ReleaseStore): Promise<SiteStep | undefined> {
  const now = await currentRelease(aws, store);
  const all = await uploadedReleases(aws, store);
  const before = all.at(all.findIndex(({ name }) => name === now) + 1);
  if (!all.some(({ name }) => name === now) || before === undefined) return undefined;
  return { store, now, before: before.name, uploaded: before.uploaded };
}

/** Which release viewers get, when it was uploaded, and whether a newer one is there; undefined where there are none. */
export async function siteState(stack: DeployedStack): Promise<string | undefined> {
  const store = releaseStore(stack);
  if (store === undefined) return undefined;
  const now = await currentRelease(stack.aws, store);
  const all = await uploadedReleases(stack.aws, store);
  const at = all.findIndex(({ name }) => name === now);
  const [found, [newest]] = [all[at], all];
  if (found === undefined || newest === undefined) return `${now}, of which the bucket has no page: viewers get 404`;
  return [now, `uploaded ${minuteOf(found.uploaded)}`, at === 0 ? "the newest" : `${newest.name} is newer`].join(", ");
}

/** As a row of the table of services. */
export const siteRow = ({ now, before, uploaded }: SiteStep): string[] => [
  SITE,
  now,
  before,
  `uploaded ${minuteOf(uploaded)}`,
];

/** Gives viewers the older release. */
export const takeSiteBack = async ({ aws }: DeployedStack, { store, before }: SiteStep): Promise<void> =>
  switchRelease(aws, store, before);

/** After these the stack file keeps it. */
export const keepingCommand = (stack: string, { before }: SiteStep): readonly string[] => [
  ...["config", "set", "--stack", stack, "--path", "webapp:spa.release", before],
];
