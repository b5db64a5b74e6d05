import { answersTo, type GivenAnswer, writtenToken } from "../answers";
import type { NoteBook } from "../notes";
import { answerTo, createResource, type EmulatedResource, type WorldContext } from "../world";
import { generic } from "../world/on-demand";
import { UNKNOWN, UNKNOWN_TEXT } from "./values";

type Fields = Record<string, unknown>;

/** Another stack, of which nothing is known offline but what the user says. */
const STACK_REFERENCE = "pulumi:pulumi:StackReference";

export interface LookUpOptions {
  readonly noteBook: NoteBook;
  readonly answers: readonly GivenAnswer[];
  /** The program runs as in a preview, where a value may be unknown. */
  readonly dryRun: boolean;
}

/** Answers what a program asks without making anything: provider functions, existing resources and methods. */
export class LookUps {
  readonly #used = new Set<GivenAnswer>();

  constructor(private readonly options: LookUpOptions) {}

  /** A provider function, e.g. `aws.ec2.getAmi`. */
  invoke(token: string, inputs: Fields, context: WorldContext, version: string): Fields {
    const { noteBook } = this.options;
    const subject = writtenToken(token);
    const { result, source, withheld } = answerTo(token, inputs, context, version);
    const given = this.#given(subject, inputs);
    const open = withheld.filter((property) => !(property in given));
    if (source === "description") noteBook.add("lookUps", subject);
    if (source === "nothing") noteBook.add("opaque", subject);
    for (const property of open) noteBook.add("withheld", `${subject}${selectorOf(inputs)}.${property}`);
    return { ...result, ...this.#unknown(open), ...given };
  }

  /** A resource that exists already: `aws.ec2.Vpc.get`, or another stack. */
  read(resource: EmulatedResource & { readonly id: string }, context: WorldContext): Fields {
    const { noteBook } = this.options;
    const { type, id, inputs } = resource;
    if (type === STACK_REFERENCE) return this.#stack(id, inputs);
    const { computed, source } = createResource(resource, context);
    noteBook.add(source === "nothing" ? "opaque" : "lookUps", `${writtenToken(type)}.get`);
    return { ...computed, ...inputs, ...this.#given(writtenToken(type), { ...inputs, id }) };
  }

  /** A method of a resource, which its provider runs. */
  call(token: string, version: string): Fields {
    this.options.noteBook.add("withheld", `${writtenToken(token)}()`);
    return this.#unknown(generic().describeMethod(token, version));
  }

  /** Answers that nothing asked for. */
  get unused(): GivenAnswer[] {
    return this.options.answers.filter((answer) => !this.#used.has(answer));
  }

  #stack(name: string, inputs: Fields): Fields {
    const outputs = this.#given("stack", { name });
    const isAnswered = Object.keys(outputs).length > 0;
    if (!isAnswered) this.options.noteBook.add("withheld", `stack[${name}]`);
    return {
      ...inputs,
      name,
      secretOutputNames: [],
      outputs: isAnswered ? outputs : this.#unknown(["outputs"]).outputs,
    };
  }

  #given(subject: string, inputs: Fields): Fields {
    const { values, used } = answersTo(this.options.answers, subject, inputs);
    for (const answer of used) this.#used.add(answer);
    return values;
  }

  #unknown(properties: readonly string[]): Fields {
    // Outside of a preview the SDK would make an unknown value undefined, which says less than this text.
    const value = this.options.dryRun ? UNKNOWN : UNKNOWN_TEXT;
    return Object.fromEntries(properties.map((property) => [property, value]));
  }
}

/** Tells apart calls of one function: `[/shop/url]`. */
function selectorOf(inputs: Fields): string {
  const texts = ["name", "secretId", "arn", "id"].map((property) => inputs[property]);
  const text = texts.find((value) => typeof value === "string");
  return text === undefined ? "" : `[${text}]`;
}
