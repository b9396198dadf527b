// Outlines of countries: Natural Earth at 1 : 50 million, loaded once and apart from the script, kept by the browser.

import type { MultiLineString, MultiPolygon, Polygon, Position } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import address from 'world-atlas/countries-50m.json?url';
import { PARTS } from './places.ts';

/** The outline of a country or territory. */
export interface Shape {
  /** ISO 3166-1 numeric code, three digits; null for Kosovo, as in the graph, which has none. */
  numeric: string | null;
  outline: MultiPolygon;
}

export interface Atlas {
  shapes: Shape[];
  /** Land that belongs to no country of the graph; drawn, never coloured. */
  others: MultiPolygon[];
  /** All frontiers and coasts, each once. */
  edges: MultiLineString;
}

type World = Topology<{ countries: GeometryCollection<{ name: string }> }>;

/** Its name on the map: it has no code in ISO 3166-1. */
const KOSOVO = 'Kosovo';

/** Cuts out of the larger outlines what has a code and a page of its own. */
function cutParts(outlines: Map<string, MultiPolygon>): void {
  for (const { numeric, of, box } of PARTS) {
    const whole = outlines.get(of);
    if (!whole) continue;
    const [west, south, east, north] = box;
    const isPart = ([ring]: Polygon['coordinates']) => {
      const [longitude = NaN, latitude = NaN] = ring?.[0] ?? [];
      return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
    };
    add(outlines, numeric, whole.coordinates.filter(isPart));
    whole.coordinates = whole.coordinates.filter((polygon) => !isPart(polygon));
  }
}

/** Adds polygons to an outline: some codes come twice, for areas that belong to a country. */
function add(outlines: Map<string, MultiPolygon>, key: string, polygons: MultiPolygon['coordinates']): void {
  const known = outlines.get(key)?.coordinates ?? [];
  outlines.set(key, { type: 'MultiPolygon', coordinates: [...known, ...polygons] });
}

function atlasOf(world: World): Atlas {
  const outlines = new Map<string, MultiPolygon>();
  for (const { id, properties, geometry } of feature(world, world.objects.countries).features) {
    const { type, coordinates } = geometry as Polygon | MultiPolygon;
    add(outlines, String(id ?? properties.name), type === 'Polygon' ? [coordinates] : coordinates);
  }
  cutParts(outlines);
  const all = [...outlines].filter(([, { coordinates }]) => coordinates.length > 0);
  const isCountry = (key: string) => /^\d{3}$/.test(key) || key === KOSOVO;
  return {
    shapes: all
      .filter(([key]) => isCountry(key))
      .map(([key, outline]) => ({ numeric: key === KOSOVO ? null : key, outline })),
    others: all.filter(([key]) => !isCountry(key)).map(([, outline]) => outline),
    edges: withoutCuts(mesh(world, world.objects.countries).coordinates),
  };
}

/** Lines without the cuts that the map makes along the antimeridian, where no frontier is. */
export function withoutCuts(lines: Position[][]): MultiLineString {
  const isOnCut = ([longitude = 0]: Position) => Math.abs(longitude) > 179.99;
  const found: Position[][] = [];
  for (const whole of lines) {
    let line: Position[] = [];
    for (const [index, position] of whole.entries()) {
      const before = whole[index - 1];
      if (before && isOnCut(before) && isOnCut(position)) {
        found.push(line);
        line = [];
      }
      line.push(position);
    }
    found.push(line);
  }
  return { type: 'MultiLineString', coordinates: found.filter((line) => line.length > 1) };
}

let loading: Promise<Atlas> | null = null;

/** All outlines; asked for again after a failure only. */
export function loadAtlas(): Promise<Atlas> {
  loading ??= fetch(address)
    .then((response) => response.json())
    .then((world) => atlasOf(world as World))
    .catch((error: unknown) => {
      loading = null;
      throw error;
    });
  return loading;
}
