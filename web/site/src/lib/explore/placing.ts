// Which names of nodes are written in the drawing, and on which side of each: as many as there is room for, the most
// important ones first, none over another or over a node.

/** Something that no name may stand on; positions in pixels. */
export interface Taken {
  x: number;
  y: number;
  radius: number;
}

/** A node that may bear a name. */
export interface Named extends Taken {
  id: string;
  text: string;
  /** The smaller, the earlier it gets its place. */
  rank: number;
  /** Whether its name leads to the left, away from what it belongs to. */
  looksLeft: boolean;
}

/** Where a name stands, relative to its node. */
export interface Place {
  dx: number;
  dy: number;
  anchor: 'start' | 'middle' | 'end';
}

/** A part of the plane. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Size of letters, and the height of a line. */
export const LETTER = 12;
const LINE = 15;

/** Longest name that is written whole. */
const LONGEST = 30;

/** A name, cut where it is too long. */
export function short(text: string, most = LONGEST): string {
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, most - 1).join('').trimEnd()}…` : text;
}

/** About how wide a text is: letters of East Asia are twice as wide as others. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += letter.codePointAt(0)! > 0x2e80 ? 1 : 0.57;
  return width * LETTER;
}

function boxOf(node: Named, place: Place): Box {
  const width = widthOf(node.text);
  const start = node.x + place.dx - (place.anchor === 'end' ? width : place.anchor === 'middle' ? width / 2 : 0);
  const middle = node.y + place.dy - LETTER * 0.35;
  return { left: start, right: start + width, top: middle - LINE / 2, bottom: middle + LINE / 2 };
}

function placesOf({ radius, looksLeft }: Named): Place[] {
  const gap = radius + 5;
  const right: Place = { dx: gap, dy: LETTER * 0.35, anchor: 'start' };
  const left: Place = { dx: -gap, dy: LETTER * 0.35, anchor: 'end' };
  const below: Place = { dx: 0, dy: gap + LETTER * 0.75, anchor: 'middle' };
  const above: Place = { dx: 0, dy: -gap, anchor: 'middle' };
  return looksLeft ? [left, below, above, right] : [right, below, above, left];
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** Boxes by tiles of the plane, so that only near ones are compared. */
class Tiles {
  readonly #tiles = new Map<string, Box[]>();

  #keysOf({ left, right, top, bottom }: Box): string[] {
    const keys: string[] = [];
    for (let x = Math.floor(left / 80); x <= Math.floor(right / 80); x += 1)
      for (let y = Math.floor(top / 80); y <= Math.floor(bottom / 80); y += 1) keys.push(`${x} ${y}`);
    return keys;
  }

  add(box: Box): void {
    for (const key of this.#keysOf(box)) this.#tiles.set(key, [...(this.#tiles.get(key) ?? []), box]);
  }

  isFree(box: Box): boolean {
    return this.#keysOf(box).every((key) => !this.#tiles.get(key)?.some((other) => overlap(box, other)));
  }
}

/** Places of names, by id; nodes whose name has no room are left out, but those of rank 0 always get one. */
export function placed(nodes: Named[], others: Taken[], isInside: (box: Box) => boolean): Map<string, Place> {
  const tiles = new Tiles();
  const places = new Map<string, Place>();
  for (const { x, y, radius } of [...nodes, ...others])
    tiles.add({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
  for (const node of [...nodes].sort((one, other) => one.rank - other.rank)) {
    const options = placesOf(node);
    const free = options.find((place) => isInside(boxOf(node, place)) && tiles.isFree(boxOf(node, place)));
    const inside = options.find((place) => isInside(boxOf(node, place)));
    const place = free ?? (node.rank === 0 ? (inside ?? options[1]) : undefined);
    if (!place) continue;
    places.set(node.id, place);
    tiles.add(boxOf(node, place));
  }
  return places;
}
