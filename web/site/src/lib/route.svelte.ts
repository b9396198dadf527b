// Where the reader is: the address, as a page and its settings. All that is on screen is in the address, so that it
// can be sent to somebody else.

/** A page of the site. */
export type Page =
  | { name: 'home' }
  | { name: 'country'; iso3: string }
  | { name: 'actor'; id: string }
  | { name: 'initiative'; id: string }
  | { name: 'compare'; iso3s: string[] }
  | { name: 'explore' }
  | { name: 'about' }
  | { name: 'missing' };

function pageOf(path: string, parameters: URLSearchParams): Page {
  const [head = '', ...rest] = path.replace(/^\/|\/$/g, '').split('/');
  const tail = decodeURIComponent(rest.join('/'));
  switch (head) {
    case '':
      return { name: 'home' };
    case 'country':
      return /^[A-Za-z]{3}$/.test(tail) ? { name: 'country', iso3: tail.toUpperCase() } : { name: 'missing' };
    case 'actor':
    case 'initiative':
      return tail ? { name: head, id: tail } : { name: 'missing' };
    case 'compare': {
      const codes = (parameters.get('countries') ?? '').toUpperCase().split(',');
      return { name: 'compare', iso3s: codes.filter((code) => /^[A-Z]{3}$/.test(code)).slice(0, 4) };
    }
    case 'explore':
      return { name: 'explore' };
    case 'about':
      return { name: 'about' };
    default:
      return { name: 'missing' };
  }
}

class Route {
  #address = $state(new URL(window.location.href));
  readonly parameters = $derived(this.#address.searchParams);
  readonly page = $derived(pageOf(this.#address.pathname, this.#address.searchParams));
  /** The whole address, as others may open it. */
  readonly permalink = $derived(this.#address.href);

  constructor() {
    window.addEventListener('popstate', () => (this.#address = new URL(window.location.href)));
  }

  /** Goes to another page; settings that hold for all pages stay. */
  go(to: string): void {
    history.pushState(null, '', this.to(to));
    this.#address = new URL(window.location.href);
    window.scrollTo(0, 0);
  }

  /** The address of a page, with the settings that hold for all pages. */
  to(path: string): string {
    const address = new URL(path, this.#address);
    for (const name of ['lang', 'names', 'asOf']) {
      const value = this.parameters.get(name);
      if (value && !address.searchParams.has(name)) address.searchParams.set(name, value);
    }
    return address.pathname + address.search + address.hash;
  }

  /** Sets a parameter of the page, or takes it away; the way back leads to the page before, not to each setting. */
  set(name: string, value: string | null): void {
    const address = new URL(this.#address);
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
    history.replaceState(null, '', address);
    this.#address = address;
  }
}

export const route = new Route();

/** The addresses of pages. */
export const paths = {
  country: (iso3: string) => `/country/${iso3}`,
  actor: (id: string) => `/actor/${encodeURIComponent(id)}`,
  initiative: (id: string) => `/initiative/${encodeURIComponent(id)}`,
  compare: (iso3s: string[]) => `/compare?countries=${iso3s.join(',')}`,
  explore: (id: string) => `/explore?at=${encodeURIComponent(id)}`,
};

/** Makes links within the site change the page without loading it again. */
export function followLinks(event: MouseEvent): void {
  const link = (event.target as Element | null)?.closest?.('a');
  const is_plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !is_plain || event.defaultPrevented || link.target || link.hasAttribute('download')) return;
  const to = new URL(link.href);
  const is_here = to.origin === window.location.origin && pageOf(to.pathname, to.searchParams).name !== 'missing';
  if (!is_here || (to.hash && to.pathname === window.location.pathname)) return;
  event.preventDefault();
  route.go(to.pathname + to.search + to.hash);
}
