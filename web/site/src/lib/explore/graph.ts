// The graph that is on screen: what is reached from the node in the middle over nodes that are unfolded, less the kinds
// that are hidden.

import { keyOf, type View } from './address.ts';
import { type Around, kindOf, type Kind, KINDS, type Label } from './kinds.ts';
import {
  type Link,
  type Neighbour,
  ownLinks,
  PAGED,
  type Paged,
  type Related,
  relatedOf,
  type RelationName,
  RELATIONS,
  variableOf,
} from './relations.ts';

/** How much of each long list is wanted. */
export type Amounts = Record<Paged, number>;

/** What was loaded of a node. */
export interface Loaded {
  node: Around;
  /** What was asked of its long lists. */
  amounts: Amounts;
}

/** A node on screen. */
export interface Node {
  id: string;
  kind: Kind;
  label: Label;
  /** Whether it is unfolded. */
  isOpen: boolean;
  /** The node it was first reached from; null for the one in the middle. */
  parent: string | null;
}

/** A relation of a node that is unfolded. */
export interface Relation {
  key: string;
  of: string;
  name: RelationName;
  total: number;
  /** Ids of the neighbours that are shown. */
  ids: string[];
  /** How many more the next page has; 0 where all are shown. */
  next: number;
}

/** Everything on screen. */
export interface Graph {
  nodes: Map<string, Node>;
  links: Link[];
  relations: Relation[];
  /** How many nodes there are of each kind, hidden ones among them. */
  counts: Map<Kind, number>;
  /** Whether there would be more nodes than can be drawn. */
  isFull: boolean;
}

/** Most nodes that are drawn. */
export const MOST_NODES = 300;

/** How many items of a relation are shown. */
function shownOf(name: RelationName, id: string, pages: View['pages']): number {
  return RELATIONS[name].page * (pages.get(keyOf(name, id)) ?? 1);
}

/** How much must be asked of the long lists of a node. */
export function amountsOf(id: string, pages: View['pages']): Amounts {
  const amounts = Object.fromEntries(PAGED.map((variable) => [variable, 0])) as Amounts;
  for (const name of Object.keys(RELATIONS) as RelationName[]) {
    const variable = variableOf(name);
    if (variable) amounts[variable] = shownOf(name, id, pages);
  }
  return amounts;
}

/** Which nodes must be loaded for a view, and how much of them; null where all is there. One request gives it. */
export function missingOf(view: View, loaded: ReadonlyMap<string, Loaded>): { ids: string[]; amounts: Amounts } | null {
  const ids: string[] = [];
  const amounts = amountsOf('', new Map());
  for (const id of view.at ? [view.at, ...view.open] : []) {
    const wanted = amountsOf(id, view.pages);
    const has = loaded.get(id)?.amounts;
    if (has && PAGED.every((variable) => has[variable] >= wanted[variable])) continue;
    ids.push(id);
    for (const variable of PAGED) amounts[variable] = Math.max(amounts[variable], wanted[variable]);
  }
  return ids.length > 0 ? { ids, amounts } : null;
}

/** How many items a relation really has: where fewer came than were asked for, there are no more. */
function totalOf(related: Related, amounts: Amounts): number {
  const variable = variableOf(related.name);
  return variable && related.neighbours.length >= amounts[variable] ? related.total : related.neighbours.length;
}

class Builder {
  readonly nodes = new Map<string, Node>();
  readonly links = new Map<string, Link>();
  readonly relations: Relation[] = [];
  isFull = false;

  constructor(
    private readonly view: View,
    private readonly loaded: ReadonlyMap<string, Loaded>,
    private readonly hidden: ReadonlySet<Kind>,
  ) {}

  build(): this {
    const middle = this.loaded.get(this.view.at ?? '')?.node;
    if (middle) this.add(middle as Label, null);
    for (const node of this.nodes.values()) if (node.isOpen) this.unfold(node);
    for (const node of this.nodes.values()) for (const link of ownLinks(node.label)) this.join(link);
    return this;
  }

