import { StorageAPI } from '@graphiql/toolkit';

import { examples } from './examples.js';

/** The tab asked for in the page address as `?query=...&variables=...`, if there is one. */
function tabFromAddress() {
  const params = new URLSearchParams(window.location.search);
  const query = params.get('query');
  return query ? { query, variables: params.get('variables') ?? '' } : null;
}

/**
 * The tabs a first visit opens with. A query in the address goes in front of the examples; for a
 * returning visitor GraphiQL keeps the saved tabs and shows the query in a tab of its own.
 */
export function openingTabs() {
  const fromAddress = tabFromAddress();
  const tabs = fromAddress ? [fromAddress, ...examples] : examples;

  // GraphiQL fills its editors from storage rather than from the first tab, which would lose that
  // tab's variables, so what should be on screen is stored before GraphiQL starts.
  const storage = new StorageAPI();
  if (fromAddress || !storage.get('tabState')) {
    storage.set('query', tabs[0].query);
    storage.set('variables', tabs[0].variables);
  }
  return tabs;
}
