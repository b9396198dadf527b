// Dragging and pinching a drawing, with mouse, pen or fingers.

import type { Point } from './layout.ts';

interface Stage {
  zoom(factor: number, around?: Point): void;
  pan(dx: number, dy: number): void;
}

/** Pixels below which a movement is still a click. */
const CLICK = 4;

export class Gestures {
  readonly #pointers = new Map<number, Point>();
  #moved = 0;

  constructor(private readonly stage: Stage) {}

  /** Whether the last press was a drag, and no click. */
  get wasDrag(): boolean {
    return this.#moved > CLICK;
  }

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    if (this.#pointers.size === 0) this.#moved = 0;
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };

  readonly move = (event: PointerEvent): void => {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, now);
    this.#moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (!this.wasDrag) return;
    const frame = event.currentTarget as Element;
    frame.setPointerCapture(event.pointerId);
    if (other) this.#pinch(frame.getBoundingClientRect(), before, now, other);
    else this.stage.pan(now.x - before.x, now.y - before.y);
  };

  readonly up = (event: PointerEvent): void => {
    this.#pointers.delete(event.pointerId);
  };

  /** A wheel zooms with Ctrl held, as pinching on a pad says too; without, it scrolls the page. */
  readonly wheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { left, top } = (event.currentTarget as Element).getBoundingClientRect();
    const factor = Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) * 0.006);
    this.stage.zoom(factor, { x: event.clientX - left, y: event.clientY - top });
  };

  #pinch({ left, top }: DOMRect, before: Point, now: Point, other: Point): void {
    const apart = (one: Point) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
    const around = { x: (now.x + other.x) / 2 - left, y: (now.y + other.y) / 2 - top };
    this.stage.zoom(apart(now) / apart(before), around);
  }
}
