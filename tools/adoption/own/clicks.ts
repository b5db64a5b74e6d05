import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** What somebody might add in a hurry: a type that nothing else in this program uses, without the stack's own provider. */
export class Clicks extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("shop:events:Clicks", name, {}, opts);
    new aws.kinesis.Stream(
      name,
      { streamModeDetails: { streamMode: "ON_DEMAND" }, encryptionType: "KMS", kmsKeyId: "alias/aws/kinesis" },
      { parent: this },
    );
  }
}
