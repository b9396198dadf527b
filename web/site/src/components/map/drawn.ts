// What a map of a country draws: paths of land, and actors by kind at their places.

import type { GeometryCollection, MultiPolygon } from 'geojson';
import { geoPath, type GeoProjection } from 'd3-geo';
import type { ActorType } from '../../generated/enums.ts';
import { type Atlas, withoutCuts } from './atlas.ts';
import { mark } from './marks.ts';
import { CENTRES } from './places.ts';
import { type Size, type View, viewOfOutline, viewOfPlace } from './view.ts';

/** An actor at a place. */
export interface MapPoint {
  id: string;
  name: string;
  kind: ActorType;
  latitude: number;
  longitude: number;
}

/** An actor at its place in the drawing. */
export interface Placed {
  x: number;
  y: number;
  point: MapPoint;
}

export interface Drawn {
  /** The country itself; null where the map has no outline of it. */
  land: string | null;
  /** Its frontiers and coasts. */
  edge: string | null;
  neighbours: string | null;
  /** Where land lies that is too small to be seen. */
  rings: [number, number][];
  /** Actors in the picture, from west to east. */
  placed: Placed[];
  /** Whether parts of the country lie outside the picture, or would. */
  isCut: boolean;
}

/** Land of a smaller area, in square units of the drawing, is not seen. */
const LEAST_AREA = 150;

function placedOf(points: MapPoint[], projection: GeoProjection, size: Size): Placed[] {
  const placed: Placed[] = [];
  for (const point of points) {
    const [x = NaN, y = NaN] = projection([point.longitude, point.latitude]) ?? [];
    if (x >= 0 && x <= size.width && y >= 0 && y <= size.height) placed.push({ x, y, point });
  }
  return placed.sort((a, b) => a.x - b.x);
}

/** Whether any of an outline is in or near the picture, by every fifth of its corners: most of the world is not. */
function isNear({ coordinates }: MultiPolygon, projection: GeoProjection, { width, height }: Size): boolean {
  return coordinates.some(([ring = []]) =>
    ring.some((corner, index) => {
      if (index % 5 !== 0) return false;
      const [x = NaN, y = NaN] = projection(corner as [number, number]) ?? [];
      return x > -width && x < 2 * width && y > -height && y < 2 * height;
    }),
  );
}

function viewOf(
  outline: MultiPolygon | undefined,
  numeric: string | null,
  points: MapPoint[],
  size: Size,
  whole: boolean,
): View | null {
  const places = points.map(({ longitude, latitude }) => [longitude, latitude]);
  return outline ? viewOfOutline(outline, places, size, whole) : viewOfPlace(places, CENTRES[numeric ?? ''], size);
}

/** Rings around all parts of a country that is too small to be seen, or around its centre. */
function ringsOf(
  outline: MultiPolygon | undefined,
  centre: [number, number] | undefined,
  projection: GeoProjection,
): [number, number][] {
  const path = geoPath(projection);
  if (outline && path.area(outline) > LEAST_AREA) return [];
  if (!outline) return centre ? [projection(centre) ?? [NaN, NaN]] : [];
  return outline.coordinates.map((coordinates) => path.centroid({ type: 'Polygon', coordinates }));
}

/** What the map of a country shows; null where neither its outline nor its place is known. */
export function drawnOf(
  atlas: Atlas,
  numeric: string | null,
  points: MapPoint[],
  size: Size,
  whole: boolean,
): Drawn | null {
  const shape = atlas.shapes.find((candidate) => candidate.numeric === numeric);
  const view = viewOf(shape?.outline, numeric, points, size, whole);
  if (!view) return null;
  const path = geoPath(view.projection).digits(1);
  const others = [...atlas.shapes.filter((other) => other !== shape).map(({ outline }) => outline), ...atlas.others];
  const around: GeometryCollection = {
    type: 'GeometryCollection',
    geometries: others.filter((outline) => isNear(outline, view.projection, size)),
  };
  return {
    land: shape ? path(shape.outline) : null,
    edge: shape ? path(withoutCuts(shape.outline.coordinates.flat())) : null,
    neighbours: path(around),
    rings: ringsOf(shape?.outline, CENTRES[numeric ?? ''], view.projection),
    placed: placedOf(points, view.projection, size),
    isCut: view.isCut,
  };
}

/** Actors of each kind, the most frequent kind first. */
export function byKind(placed: Placed[]): [ActorType, Placed[]][] {
  const kinds = new Map<ActorType, Placed[]>();
  for (const one of placed) {
    const same = kinds.get(one.point.kind);
    if (same) same.push(one);
    else kinds.set(one.point.kind, [one]);
  }
  return [...kinds].sort(([, a], [, b]) => b.length - a.length);
}

/** One path for all marks of a kind. */
export function markPath(kind: ActorType, placed: Placed[], radius: number): string {
  return placed.map(({ x, y }) => mark(kind, x, y, radius)).join('');
}

/** The actor nearest to a place in the drawing, if it is near enough. */
export function nearest(placed: Placed[], x: number, y: number, reach: number): number {
  let found = -1;
  let least = reach * reach;
  for (const [index, candidate] of placed.entries()) {
    const away = (candidate.x - x) ** 2 + (candidate.y - y) ** 2;
    if (away <= least) [found, least] = [index, away];
  }
  return found;
}
