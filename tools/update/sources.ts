import { costBlocks } from "../docs/cost-blocks";
import { pages } from "../docs/pages";
import { policyPackBundle } from "../policies/pack/bundle";
import { type GeneratedFile } from "./generated-file";
import { goldens } from "./goldens";
import { pictures } from "./pictures";

/**
 * Everything that is generated and kept in files. All of it is made from the program and tests/fixtures/stacks, none of
 * it from the stack files in the root, so that a change of those makes nothing stale.
 *
 * Not here, since it takes minutes or tools of its own: tests/tools/engine/golden (UPDATE_GOLDEN=1 npm run test:engine),
 * docs/screenshots (UPDATE_SCREENSHOTS=true .ci/run application), and the price table (npm run toolkit -- refresh-prices).
 */
export const SOURCES: readonly (() => Promise<readonly GeneratedFile[]>)[] = [
  costBlocks,
  pages,
  goldens,
  () => pictures(),
  policyPackBundle,
];
