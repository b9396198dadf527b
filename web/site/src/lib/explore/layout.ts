// Where nodes stand in the drawing. The same graph is always drawn in the same way: nodes begin in a fixed order around
// the node that they belong to, and forces run a fixed number of steps.

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';
import type { Graph } from './graph.ts';
import { radiusOf } from './shapes.ts';

/** A point of the drawing. */
export interface Point {
  x: number;
  y: number;
}

/** Positions of nodes and of what stands for further pages, by id or key. */
export type Layout = Map<string, Point>;

/** Steps after which little moves. */
const STEPS = 240;

/** Radius of what stands for a further page. */
export const MORE_RADIUS = 11;

/** How far from the middle its neighbours begin, and how far from others theirs. */
const BEGIN = { middle: 150, other: 90 };

/** Nodes further apart than this do not push each other. */
const FAR = 700;

interface Body extends Point {
  id: string;
  parent: string | null;
  radius: number;
  isOpen: boolean;
  index?: number;
}

function bodiesOf(graph: Graph): Body[] {
  const bodies: Body[] = [...graph.nodes.values()].map(({ id, kind, isOpen, parent }) => {
    return { id, parent, radius: radiusOf(kind, parent === null, isOpen), isOpen, x: 0, y: 0 };
  });
  for (const { key, of, next } of graph.relations)
    if (next > 0) bodies.push({ id: key, parent: of, radius: MORE_RADIUS, isOpen: false, x: 0, y: 0 });
  return bodies;
}

/** Children of each node, in the order of its relations, with what stands for more behind each relation. */
function childrenOf(graph: Graph, bodies: Map<string, Body>): Map<string, Body[]> {
  const children = new Map<string, Body[]>();
  for (const { key, of, ids } of graph.relations) {
    const own = [...ids, key].map((id) => bodies.get(id)).filter((body) => body?.parent === of);
    children.set(of, [...(children.get(of) ?? []), ...(own as Body[])]);
  }
  return children;
}

/** Puts nodes where they begin: around the middle in a circle, around others in a fan that looks outwards. */
function begin(graph: Graph, bodies: Map<string, Body>): void {
  const children = childrenOf(graph, bodies);
  // A map hands out parents before their children: they were reached in that order.
  for (const parent of bodies.values()) {
    const own = children.get(parent.id) ?? [];
    const is_middle = parent.parent === null;
    const outwards = is_middle ? -Math.PI / 2 : Math.atan2(parent.y, parent.x);
    const width = is_middle ? 2 * Math.PI : Math.min(Math.PI, 0.25 * own.length);
    const distance = is_middle ? BEGIN.middle : BEGIN.other;
    own.forEach((child, at) => {
      const angle = outwards + width * ((at + 0.5) / own.length - (is_middle ? 0 : 0.5));
      child.x = parent.x + distance * Math.cos(angle);
      child.y = parent.y + distance * Math.sin(angle);
    });
  }
}

interface Spring {
  source: string;
  target: string;
  distance: number;
}

/** Room along a ring that a node takes. */
const RING_ROOM = 25;

/** Of more neighbours than this has room for, some stand outside the ring. */
const LARGEST_RING = 300;

/** How far from each node its neighbours find room in one ring. */
function ringsOf(graph: Graph, bodies: Map<string, Body>): Map<string, number> {
  const rings = new Map<string, number>();
  for (const [id, children] of childrenOf(graph, bodies))
    rings.set(id, Math.min(LARGEST_RING, Math.max(85, (children.length * RING_ROOM) / (2 * Math.PI))));
  return rings;
}

/** Springs: along links, longer between nodes that are unfolded, and to what stands for more. */
function springsOf(graph: Graph, bodies: Map<string, Body>): Spring[] {
  const rings = ringsOf(graph, bodies);
  const spring = (source: string, target: string): Spring => {
    const [one = 0, other = 0] = [rings.get(source), rings.get(target)];
    const distance = one > 0 && other > 0 ? (one + other) * 0.85 : Math.max(85, one, other);
    return { source, target, distance };
  };
  const more = graph.relations.filter(({ next }) => next > 0);
  return [...graph.links.map(({ from, to }) => spring(from, to)), ...more.map(({ key, of }) => spring(of, key))];
}

/** Lays a graph out, with the node in the middle at (0, 0). */
export function layoutOf(graph: Graph): Layout {
  const list = bodiesOf(graph);
  const bodies = new Map(list.map((body) => [body.id, body]));
  begin(graph, bodies);
  const links = forceLink<Body, Spring>(springsOf(graph, bodies))
    .id(({ id }) => id)
    .distance(({ distance }) => distance);
  forceSimulation(list)
    .force('links', links)
    .force('apart', forceManyBody<Body>().strength(({ isOpen }) => (isOpen ? -520 : -150)).distanceMax(FAR))
    .force('room', forceCollide<Body>(({ radius }) => Math.max(13, radius + 5)))
    .force('x', forceX(0).strength(0.03))
    .force('y', forceY(0).strength(0.06))
    .stop()
    .tick(STEPS);
  const middle = list[0] ?? { x: 0, y: 0 };
  return new Map(list.map(({ id, x, y }) => [id, { x: x - middle.x, y: y - middle.y }]));
}

/** Which part of a frame a drawing takes: a point (x, y) stands at (x * scale + dx, y * scale + dy). */
export interface Camera {
  scale: number;
  dx: number;
  dy: number;
}

/** Room for names at the edges of the frame: a part of its width, but no more than names need. */
function marginsOf(width: number): Point {
  return { x: Math.min(165, width * 0.14), y: 34 };
}

/** The camera that shows all of a layout in a frame. */
export function cameraOf(layout: Layout, width: number, height: number): Camera {
  const xs = [...layout.values()].map(({ x }) => x);
  const ys = [...layout.values()].map(({ y }) => y);
  const [left, right] = [Math.min(0, ...xs), Math.max(0, ...xs)];
  const [top, bottom] = [Math.min(0, ...ys), Math.max(0, ...ys)];
  const margins = marginsOf(width);
  const scale = Math.min(
    1.8,
    (width - 2 * margins.x) / Math.max(1, right - left),
    (height - 2 * margins.y) / Math.max(1, bottom - top),
  );
  return {
    scale,
    dx: width / 2 - ((left + right) / 2) * scale,
    dy: height / 2 - ((top + bottom) / 2) * scale,
  };
}

/** The same drawing, larger or smaller around a point of the frame. */
export function zoomed(camera: Camera, factor: number, around: Point): Camera {
  const scale = Math.min(6, Math.max(0.1, camera.scale * factor));
  const real = scale / camera.scale;
  return { scale, dx: around.x - (around.x - camera.dx) * real, dy: around.y - (around.y - camera.dy) * real };
}
