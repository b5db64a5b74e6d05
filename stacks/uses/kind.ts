import { type EndpointService } from "../../components/network/egress-plan";
import { type GroupName } from "../../components/security/traffic-rules";
import { type WebappConfig } from "../config/schema";

/** A connection that whoever uses a thing opens to it. */
export interface Connection {
  readonly to: GroupName;
  /** TCP. */
  readonly port: number;
  /** For the rule in AWS. */
  readonly description: string;
}

/** A kind of thing that can be used: all of it that is known before anything is made. */
export interface ResourceKind {
  /** As messages call it: "the database", "a bucket". */
  readonly title: string;
  /** Things of this kind in a stack: the name that `uses` has, and the key that defines it. */
  readonly things: (config: WebappConfig) => readonly { readonly name: string; readonly key: string }[];
  /** Every variable that a user may get of one, so that nothing else can be called so. */
  readonly variables: (name: string) => readonly string[];
  /** Characters that a name may have beside the start of AWS's names, the stack's. @default as the schema says */
  readonly longestName?: (prefix: string) => number;
  /** How a user reaches it. @default through AWS's public addresses or endpoints */
  readonly connection?: (config: WebappConfig, name: string) => Connection;
  /** AWS services that a user calls for it, which need an interface endpoint where there is no NAT. @default none */
  readonly endpoints?: (config: WebappConfig) => readonly EndpointService[];
}
