// The explorer as it stands: what the address says, what was loaded for it, and the graph that follows from both.

import { ExploreNodesDocument, type ExploreNodesQuery } from '../../generated/graphql.ts';
import { ask } from '../graph.ts';
import { route } from '../route.svelte.ts';
import { settings } from '../settings.svelte.ts';
import { readView, type View, writeView } from './address.ts';
import {
  type Amounts,
  type Graph,
  graphOf,
  type Loaded,
  missingOf,
  type Node,
  toggled,
  withNextPage,
} from './graph.ts';

export class Explorer {
  readonly view = $derived(readView(route.parameters));
  /** What was loaded, by id; names in it are in one language. */
  #loaded = $state.raw<ReadonlyMap<string, Loaded>>(new Map());
  #language = $state.raw('');
  /** Version and day of the data. */
  dataset = $state.raw<ExploreNodesQuery['dataset'] | null>(null);
  error = $state.raw<Error | null>(null);
  isLoading = $state.raw(false);
  /** The id that was asked for and is not there. */
  absent = $state.raw<string | null>(null);
  #tries = $state(0);

  readonly graph: Graph = $derived(graphOf(this.view, this.#loaded));
  readonly middle: Node | null = $derived(this.graph.nodes.get(this.view.at ?? '') ?? null);
  readonly chosen: Node | null = $derived(this.graph.nodes.get(this.view.chosen ?? '') ?? this.middle);

  get loaded(): ReadonlyMap<string, Loaded> {
    return this.#loaded;
  }

  constructor() {
    $effect(() => this.#load());
  }

  /** Loads what is missing, in one request; gives up where the reader goes on meanwhile. */
  #load(): (() => void) | undefined {
    void this.#tries;
    const language = settings.names;
    const loaded = language === this.#language ? this.#loaded : new Map<string, Loaded>();
    const missing = missingOf(this.view, loaded);
    this.isLoading = missing !== null;
    if (this.view.at) this.absent = null;
    if (!missing) return undefined;
    const stop = new AbortController();
    this.error = null;
    ask(ExploreNodesDocument, { ids: missing.ids, language, ...missing.amounts }, stop.signal)
      .then((answer) => this.#take(missing, answer, loaded, language))
      .catch((error: unknown) => this.#fail(error, stop.signal));
    return () => stop.abort();
  }

  #fail(error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.isLoading = false;
    this.error = error instanceof Error ? error : new Error(String(error));
  }

  #take(
    { ids, amounts }: { ids: string[]; amounts: Amounts },
    answer: ExploreNodesQuery,
    before: ReadonlyMap<string, Loaded>,
    language: string,
  ): void {
    const renamed = new Map(ids.map((id, at) => [id, answer.nodes[at]?.id ?? null]));
    const found = answer.nodes.filter((node) => node !== null);
    this.isLoading = false;
    this.dataset = answer.dataset;
    this.absent = null;
    this.#language = language;
    this.#loaded = new Map([...before, ...found.map((node) => [node.id, { node, amounts }] as const)]);
    if ([...renamed].some(([id, real]) => id !== real)) this.#rename(renamed);
  }

  /** An id may lead to a node that has another one now, or to nothing. */
  #rename(renamed: Map<string, string | null>): void {
    const real = (id: string) => (renamed.has(id) ? renamed.get(id)! : id);
    const { at, open, chosen } = this.view;
    if (at && !real(at)) this.absent = at;
    const ids = open.map(real).filter((id) => id !== null);
    this.show({ ...this.view, at: at && real(at), open: ids, chosen: chosen && real(chosen) });
  }

  again(): void {
    this.#tries += 1;
  }

  /** Shows something else: the address says it. */
  show(view: View): void {
    for (const [name, value] of Object.entries(writeView(view)))
      if (route.parameters.get(name) !== value) route.set(name, value);
  }

  choose(id: string): void {
    this.show({ ...this.view, chosen: id });
  }

  /** Unfolds or folds a node; the one in the middle is always unfolded. */
  toggle(id: string): void {
    if (id === this.view.at) this.choose(id);
    else this.show(toggled(this.view, this.graph, id));
  }

  /** What a click on a node does: unfold it; of one that is unfolded, choose it first and then fold it. */
  press(id: string): void {
    const node = this.graph.nodes.get(id);
    if (node?.isOpen && this.chosen?.id !== id) this.choose(id);
    else this.toggle(id);
  }

  more(key: string): void {
    this.show(withNextPage(this.view, key));
  }
}
