import { previewStack } from "../program/program";
import { type Plan, planOf } from "./plan";

export type Variant = "ssr" | "spa";

/** What is deployed: a variant, and where its build is. */
export interface Release {
  readonly frontend: Variant;
  /** Folder with `ssr` and `spa`. @default app/frontend/build */
  readonly build?: string;
  /** Folder with `Pulumi.dev.yaml`. @default the working directory */
  readonly stacks?: string | undefined;
}

/** Nobody else reaches a local run, so it lets everybody in, whatever the stack does before it is public. */
const ONLY_HERE = ["edge.access.addresses=[]", "edge.access.credentials=[]"];

/** What a release is, without deploying it. */
export async function planRelease({ frontend, build, stacks: folder }: Release): Promise<Plan> {
  const folders = build === undefined ? [] : [`ssr.assets=${build}/ssr/client`, `spa.content=${build}/spa/client`];
  const { document } = await previewStack({
    stack: "dev",
    set: [`frontend=${frontend}`, ...ONLY_HERE, ...folders],
    folder,
  });
  return planOf(document);
}
