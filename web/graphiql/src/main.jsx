import 'graphiql/setup-workers/vite';

// GraphiQL's combined `graphiql/style.css` also holds web fonts and a second copy of the editor's
// styles, together over half a megabyte; these are the parts this page needs.
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-explorer/style.css';
import 'graphiql/graphiql.css';
import './page.css';

import { explorerPlugin } from '@graphiql/plugin-explorer';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';

import { openingTabs } from './tabs.js';

const fetcher = createGraphiQLFetcher({
  url: '/graphql',
  // The service answers in one piece, so there is no multipart response to ask for.
  enableIncrementalDelivery: false,
});

// The history plugin is left out because it saves request headers, which can carry a secret.
const plugins = [explorerPlugin()];

createRoot(document.getElementById('graphiql')).render(
  <GraphiQL
    fetcher={fetcher}
    plugins={plugins}
    defaultTabs={openingTabs()}
    // Removes the setting that would save headers with the tabs, for the same reason.
    shouldPersistHeaders={false}
  />,
);
