// The shape of each kind of node, so that no kind is told by its colour alone, and the colour beside it.

import type { Kind } from './kinds.ts';

/** Points as a closed path, in units of the radius. */
function polygon(points: [number, number][], radius: number): string {
  return `M${points.map(([x, y]) => `${round(x * radius)} ${round(y * radius)}`).join('L')}Z`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A polygon with equal sides, its first corner above. */
function regular(corners: number, radius: number): string {
  const angles = Array.from({ length: corners }, (_, at) => (at / corners) * 2 * Math.PI - Math.PI / 2);
  return polygon(angles.map((angle) => [Math.cos(angle), Math.sin(angle)]), radius);
}

function circle(radius: number): string {
  const r = round(radius);
  return `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
}

const UP: [number, number][] = [[0, -1.1], [1.05, 0.8], [-1.05, 0.8]];
const PAGE: [number, number][] = [[-0.75, -1], [0.3, -1], [0.75, -0.5], [0.75, 1], [-0.75, 1]];
const SQUARE: [number, number][] = [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]];
const DIAMOND: [number, number][] = [[0, -1.15], [1.15, 0], [0, 1.15], [-1.15, 0]];
const HOUSE: [number, number][] = [[0, -1.1], [0.95, -0.25], [0.95, 0.9], [-0.95, 0.9], [-0.95, -0.25]];
const CROSS: [number, number][] = [
  [-0.4, -1.05], [0.4, -1.05], [0.4, -0.4], [1.05, -0.4], [1.05, 0.4], [0.4, 0.4],
  [0.4, 1.05], [-0.4, 1.05], [-0.4, 0.4], [-1.05, 0.4], [-1.05, -0.4], [-0.4, -0.4],
];

/** The path of a kind around (0, 0); even-odd, so that rings have holes. */
export function shapeOf(kind: Kind, radius: number): string {
  switch (kind) {
    case 'country':
      return circle(radius);
    case 'group':
      return circle(radius) + circle(radius * 0.68) + circle(radius * 0.36);
    case 'ndc':
      return polygon(PAGE, radius);
    case 'nationalTarget':
      return polygon(UP, radius);
    case 'target':
      return polygon(UP, radius) + polygon(UP, radius * 0.5);
    case 'region':
      return regular(5, radius * 1.1);
    case 'city':
      return polygon(HOUSE, radius);
    case 'company':
      return polygon(SQUARE, radius);
    case 'investor':
      return polygon(DIAMOND, radius);
    case 'other':
      return polygon(CROSS, radius);
    case 'initiative':
      return regular(6, radius * 1.1);
  }
}

const SIZES: Record<Kind, number> = {
  country: 9,
  group: 9,
  ndc: 9,
  nationalTarget: 8,
  region: 7.5,
  city: 7,
  company: 6.5,
  investor: 6.5,
  other: 6.5,
  target: 7.5,
  initiative: 8.5,
};

const TONES: Record<Kind, string> = {
  country: 'accent',
  group: 'accent',
  ndc: 'ink',
  nationalTarget: 'ink',
  region: 'region',
  city: 'city',
  company: 'company',
  investor: 'investor',
  other: 'other',
  target: 'soft',
  initiative: 'focus',
};

/** The colour of a kind, beside its shape. */
export function toneOf(kind: Kind): string {
  return `var(--${TONES[kind]})`;
}

/** How large a node is drawn: larger in the middle, and larger where it is unfolded. */
export function radiusOf(kind: Kind, isMiddle: boolean, isOpen: boolean): number {
  return SIZES[kind] * (isMiddle ? 1.9 : isOpen ? 1.4 : 1);
}
