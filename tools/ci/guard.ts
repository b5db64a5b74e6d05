import { Command, Option } from "@commander-js/extra-typings";
import { RunError } from "@pulumi/pulumi/errors";

import { Aws } from "../aws/aws";
import { repeatable, traceOption, wholeNumber } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { placeholderLine, placeholdersIn } from "../../stacks/config/placeholders";
import { isEmulated } from "../../stacks/placeholders";
import { nameOfLoss, refusedOf } from "./guard/accept";
import { strandedServices } from "./guard/capacity";
import { certificatesIn, certificateState } from "./guard/certificates";
import { type Loss, lossesIn } from "./guard/decide";
import { type PreviewDocument, type PreviewStep } from "./guard/preview-document";
import { readPreview } from "./guard/read-preview";
import { waitForCertificates } from "./guard/wait-for-certificates";

const command = new Command("guard")
  .description(
    "Reads pulumi preview --json and fails when the deployment would destroy what no later one brings back: data, keys, images, the network or the address by a replacement or deletion; versions, backups, logs or their protection by an update; and when the stack file still holds placeholders. Waits for certificates that webapp:domain names, which needs the AWS CLI then.",
  )
  .option("--file <path>", "read the preview from a file (default: standard input)")
  .addOption(
    repeatable(
      new Option(
        "--accept <type::name>",
        "let this loss happen, e.g. aws:rds/instance:Instance::database, as the runbook says; repeatable",
      ),
    ),
  )
  .option("--part", "this is one part of a deployment that was judged: let it lack accepted losses", false)
  .addOption(
    new Option("--certificate-wait <minutes>", "how long to wait until existing certificates are issued")
      .argParser(wholeNumber(0, 600))
      .default(30),
  )
  .addOption(traceOption());

export default subcommand(command, {
  run: async ({ file, accept, part, certificateWait }) => {
    const preview = await readPreview(file);
    const judgement = judge(preview, accept, part);
    const certificates = isEmulated(process.env) ? [] : certificatesIn(preview.config, preview.steps);
    const aws = new Aws();
    await waitForCertificates(certificates, {
      minutes: certificateWait,
      stateOf: (arn) => certificateState(aws, arn),
      say: (line) => {
        process.stderr.write(`${line}\n`);
      },
    });
    process.stdout.write(`${judgement}\n`);
  },
});

/** @throws RunError when the deployment must not run. */
function judge({ steps, config, errors }: PreviewDocument, accepted: readonly string[], isPart: boolean): string {
  if (errors.length > 0) throw new RunError(["The preview failed, so nothing is known of it:", ...errors].join("\n"));
  const placeholders = placeholdersIn(config);
  if (placeholders.length > 0 && !isEmulated(process.env))
    throw new RunError(placeholderLine(stackOf(steps), placeholders));
  const stranded = strandedServices(steps);
  if (stranded.length > 0) {
    throw new RunError(
      `${stranded.join(", ")} would lose the instances it runs on before it has left them, which AWS refuses. Keep them for one deployment with webapp:ec2Spot.keep. See docs/runbooks/services.md#leave-ec2-spot`,
    );
  }
  const losses = lossesIn(steps);
  const refused = refusedOf(losses, accepted, isPart);
  if (refused.length > 0) throw new RunError([...refused.map(line), hint(refused)].join("\n"));
  if (losses.length === 0) return "Guard: nothing would be lost.";
  return [
    "Guard: accepted",
    ...losses.map((loss) => `  ${nameOfLoss(loss)} is ${loss.kind}: ${loss.what.join("; ")}`),
  ].join("\n");
}

/** The stack that a preview is of, from the first URN. */
function stackOf(steps: readonly PreviewStep[]): string {
  return /^urn:pulumi:([^:]+)::/.exec(steps[0]?.urn ?? "")?.[1] ?? "this stack";
}

function line({ name, type, kind, what, causes, runbook }: Loss): string {
  const because = causes.length > 0 ? `by a change of ${causes.join(", ")}` : reasonless(kind);
  return `${name} (${type}) would be ${kind} ${because}: ${what.join("; ")}. See ${runbook}`;
}

function reasonless(kind: Loss["kind"]): string {
  return kind === "deleted"
    ? "since the program or the configuration no longer has it"
    : "since something it depends on is replaced";
}

function hint(refused: readonly Loss[]): string {
  const options = [...new Set(refused.map((loss) => `--accept ${nameOfLoss(loss)}`))].join(" ");
  return `Undo the change, or follow the runbook and then accept the loss with ${options}`;
}
