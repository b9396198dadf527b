// What a node is related to, read from the answer of the graph: lists of neighbours, and the link to each of them.

import type { OriginFragment } from '../../generated/graphql.ts';
import type { Around, Label } from './kinds.ts';

/** How two nodes are related, read from the first to the second. */
export type LinkKind =
  | 'actsIn'
  | 'administeredBy'
  | 'appliesTo'
  | 'covers'
  | 'filedBy'
  | 'inGroup'
  | 'linkedTo'
  | 'madeUnder'
  | 'memberOf'
  | 'partOf'
  | 'presentIn'
  | 'setBy'
  | 'statedIn'
  | 'targetOf';

/** What is known of a link beyond that it is there. */
export interface LinkFacts {
  method?: string;
  score?: number;
  reviewState?: string;
  /** Whether it counts in totals; candidates do not. */
  countsInTotals?: boolean;
  status?: string | null;
  joinedOn?: string | null;
  origin?: OriginFragment;
}

/** A link between two nodes. */
export interface Link {
  from: string;
  to: string;
  kind: LinkKind;
  facts: LinkFacts;
}

/** Variables of the query that say how much of a long list is wanted. */
export const PAGED = [
  'cities',
  'regions',
  'companies',
  'investors',
  'others',
  'initiatives',
  'parts',
  'links',
] as const;
export type Paged = (typeof PAGED)[number];

/** Relations in the order in which they are listed, with the items on a page and, of long lists, the variable. */
export const RELATIONS = {
  actsIn: { page: 1 },
  setBy: { page: 1 },
  madeUnder: { page: 1 },
  partOf: { page: 1 },
  administeredBy: { page: 1 },
  filer: { page: 1 },
  targetParty: { page: 1 },
  statedIn: { page: 1 },
  nationalTargets: { page: 8 },
  groupTargets: { page: 8 },
  ndcTargets: { page: 12 },
  actorTargets: { page: 12 },
  ndcs: { page: 6 },
  groups: { page: 8 },
  regions: { page: 6, variable: 'regions' },
  cities: { page: 6, variable: 'cities' },
  companies: { page: 6, variable: 'companies' },
  investors: { page: 6, variable: 'investors' },
  others: { page: 6, variable: 'others' },
  presentInitiatives: { page: 6, variable: 'initiatives' },
  memberships: { page: 12 },
  parts: { page: 12, variable: 'parts' },
  supportedBy: { page: 12, variable: 'links' },
  ndcLinks: { page: 12 },
  groupMembers: { page: 15 },
  covers: { page: 15 },
  memberCountries: { page: 15 },
} satisfies Record<string, { page: number; variable?: Paged }>;
export type RelationName = keyof typeof RELATIONS;

/** A neighbour, and the link to it. */
export interface Neighbour {
  label: Label;
  link: Link;
}

/** A list of neighbours that a node is related to in one way. */
export interface Related {
  name: RelationName;
  /** How many there are, those that were not asked for among them. */
  total: number;
  neighbours: Neighbour[];
}

/** The variable that says how much of a relation is wanted; null where it always comes whole. */
export function variableOf(name: RelationName): Paged | null {
  const relation: { page: number; variable?: Paged } = RELATIONS[name];
  return relation.variable ?? null;
}

interface Connection<Item> {
  totalCount: number;
  nodes: Item[];
}

type Ends = (label: Label) => [from: string, to: string];

/** A relation of one kind, with links without facts of their own. */
function plain(name: RelationName, labels: (Label | null)[], kind: LinkKind, ends: Ends, total?: number): Related {
  const neighbours = labels
    .filter((label) => label !== null)
    .map((label): Neighbour => {
      const [from, to] = ends(label);
      return { label, link: { from, to, kind, facts: {} } };
    });
  return { name, total: total ?? neighbours.length, neighbours };
}

/** The same, of a page of a longer list. */
function paged(name: RelationName, list: Connection<Label>, kind: LinkKind, ends: Ends): Related {
  return plain(name, list.nodes, kind, ends, list.totalCount);
}

const ACTOR_LISTS = ['regions', 'cities', 'companies', 'investors', 'others'] as const;

/** Of several lists of neighbours in one, each with a kind of link that depends on the neighbour. */
function byNeighbour(related: Related, kindOf: (label: Label) => LinkKind): Related {
  const neighbours = related.neighbours.map(({ label, link }) => ({ label, link: { ...link, kind: kindOf(label) } }));
  return { ...related, neighbours };
}

/** A link between a target of an actor and a national target. */
function factsOf(link: {
  method: string;
  score: number;
  reviewState: string;
  countsInTotals: boolean;
  evidence: { provenance: OriginFragment };
}): LinkFacts {
  const { method, score, reviewState, countsInTotals, evidence } = link;
  return { method, score, reviewState, countsInTotals, origin: evidence.provenance };
}

