import { previewStack } from "../program/program";
import { type Plan, planOf } from "./plan";

export type Variant = "ssr" | "spa";

/** What is deployed: a variant, and where its build is. */
export interface Release {
  readonly frontend: Variant;
  /** Folder with `ssr` and `spa`. @default app/frontend/build */
  readonly build?: string;
  /** Stack as whose release it runs. @default "dev" */
  readonly stack?: string | undefined;
  /** Folder with the stack's file. @default the working directory */
  readonly stacks?: string | undefined;
}

/** Nobody else reaches a local run, so it lets everybody in, whatever the stack does before it is public. */
const ONLY_HERE = ["edge.access.addresses=[]", "edge.access.credentials=[]"];

/** What a release is, without deploying it. */
export async function planRelease({ frontend, build, stack = "dev", stacks: folder }: Release): Promise<Plan> {
  const folders = build === undefined ? [] : [`ssr.assets=${build}/ssr/client`, `spa.content=${build}/spa/client`];
  const { document } = await previewStack({
    stack,
    set: [`frontend=${frontend}`, ...ONLY_HERE, ...folders],
    folder,
  });
  return planOf(document);
}
