// Where codes of an actor lead to, for those schemes that have a page for each code.

import type { IdentifierScheme } from '../../generated/enums.ts';

/** The address that a code has a page at; null where there is none. */
export function linkOf(scheme: IdentifierScheme, code: string): string | null {
  const value = encodeURIComponent(code);
  switch (scheme) {
    case 'WIKIDATA':
      return /^Q\d+$/.test(code) ? `https://www.wikidata.org/wiki/${value}` : null;
    case 'LEI':
      return /^[A-Z0-9]{20}$/.test(code) ? `https://search.gleif.org/#/record/${value}` : null;
    default:
      return null;
  }
}

/** The address of a place on a map. */
export function mapOf(latitude: number, longitude: number): string {
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=9/${latitude}/${longitude}`;
}
