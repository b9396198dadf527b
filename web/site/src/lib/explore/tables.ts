// Nodes and links of what is on screen, as tables and as one object, for those who go on with them elsewhere.

import type { OriginFragment } from '../../generated/graphql.ts';
import type { Table } from '../download.ts';
import type { Graph, Node } from './graph.ts';
import type { Label } from './kinds.ts';
import type { Link } from './relations.ts';

/** Where a node was stated; countries and groups are stated by nobody in particular. */
export function originOf(label: Label): OriginFragment | null {
  return 'provenance' in label ? label.provenance : null;
}

const ORIGIN_COLUMNS = ['source', 'licence', 'record', 'retrievedOn', 'verification'];

function originCells(origin: OriginFragment | null | undefined): (string | null)[] {
  if (!origin) return ORIGIN_COLUMNS.map(() => null);
  return [origin.source.id, origin.source.licence, origin.record.locator, origin.retrievedOn, origin.verification];
}

/** Nodes with their names, what is stated of targets, and where. */
export function nodeTable(graph: Graph, nameOf: (label: Label) => string): Table {
  const row = ({ id, label, isOpen }: Node) => {
    const target = label.__typename === 'Target' || label.__typename === 'NdcTarget' ? label : null;
    const { low = null, high = null } = target?.reductionPercent ?? {};
    const figures = [target?.kind, target?.baseYear, target?.targetYear, low, high, target?.targetValue];
    return [id, label.__typename, nameOf(label), isOpen, ...figures, target?.nullReason, ...originCells(originOf(label))];
  };
  const figures = ['targetKind', 'baseYear', 'targetYear', 'reductionPercentLow', 'reductionPercentHigh', 'targetValue'];
  return {
    columns: ['id', 'type', 'name', 'unfolded', ...figures, 'nullReason', ...ORIGIN_COLUMNS],
    rows: [...graph.nodes.values()].map(row),
  };
}

/** Links with what is known of them. */
export function linkTable(graph: Graph): Table {
  const row = ({ from, kind, to, facts }: Link) => {
    const { method, score, reviewState, countsInTotals, status, joinedOn, origin } = facts;
    return [from, kind, to, method, score, reviewState, countsInTotals, status, joinedOn, ...originCells(origin)];
  };
  const facts = ['method', 'score', 'reviewState', 'countsInTotals', 'membershipStatus', 'joinedOn'];
  return { columns: ['from', 'link', 'to', ...facts, ...ORIGIN_COLUMNS], rows: graph.links.map(row) };
}

/** All of it as one object, with the version of the data and the address that shows it. */
export function documentOf(graph: Graph, about: { dataset: object | null; permalink: string }): string {
  const nodes = [...graph.nodes.values()].map(({ label, isOpen }) => ({ ...label, unfolded: isOpen }));
  const links = graph.links.map(({ from, kind, to, facts }) => ({ from, link: kind, to, ...facts }));
  return JSON.stringify({ ...about, nodes, links }, null, 2);
}
