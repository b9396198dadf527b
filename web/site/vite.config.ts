import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [svelte()],
  build: {
    outDir: '../dist/site',
    emptyOutDir: true,
    license: { fileName: 'licences.md' },
    // Browsers that can run this page preload modules by themselves; and no script stands in the page itself.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  // `npm run dev` asks a running service.
  server: { proxy: { '/graphql': 'http://127.0.0.1:8080', '/graphiql': 'http://127.0.0.1:8080' } },
});
