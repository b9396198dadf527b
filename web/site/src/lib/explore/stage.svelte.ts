// The drawing as it stands on screen: where nodes are while they move to their places, and which part of it is seen.

import { untrack } from 'svelte';
import type { Explorer } from './explorer.svelte.ts';
import { type Camera, cameraOf, type Layout, layoutOf, type Point, zoomed } from './layout.ts';

/** How long nodes take to their places, in milliseconds. */
const DURATION_MS = 400;

function prefersStillness(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

export class Stage {
  width = $state(0);
  height = $state(0);
  /** What the reader made of the camera; null while all is shown. */
  #own = $state.raw<Camera | null>(null);
  #moving = $state.raw<Layout | null>(null);
  #last: Layout = new Map();

  /** The same for graphs that are drawn in the same way, so that names in another language move nothing. */
  readonly #key: string;
  /** Where nodes go. */
  readonly layout: Layout;
  /** Where nodes are. */
  readonly positions: Layout;
  readonly camera: Camera;

  constructor(private readonly explorer: Explorer) {
    this.#key = $derived.by(() => {
      const { nodes, links, relations } = explorer.graph;
      const ids = [...nodes.values()].map(({ id, isOpen }) => (isOpen ? `${id}+` : id));
      const more = relations.filter(({ next }) => next > 0).map(({ key }) => key);
      return [...ids, ...links.map(({ from, to }) => `${from} ${to}`), ...more].join('\n');
    });
    this.layout = $derived.by(() => {
      void this.#key;
      return untrack(() => layoutOf(explorer.graph));
    });
    this.positions = $derived(this.#moving ?? this.layout);
    this.camera = $derived(this.#own ?? cameraOf(this.layout, this.width, this.height));
    $effect(() => this.#move(this.layout));
  }

  get isZoomed(): boolean {
    return this.#own !== null;
  }

  /** Moves nodes from where they were; new ones come from the node they belong to. */
  #move(to: Layout): (() => void) | undefined {
    const from = this.#last;
    this.#last = to;
    this.#own = null;
    this.#moving = null;
    if (from.size === 0 || from === to || prefersStillness()) return undefined;
    const nodes = untrack(() => this.explorer.graph.nodes);
    const origins = new Map<string, Point>();
    for (const [id, place] of to) origins.set(id, from.get(id) ?? from.get(nodes.get(id)?.parent ?? '') ?? place);
    return this.#animate(origins, to);
  }

  #animate(from: Layout, to: Layout): () => void {
    const start = performance.now();
    const step = (now: number) => {
      const share = Math.min(1, Math.max(0, (now - start) / DURATION_MS));
      const eased = 1 - (1 - share) ** 3;
      const between = ([id, { x, y }]: [string, Point]): [string, Point] => {
        const begin = from.get(id)!;
        return [id, { x: begin.x + (x - begin.x) * eased, y: begin.y + (y - begin.y) * eased }];
      };
      this.#moving = share < 1 ? new Map([...to].map(between)) : null;
      if (share < 1) frame = requestAnimationFrame(step);
    };
    let frame = requestAnimationFrame(step);
    this.#moving = from;
    return () => cancelAnimationFrame(frame);
  }

  /** A point of the drawing on screen. */
  at({ x, y }: Point): Point {
    const { scale, dx, dy } = this.camera;
    return { x: x * scale + dx, y: y * scale + dy };
  }

  /** Where the mark of a node stands on screen, as SVG has it. */
  transformOf(id: string): string {
    const { x, y } = this.at(this.positions.get(id) ?? { x: 0, y: 0 });
    return `translate(${x.toFixed(1)} ${y.toFixed(1)})`;
  }

  /** Zooms around a point of the frame, its middle if left out. */
  zoom(factor: number, around: Point = { x: this.width / 2, y: this.height / 2 }): void {
    this.#own = zoomed(this.camera, factor, around);
  }

  pan(dx: number, dy: number): void {
    const { camera } = this;
    this.#own = { ...camera, dx: camera.dx + dx, dy: camera.dy + dy };
  }

  showAll(): void {
    this.#own = null;
  }

  /** Moves the camera so that a point of the drawing is in the frame. */
  bringIn(point: Point): void {
    const { x, y } = this.at(point);
    const margin = 30;
    const shift = (value: number, size: number) =>
      value < margin ? margin - value : value > size - margin ? size - margin - value : 0;
    const [dx, dy] = [shift(x, this.width), shift(y, this.height)];
    if (dx !== 0 || dy !== 0) this.pan(dx, dy);
  }

  /** The id nearest to another in a direction, for arrow keys; null where nothing lies there. */
  next(id: string, dx: number, dy: number): string | null {
    const from = this.layout.get(id);
    if (!from) return null;
    let best: { id: string; distance: number } | null = null;
    for (const [other, { x, y }] of this.layout) {
      const along = (x - from.x) * dx + (y - from.y) * dy;
      const aside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
      if (other === id || along <= 0 || aside > along * 2) continue;
      const distance = along + aside * 2;
      if (!best || distance < best.distance) best = { id: other, distance };
    }
    return best?.id ?? null;
  }
}
