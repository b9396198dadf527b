// PostGraphile over the schema "peer", as it would run in production: reading only, no tools for
// developers, answers written as text without a detour.
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { jsonPgSmartTags } from 'postgraphile/utils';
import { PgSimplifyInflectionPreset } from '@graphile/simplify-inflection';

const preset = {
  extends: [PostGraphileAmberPreset, PgSimplifyInflectionPreset],
  disablePlugins: ['NodePlugin', 'PgTableNodePlugin', 'MutationPlugin'],
  plugins: [
    // Initiatives of an actor, without the memberships between them.
    jsonPgSmartTags({
      version: 1,
      config: {
        class: {
          'peer.actor': { tags: { ref: 'initiatives via:membership;initiative plural' } },
        },
      },
    }),
  ],
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE_URL,
      schemas: ['peer'],
      pubsub: false,
      poolConfig: { max: 10 },
    }),
  ],
  schema: { defaultBehavior: '+list +connection -insert -update -delete' },
  grafast: { explain: false },
  grafserv: {
    graphiql: false,
    graphiqlOnGraphQLGET: false,
    watch: false,
    websockets: false,
    outputDataAsString: true,
  },
};

const server = createServer();
await postgraphile(preset).createServ(grafserv).addTo(server);
server.listen(Number(process.env.PORT ?? 5678), '127.0.0.1');
