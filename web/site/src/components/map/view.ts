// How a country is fitted to a box: an equal-area projection centred on it, so that neither the antimeridian nor the
// latitude matters. Parts far away, as overseas territories are, stay outside unless asked for, or unless they are
// most of it.

import type { MultiPolygon, Polygon, Position } from 'geojson';
import { geoArea, geoAzimuthalEqualArea, geoCentroid, geoEqualEarth, geoPath, type GeoProjection } from 'd3-geo';

/** A box: its left, top, right and bottom. */
type Box = [number, number, number, number];

interface Part {
  polygon: Position[][];
  area: number;
  box: Box;
}

export interface View {
  projection: GeoProjection;
  /** Whether it leaves parts of the country out, or would if not asked for the whole. */
  isCut: boolean;
}

/** The size of the drawing, in its own units. */
export interface Size {
  width: number;
  height: number;
}

/** Parts nearer than this share of what is in already are in too. */
const NEAR = 0.2;
/** And so are actors nearer than 200 km, or half of what is in: some sources have places on other continents. */
const NEAR_PLACE = 200 / 6371;
/** What is wider than this, in radians, is shown on a map of the world. */
const WORLD = 1.5;
/** At least so much of the area, and of the actors, has to be in. */
const ENOUGH_AREA = 0.6;
const ENOUGH_PLACES = 0.5;
/** The narrowest view, in radians: 60 km. Outlines at this scale say no more. */
const NARROWEST = 60 / 6371;
/** The view around a place without an outline: 4,500 km, so that larger land is in it. */
const AROUND_PLACE = 4500 / 6371;
/** Share of the box left free on every side. */
const MARGIN = 0.05;

function plane(centre: [number, number]): GeoProjection {
  return geoAzimuthalEqualArea().rotate([-centre[0], -centre[1]]).scale(1).translate([0, 0]).precision(0);
}

function join(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

function extent(box: Box): number {
  return Math.max(box[2] - box[0], box[3] - box[1]);
}

function distance(a: Box, b: Box): number {
  return Math.max(a[0] - b[2], b[0] - a[2], a[1] - b[3], b[1] - a[3], 0);
}

function partsOf({ coordinates }: MultiPolygon, projection: GeoProjection): Part[] {
  const path = geoPath(projection);
  return coordinates
    .map((polygon) => {
      const shape = { type: 'Polygon' as const, coordinates: polygon };
      return { polygon, area: geoArea(shape), box: path.bounds(shape).flat() as Box };
    })
    .sort((a, b) => b.area - a.area);
}

/** The largest part, and whatever lies near it, or near what does. */
function coherent(parts: Part[]): Part[] {
  const [main, ...others] = parts;
  if (!main) return [];
  const inside = [main];
  let box = main.box;
  let waiting = others;
  for (let grew = true; grew; ) {
    const near = waiting.filter((part) => distance(part.box, box) <= NEAR * extent(box));
    inside.push(...near);
    waiting = waiting.filter((part) => !near.includes(part));
    box = near.reduce((whole, part) => join(whole, part.box), box);
    grew = near.length > 0;
  }
  return inside;
}

function boxOf(parts: Part[]): Box {
  return parts.map((part) => part.box).reduce(join);
}

function sum(parts: Part[]): number {
  return parts.reduce((total, part) => total + part.area, 0);
}

/** Places as boxes without extent. */
function boxesOf(places: Position[], projection: GeoProjection): Box[] {
  return places.flatMap((place) => {
    const at = projection(place as [number, number]);
    return at ? [[...at, ...at] as Box] : [];
  });
}

/** What is shown: the coherent part with the places near it, or everything where that is not most of it. */
function chosen(all: Part[], places: Box[], isWhole: boolean): { box: Box; isCut: boolean } {
  const main = coherent(all);
  const mainBox = boxOf(main);
  const near = places.filter((place) => distance(place, mainBox) <= Math.min(NEAR_PLACE, extent(mainBox) / 2));
  const box = near.reduce(join, mainBox);
  const isEnough = sum(main) >= ENOUGH_AREA * sum(all) && near.length >= ENOUGH_PLACES * places.length;
  const isAll = near.length === places.length && all.every((part) => distance(part.box, box) === 0);
  if (isEnough && !isWhole) return { box, isCut: !isAll };
  return { box: places.reduce(join, boxOf(all)), isCut: isEnough && !isAll };
}

function middleOf(box: Box, projection: GeoProjection): [number, number] {
  return projection.invert?.([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]) ?? [0, 0];
}

/** A projection that shows a box of the plane around a centre in the middle of the drawing. */
function showing(box: Box, from: GeoProjection, size: Size): GeoProjection {
  const middle = middleOf(box, from);
  if (extent(box) > WORLD) {
    const world = geoEqualEarth().rotate([-middle[0], 0]);
    return world.fitSize([size.width, size.height], { type: 'Sphere' });
  }
  const usable = 1 - 2 * MARGIN;
  const across = Math.max(box[2] - box[0], NARROWEST);
  const down = Math.max(box[3] - box[1], NARROWEST);
  return geoAzimuthalEqualArea()
    .rotate([-middle[0], -middle[1]])
    .scale(Math.min((size.width * usable) / across, (size.height * usable) / down))
    .translate([size.width / 2, size.height / 2])
    .clipExtent([[-size.width, -size.height], [2 * size.width, 2 * size.height]]);
}

function aroundPlace(centre: [number, number], size: Size): View {
  const box: Box = [-AROUND_PLACE / 2, -AROUND_PLACE / 2, AROUND_PLACE / 2, AROUND_PLACE / 2];
  return { projection: showing(box, plane(centre), size), isCut: false };
}

/** The largest part of an outline. */
export function largestOf({ coordinates }: MultiPolygon): Polygon {
  return coordinates
    .map((part): Polygon => ({ type: 'Polygon', coordinates: part }))
    .reduce((a, b) => (geoArea(b) > geoArea(a) ? b : a));
}

/** The view of an outline, with all of its parts where `isWhole`. */
export function viewOfOutline(outline: MultiPolygon, places: Position[], size: Size, isWhole: boolean): View {
  // Fitted twice: around the largest part first, then around the middle of all that is shown, where it is truest.
  const first = plane(geoCentroid(largestOf(outline)));
  const rough = chosen(partsOf(outline, first), boxesOf(places, first), isWhole);
  const second = plane(middleOf(rough.box, first));
  const { box, isCut } = chosen(partsOf(outline, second), boxesOf(places, second), isWhole);
  return { projection: showing(box, second, size), isCut };
}

/** The view of a place without an outline: around its actors, or else around its centre; null if neither is known. */
export function viewOfPlace(places: Position[], centre: [number, number] | undefined, size: Size): View | null {
  if (places.length === 0) return centre ? aroundPlace(centre, size) : null;
  const cloud = { type: 'MultiPoint' as const, coordinates: places };
  const flat = plane(centre ?? geoCentroid(cloud));
  return { projection: showing(geoPath(flat).bounds(cloud).flat() as Box, flat, size), isCut: false };
}
