// The world as drawn: every country as a path, small ones as dots beside, in an equal-area projection.

import { geoCentroid, geoEqualEarth, geoPath } from 'd3-geo';
import type { Atlas } from './atlas.ts';
import { CENTRES } from './places.ts';
import { largestOf } from './view.ts';

/** Width of the drawing, in its own units. */
export const WIDTH = 960;

/** A country drawn, by its numeric code; `null` for Kosovo. */
export interface DrawnCountry {
  numeric: string | null;
  path: string | null;
  /** Where its dot is, if it is too small to be pointed at. */
  dot: [number, number] | null;
}

export interface World {
  countries: DrawnCountry[];
  others: string;
  edges: string;
  /** Left, top, width and height of what is drawn. */
  box: [number, number, number, number];
}

/** Countries of a smaller area, in square units, get a dot. */
const SMALL = 14;
const MANY_CORNERS = 400;
/** What is shown lies between these latitudes: Antarctica is cut off, and stands in the list. */
const NORTH = 83.5;
const SOUTH = -56.5;

let last: { atlas: Atlas; world: World } | null = null;

/** The world, computed once for an atlas. */
export function worldOf(atlas: Atlas): World {
  if (last?.atlas !== atlas) last = { atlas, world: draw(atlas) };
  return last.world;
}

function draw(atlas: Atlas): World {
  // Turned a little, so that the edge of the map lies in the Bering Strait and not in Russia.
  const projection = geoEqualEarth().rotate([-11, 0]).fitWidth(WIDTH, { type: 'Sphere' });
  const path = geoPath(projection).digits(1);
  const countries = atlas.shapes.map(({ numeric, outline }): DrawnCountry => {
    // What has many corners is not small, and need not be measured.
    const isSmall = outline.coordinates.flat(2).length < MANY_CORNERS && path.area(outline) < SMALL;
    return { numeric, path: path(outline), dot: isSmall ? projection(geoCentroid(largestOf(outline))) : null };
  });
  for (const [numeric, centre] of Object.entries(CENTRES)) {
    countries.push({ numeric, path: null, dot: projection(centre) });
  }
  const top = projection([11, NORTH])?.[1] ?? 0;
  const bottom = projection([11, SOUTH])?.[1] ?? 0;
  return {
    countries,
    others: path({ type: 'GeometryCollection', geometries: atlas.others }) ?? '',
    edges: path(atlas.edges) ?? '',
    box: [0, Math.floor(top), WIDTH, Math.ceil(bottom - top)],
  };
}
