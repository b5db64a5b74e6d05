import { T } from "@toolkit/offline/aws-types";
import type { Resource } from "../aws/account";
import { firstRefusal, type Rule } from "../rules/rule";
import { shiftRules } from "../rules/shifts";
import { viewerError, type ViewerRequest } from "./edge";
import { Renewal } from "./new-values";
import { type Choose, inOrder, type Moment, momentsOf } from "./order";
import { planOf, type Step, stepName } from "./plan";
import type { Recording } from "./recording";
import { TrafficState } from "./state";
import { answered, requestsTo } from "./viewers";

/** Requests that were answered before a deployment and are not at some moment of it. */
export interface Lost {
  readonly request: string;
  readonly error: string;
  /** The step with which it began. */
  readonly since: string;
  /** The step with which it ended; undefined when it outlasts the deployment. */
  readonly until: string | undefined;
}

/** A deployment as viewers see it. */
export interface Deployment {
  readonly steps: readonly string[];
  readonly lost: readonly Lost[];
  /** What AWS refuses on the way: the deployment ends there. */
  readonly refused: string | undefined;
  /** How many requests were asked. */
  readonly asked: number;
}

/** Types on which an answer depends. */
const ANSWERING: ReadonlySet<string> = new Set([
  T.bucket,
  T.bucketObject,
  T.bucketPolicy,
  T.certificate,
  T.distribution,
  T.edgeFunction,
  T.egressRule,
  T.ingressRule,
  T.keyValue,
  T.keyValueStore,
  T.listener,
  T.listenerCertificate,
  T.listenerRule,
  T.loadBalancer,
  T.originAccess,
  T.record,
  T.responseHeaders,
  T.service,
  T.targetGroup,
  T.taskDefinition,
  T.vpcOrigin,
]);

/** A stack that is deployed, and changed, while viewers ask. */
export class Traffic {
  readonly state: TrafficState;
  /** Resources as the engine's state has them, by URN. */
  private readonly known: Map<string, Resource>;
  private readonly renewal = new Renewal();

  constructor(
    private current: Recording,
    private readonly rules: readonly Rule[] = shiftRules,
  ) {
    this.state = new TrafficState(current.made);
    this.known = new Map(current.made.map((one) => [one.urn, { ...one, serial: 0 }]));
    for (const one of this.state.account.all()) this.known.set(one.urn, one);
  }

  /** Deploys the next run over the current one, in one of the orders that the engine may take. */
  deploy(next: Recording, choose: Choose = inOrder): Deployment {
    const { state } = this;
    const renewed = this.renewal.of(this.current, next);
    const steps = planOf(this.current, next, renewed, this.known, () => state.account.nextSerial());
    this.current = next;
    const viewers = new Viewers(state);
    const done: string[] = [];
    for (const moment of momentsOf(steps, choose)) {
      const refused = this.refusal(moment) ?? this.clash(moment);
      if (refused !== undefined) return { steps: done, lost: viewers.lost, refused, asked: viewers.asked };
      state.apply(moment);
      const name = stepName(moment.step);
      if (moment.phase === "done") {
        this.note(moment.step);
        done.push(name);
      }
      if (ANSWERING.has(moment.step.type)) viewers.ask(name);
    }
    viewers.ask("the end");
    return { steps: done, lost: viewers.lost, refused: undefined, asked: viewers.asked };
  }

  private refusal({ step }: Moment): string | undefined {
    const { action, after, before, type, urn } = step;
    const inputs = (after ?? before)?.inputs;
    if (inputs === undefined) return undefined;
    const { account } = this.state;
    const { region } = account;
    const found = firstRefusal(this.rules, action, { account, type, name: "", urn, region, inputs, current: before });
    return found === undefined ? undefined : `${stepName(step)}: ${found.message}`;
  }

  /** Two resources cannot be one: a record of the same name and type, for one. */
  private clash({ step: { action, after, type, urn } }: Moment): string | undefined {
    if (action !== "create" || after === undefined || !type.startsWith("aws:")) return undefined;
    const other = this.state.account.get(type, after.id, after.outputs);
    return other === undefined || other.urn === urn ? undefined : `create ${type}: ${after.id} exists already`;
  }

  private note({ after, before }: Step): void {
    if (before !== undefined && this.known.get(before.urn)?.serial === before.serial) this.known.delete(before.urn);
    if (after !== undefined) this.known.set(after.urn, after);
  }
}

/** Those who ask, again and again, for what was answered before. */
class Viewers {
  private readonly requests: readonly ViewerRequest[];
  private readonly open = new Map<string, Lost>();
  private readonly ended: Lost[] = [];
  asked = 0;

  constructor(private readonly state: TrafficState) {
    this.requests = answered(state, requestsTo(state));
  }

  get lost(): readonly Lost[] {
    return [...this.ended, ...this.open.values()];
  }

  ask(step: string): void {
    for (const request of this.requests) {
      this.asked++;
      const name = `${request.host}${request.path}`;
      const error = viewerError(this.state, request);
      const open = this.open.get(name);
      if (open?.error === error) continue;
      if (open !== undefined) this.ended.push({ ...open, until: step });
      this.open.delete(name);
      if (error !== undefined) this.open.set(name, { request: name, error, since: step, until: undefined });
    }
  }
}