function ofCountry(node: Extract<Around, { __typename: 'Country' }>): Related[] {
  const toIt: Ends = (label) => [label.id, node.id];
  const fromIt: Ends = (label) => [node.id, label.id];
  return [
    byNeighbour(plain('nationalTargets', node.nationalTargets, 'targetOf', toIt), (label) =>
      label.__typename === 'NdcTarget' && label.party.id !== node.id ? 'appliesTo' : 'targetOf',
    ),
    byNeighbour(plain('ndcs', node.ndcs, 'filedBy', toIt), (label) =>
      label.__typename === 'Ndc' && label.filedBy.id !== node.id ? 'covers' : 'filedBy',
    ),
    plain('groups', node.groups, 'inGroup', fromIt),
    ...ACTOR_LISTS.map((name) => paged(name, node[name], 'actsIn', toIt)),
    paged('presentInitiatives', node.presentInitiatives, 'presentIn', toIt),
    plain('administeredBy', [node.administeredBy], 'administeredBy', fromIt),
  ];
}

function ofGroup(node: Extract<Around, { __typename: 'PartyGroup' }>): Related[] {
  const toIt: Ends = (label) => [label.id, node.id];
  return [
    plain('groupTargets', node.groupTargets, 'targetOf', toIt),
    plain('ndcs', node.ndcs, 'filedBy', toIt),
    plain('groupMembers', node.groupMembers, 'inGroup', toIt),
  ];
}

function ofNdc(node: Extract<Around, { __typename: 'Ndc' }>): Related[] {
  const fromIt: Ends = (label) => [node.id, label.id];
  const others = node.covers.filter((country) => country.id !== node.filer.id);
  return [
    plain('filer', [node.filer], 'filedBy', fromIt),
    plain('ndcTargets', node.ndcTargets, 'statedIn', (label) => [label.id, node.id]),
    plain('covers', others, 'covers', fromIt),
  ];
}

function ofNationalTarget(node: Extract<Around, { __typename: 'NdcTarget' }>): Related[] {
  const fromIt: Ends = (label) => [node.id, label.id];
  const neighbours = node.supportedBy.nodes.map((link): Neighbour => ({
    label: link.target,
    link: { from: link.target.id, to: node.id, kind: 'linkedTo', facts: factsOf(link) },
  }));
  return [
    plain('targetParty', [node.targetParty], 'targetOf', fromIt),
    plain('statedIn', [node.statedIn], 'statedIn', fromIt),
    { name: 'supportedBy', total: node.supportedBy.totalCount, neighbours },
  ];
}

function ofTarget(node: Extract<Around, { __typename: 'Target' }>): Related[] {
  const fromIt: Ends = (label) => [node.id, label.id];
  const neighbours = node.ndcLinks
    .filter((link) => link.reviewState !== 'REVIEWED_REJECTED')
    .map((link): Neighbour => ({
      label: link.ndcTarget,
      link: { from: node.id, to: link.ndcTarget.id, kind: 'linkedTo', facts: factsOf(link) },
    }));
  return [
    plain('setBy', [node.setBy], 'setBy', fromIt),
    plain('madeUnder', [node.madeUnder], 'madeUnder', fromIt),
    { name: 'ndcLinks', total: neighbours.length, neighbours },
  ];
}

function ofInitiative(node: Extract<Around, { __typename: 'Initiative' }>): Related[] {
  return [
    ...ACTOR_LISTS.map((name) => paged(name, node[name], 'memberOf', (label) => [label.id, node.id])),
    plain('memberCountries', node.memberCountries, 'presentIn', (label) => [node.id, label.id]),
  ];
}

function ofActor(node: Extract<Around, { memberships: unknown }>): Related[] {
  const fromIt: Ends = (label) => [node.id, label.id];
  const toIt: Ends = (label) => [label.id, node.id];
  const neighbours = node.memberships.map(({ initiative, status, joinedOn, provenance }): Neighbour => ({
    label: initiative,
    link: { from: node.id, to: initiative.id, kind: 'memberOf', facts: { status, joinedOn, origin: provenance } },
  }));
  return [
    plain('actsIn', [node.actsIn], 'actsIn', fromIt),
    plain('partOf', [node.partOf], 'partOf', fromIt),
    plain('actorTargets', node.actorTargets, 'setBy', toIt),
    { name: 'memberships', total: neighbours.length, neighbours },
    paged('parts', node.parts, 'partOf', toIt),
  ];
}

/** What a node is related to; relations without neighbours are left out. */
export function relatedOf(node: Around): Related[] {
  const all = (): Related[] => {
    switch (node.__typename) {
      case 'Country':
        return ofCountry(node);
      case 'PartyGroup':
        return ofGroup(node);
      case 'Ndc':
        return ofNdc(node);
      case 'NdcTarget':
        return ofNationalTarget(node);
      case 'Target':
        return ofTarget(node);
      case 'Initiative':
        return ofInitiative(node);
      default:
        return ofActor(node);
    }
  };
  return all().filter((related) => related.neighbours.length > 0);
}

/** Links that a node names by itself, though it is not unfolded. */
export function ownLinks(label: Label): Link[] {
  const link = (kind: LinkKind, to: string): Link => ({ from: label.id, to, kind, facts: {} });
  switch (label.__typename) {
    case 'Country':
    case 'PartyGroup':
    case 'Initiative':
      return [];
    case 'Ndc':
      return [link('filedBy', label.filedBy.id)];
    case 'NdcTarget':
      return [link('targetOf', label.party.id), ...(label.ndc ? [link('statedIn', label.ndc.id)] : [])];
    case 'Target':
      return [link('setBy', label.actor.id)];
    default:
      return [link('actsIn', label.country.id)];
  }
}
