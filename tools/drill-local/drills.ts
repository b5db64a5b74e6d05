import { setTimeout as sleep } from "node:timers/promises";
import { type FailureKind } from "@toolkit/scaling/availability/failures";
import { type LocalRun } from "../local/local-run";
import { type Plan } from "../local/plan";
import { type Release, type Variant } from "../local/release";
import { type Service } from "../local/service";
import { type Task } from "../local/task";

/** What a drill works on. */
export interface Ground {
  readonly run: LocalRun;
  /** Seconds for which what is taken away is away. */
  readonly away: number;
  /** Plans of both variants, made beforehand: to make one stops everything here for a second. */
  readonly releases: Readonly<Record<Variant, { readonly release: Release; readonly plan: Plan }>>;
}

/** Something that goes wrong, or is done, under load. */
export interface Drill {
  readonly name: string;
  readonly what: string;
  /** The failure of `npm run availability` that it is one of; undefined for what is done on purpose. */
  readonly kind?: FailureKind;
  /** Whether what fails is away for `away` seconds, and nobody is answered meanwhile. */
  readonly isAway: boolean;
  /** What differs from AWS. */
  readonly differs: string;
  /** Ends when all is as it was. */
  readonly act: (ground: Ground) => Promise<void>;
}

export const DRILLS: readonly Drill[] = [
  {
    name: "task",
    what: "a task of backend crashes",
    kind: "task",
    isAway: false,
    differs: "its end is noticed at once; on AWS ECS is told within seconds, and requests go there until then",
    act: ({ run }) => replaced(run, backendTask, crash),
  },
  {
    name: "pause",
    what: "a task of backend stands still",
    kind: "task",
    isAway: false,
    differs: "health checks are as said above",
    act: ({ run }) =>
      replaced(run, backendTask, (task) => {
        task.pause();
      }),
  },
  {
    name: "half",
    what: "half of the tasks of each service crash at once",
    kind: "zone",
    isAway: false,
    differs: "a zone takes its load balancer node, its NAT and a database in it along; here those stay",
    act: ({ run }) => replaced(run, ({ tasks }) => tasks.slice(0, Math.ceil(tasks.length / 2)), crash),
  },
  {
    name: "database",
    what: "the database loses power",
    kind: "database",
    isAway: true,
    differs: "it starts again on its own disk; RDS takes another host, or the standby, in the time that is said",
    act: async ({ run, away }) => {
      await run.database.stop("SIGKILL");
      await sleep(away * 1000);
      await run.database.start();
    },
  },
  {
    name: "origin",
    what: "the edge's load balancer cannot be reached",
    kind: "zone",
    isAway: true,
    differs: "there is one node; on AWS each zone has one, and its name leads to the others within a minute",
    act: async ({ run, away }) => {
      await run.withoutOrigins(() => sleep(away * 1000));
    },
  },
  {
    name: "rotate",
    what: "the database's password changes, and tasks are replaced",
    isAway: false,
    differs: "the tasks are replaced at once; on AWS when their connections are made anew, or by the next deployment",
    act: async ({ run }) => {
      run.rotate();
      await run.service("backend").redeploy();
    },
  },
  {
    name: "deploy",
    what: "the same release is deployed again",
    isAway: false,
    differs: "images are here; draining, order and the switch of the edge are those of the graph",
    act: async ({ run, releases }) => {
      const { release, plan } = releases[run.served as Variant];
      await run.service("backend").redeploy();
      await run.deploy(release, plan);
    },
  },
  {
    name: "flip",
    what: "the other variant is deployed, and this one again",
    isAway: false,
    differs: "the edge changes at once; CloudFront's places do one after the other",
    act: async ({ run, releases }) => {
      const before = run.served as Variant;
      for (const to of [before === "ssr" ? "spa" : "ssr", before] as const) {
        await run.deploy(releases[to].release, releases[to].plan);
      }
    },
  },
];

const LOOK_MS = 50;
/** Longer than health checks of any stack of ours take. */
const MOST_SECONDS = 180;

/** Does something to some tasks of each service, and waits until as many others serve in their place. */
async function replaced(
  run: LocalRun,
  chosen: (service: Service) => readonly Task[],
  harm: (task: Task) => void,
): Promise<void> {
  const harmed = [...run.services.values()].map((service) => ({
    service,
    count: service.tasks.length,
    gone: chosen(service),
  }));
  for (const task of harmed.flatMap(({ gone }) => gone)) harm(task);
  const isOver = (): boolean =>
    harmed.every(
      ({ service, count, gone }) =>
        service.serving.length === count && !service.tasks.some((task) => gone.includes(task)),
    );
  const until = performance.now() + MOST_SECONDS * 1000;
  while (!isOver()) {
    if (performance.now() > until) throw new Error(`Tasks were not replaced within ${MOST_SECONDS} s.`);
    await sleep(LOOK_MS);
  }
}

const backendTask = ({ plan, tasks }: Service): Task[] => (plan.name === "backend" ? tasks.slice(0, 1) : []);

const crash = (task: Task): void => {
  task.crash();
};
