import { type GraphResource, type ResourceGraph, STACK_TYPE } from "../graph";
import { highlightsOf } from "./highlights";
import { type Style } from "./style";

const WIDEST_NAME = 72;
const WIDEST_TYPE = 30;

interface Line {
  /** Branches and name. */
  readonly label: string;
  readonly type: string;
  readonly details: string;
  readonly isComponent: boolean;
}

/** The resources of a stack, grouped by component, with their types and the inputs that matter most. */
export function renderTree(graph: ResourceGraph, style: Style): string {
  const root = graph.stack;
  const top = root === undefined ? [] : graph.childrenOf(root);
  const lines = inOrder(top).flatMap((resource, index, all) => linesOf(graph, resource, "", index === all.length - 1));
  const nameWidth = Math.min(WIDEST_NAME, Math.max(0, ...lines.map((line) => line.label.length)));
  const typeWidth = Math.min(WIDEST_TYPE, Math.max(0, ...lines.map((line) => line.type.length)));
  const title = `${style.bold(root?.name ?? "")}  ${style.dim(`${graph.managed.length} resources`)}`;
  return [title, ...lines.map((line) => renderLine(line, nameWidth, typeWidth, style))].join("\n");
}

function renderLine(
  { label, type, details, isComponent }: Line,
  nameWidth: number,
  typeWidth: number,
  style: Style,
): string {
  const name = label.padEnd(nameWidth);
  const room = style.width - Math.max(name.length, nameWidth) - Math.max(type.length, typeWidth) - 4;
  const text = `${isComponent ? style.bold(name) : name}  ${style.dim(type.padEnd(typeWidth))}  ${cut(details, room)}`;
  return text.trimEnd();
}

/** A terminal would break a longer line in the middle of the tree. */
function cut(text: string, room: number): string {
  if (text.length <= room) return text;
  return room < 2 ? "" : `${text.slice(0, room - 1)}…`;
}

function linesOf(graph: ResourceGraph, resource: GraphResource, indent: string, isLast: boolean): Line[] {
  const children = inOrder(graph.childrenOf(resource));
  const isComponent = !resource.custom && !resource.remote;
  const own: Line = {
    label: `${indent}${isLast ? "└─" : "├─"} ${resource.name}`,
    type: shortType(resource.type),
    details: [...highlightsOf(resource), ...marksOf(resource)].join(", "),
    isComponent,
  };
  const deeper = `${indent}${isLast ? "   " : "│  "}`;
  return [own, ...children.flatMap((child, index) => linesOf(graph, child, deeper, index === children.length - 1))];
}

/** What the engine will not do with a resource. */
function marksOf(resource: GraphResource): string[] {
  return [...(resource.protect ? ["protected"] : []), ...(resource.retainOnDelete ? ["kept on delete"] : [])];
}

/** Resources before the components beside them. */
function inOrder(resources: readonly GraphResource[]): GraphResource[] {
  const isLeaf = (resource: GraphResource): boolean => resource.custom || resource.remote;
  return [...resources.filter(isLeaf), ...resources.filter((resource) => !isLeaf(resource))];
}

/** `aws:ec2/vpc:Vpc` as `ec2.Vpc`, a program's own `shop:network:Network` as `Network`, `awsx:ecr:Image` as `awsx.Image`. */
export function shortType(type: string): string {
  if (type === STACK_TYPE) return "Stack";
  if (type.startsWith("pulumi:providers:")) return `${type.slice("pulumi:providers:".length)}.Provider`;
  const [namespace = "", module = "", name = type] = type.split(":");
  const isOfProvider = module.includes("/") || module === "index" || namespace.startsWith("aws");
  if (!isOfProvider) return name;
  const service = module.split("/")[0] ?? module;
  return namespace === "aws" ? `${service}.${name}` : `${namespace}.${name}`;
}
