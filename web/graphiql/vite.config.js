import { defineConfig } from 'vite';

export default defineConfig({
  base: '/graphiql/',
  build: {
    // The folder names repeat the address, so serving `dist` at the root puts the page where `base` says.
    outDir: '../dist/graphiql',
    // The bundled libraries ask for their licence texts to travel with the code.
    license: { fileName: 'licences.md' },
    // The editor is one large chunk that is loaded on every visit; splitting it further would gain nothing.
    chunkSizeWarningLimit: 4000,
    // Every browser that can run this page preloads modules by itself.
    modulePreload: { polyfill: false },
    // Libraries mark files with "use client", which means nothing here and would fill the log.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  // The editor's workers import shared code, which only module workers can do.
  worker: { format: 'es' },
});
