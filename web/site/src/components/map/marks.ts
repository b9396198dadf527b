// Marks of the kinds of actors: each has a shape and a colour, so that colour never stands alone.

import type { ActorType } from '../../generated/enums.ts';

/** The colour of a kind, as a variable of the style. */
export const MARK_COLOURS: Record<ActorType, string> = {
  CITY: 'var(--city)',
  REGION: 'var(--region)',
  COMPANY: 'var(--company)',
  INVESTOR: 'var(--investor)',
  CIVIL_SOCIETY: 'var(--other)',
  HIGHER_EDUCATION: 'var(--other)',
  FACILITY: 'var(--other)',
  OTHER: 'var(--other)',
};

/** Corners of a shape around 0, 0, of about the same area as a circle of radius 1. */
const CORNERS: Record<Exclude<ActorType, 'CITY'>, [number, number][]> = {
  REGION: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  COMPANY: [[0, -1.3], [1.2, 0.8], [-1.2, 0.8]],
  INVESTOR: [[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]],
  CIVIL_SOCIETY: [[0, 1.3], [1.2, -0.8], [-1.2, -0.8]],
  HIGHER_EDUCATION: [[0, -1.25], [1.2, -0.4], [0.75, 1], [-0.75, 1], [-1.2, -0.4]],
  FACILITY: [[-1.1, -0.6], [1.1, -0.6], [1.1, 0.6], [-1.1, 0.6]],
  OTHER: [[-0.6, -1.1], [0.6, -1.1], [0.6, 1.1], [-0.6, 1.1]],
};

/** The mark of a kind at a place, as a path. */
export function mark(kind: ActorType, x: number, y: number, radius: number): string {
  const at = (value: number) => value.toFixed(1);
  if (kind === 'CITY') {
    const across = (radius * 2).toFixed(1);
    return `M${at(x - radius)},${at(y)}a${radius},${radius} 0 1,0 ${across},0a${radius},${radius} 0 1,0 -${across},0z`;
  }
  return `M${CORNERS[kind].map(([dx, dy]) => `${at(x + dx * radius)},${at(y + dy * radius)}`).join('L')}z`;
}