  /** Adds a node, unless it is hidden or there is no more room; says whether it is on screen. */
  private add(label: Label, parent: string | null): boolean {
    if (this.nodes.has(label.id)) return true;
    const kind = kindOf(label);
    if (parent !== null && this.hidden.has(kind)) return false;
    if (this.nodes.size >= MOST_NODES) {
      this.isFull = true;
      return false;
    }
    const isOpen = this.loaded.has(label.id) && (parent === null || this.view.open.includes(label.id));
    this.nodes.set(label.id, { id: label.id, kind, label, isOpen, parent });
    return true;
  }

  /** Adds the neighbours of a node; a map hands out what is added to it meanwhile, so that these come in turn. */
  private unfold({ id }: Node): void {
    const { node, amounts } = this.loaded.get(id)!;
    for (const related of relatedOf(node)) this.relate(id, related, totalOf(related, amounts));
  }

  private relate(of: string, related: Related, total: number): void {
    const { name, neighbours } = related;
    const shown = neighbours.slice(0, shownOf(name, of, this.view.pages));
    const there = shown.filter((neighbour) => this.place(neighbour, of));
    const isHidden = neighbours.every(({ label }) => this.hidden.has(kindOf(label)));
    if (isHidden || there.length === 0) return;
    const next = this.isFull ? 0 : Math.min(RELATIONS[name].page, total - shown.length);
    this.relations.push({ key: keyOf(name, of), of, name, total, ids: there.map(({ label }) => label.id), next });
  }

  private place({ label, link }: Neighbour, of: string): boolean {
    const is_there = this.add(label, of);
    if (is_there) this.join(link);
    return is_there;
  }

  /** Joins two nodes if both are on screen; a link with facts of its own goes before one without. */
  private join(link: Link): void {
    if (!this.nodes.has(link.from) || !this.nodes.has(link.to) || link.from === link.to) return;
    const key = `${link.kind} ${link.from} ${link.to}`;
    if (!this.links.has(key) || Object.keys(link.facts).length > 0) this.links.set(key, link);
  }
}

/** The graph that a view shows of what was loaded. */
export function graphOf(view: View, loaded: ReadonlyMap<string, Loaded>): Graph {
  const whole = new Builder(view, loaded, new Set()).build();
  const shown = view.hidden.length > 0 ? new Builder(view, loaded, new Set(view.hidden)).build() : whole;
  const counts = new Map<Kind, number>(KINDS.map((kind) => [kind, 0]));
  for (const { kind } of whole.nodes.values()) counts.set(kind, counts.get(kind)! + 1);
  return {
    nodes: shown.nodes,
    links: [...shown.links.values()],
    relations: shown.relations,
    counts,
    isFull: shown.isFull,
  };
}

/** Unfolds a node, or folds it together with what is then out of reach. */
export function toggled(view: View, graph: Graph, id: string): View {
  if (!view.open.includes(id)) return { ...view, open: [...view.open, id], chosen: id };
  const reachable = reachableWithout(view, graph, id);
  const open = view.open.filter((other) => reachable.has(other) && other !== id);
  const pages = [...view.pages].filter(([key]) => {
    const of = key.slice(key.indexOf('.') + 1);
    return of === view.at || open.includes(of);
  });
  return { ...view, open, pages: new Map(pages), chosen: id };
}

/** What is still reached from the middle if a node is folded. */
function reachableWithout(view: View, graph: Graph, folded: string): Set<string> {
  const reached = new Set(view.at ? [view.at] : []);
  for (const id of reached) {
    if (id === folded) continue;
    for (const { of, ids } of graph.relations) if (of === id) for (const other of ids) reached.add(other);
  }
  return reached;
}

/** Shows the next page of a relation. */
export function withNextPage(view: View, key: string): View {
  return { ...view, pages: new Map(view.pages).set(key, (view.pages.get(key) ?? 1) + 1) };
}
