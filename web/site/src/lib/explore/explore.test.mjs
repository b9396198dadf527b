// Tests of the logic of the explorer: `node --test site/src/lib/explore/explore.test.mjs`, after `npm run operations`.
// Vite only reads the TypeScript; nothing is bundled and no browser is needed.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildSchema, parse, validate } from 'graphql';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const vite = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true, include: [] },
});
after(() => vite.close());

const load = (path) => vite.ssrLoadModule(path);
const { readView, writeView, keyOf } = await load('/src/lib/explore/address.ts');
const { amountsOf, graphOf, missingOf, MOST_NODES, toggled, withNextPage } = await load('/src/lib/explore/graph.ts');
const { layoutOf } = await load('/src/lib/explore/layout.ts');
const { placed, widthOf } = await load('/src/lib/explore/placing.ts');
const { queryOf } = await load('/src/lib/explore/query.ts');
const { linkTable, nodeTable } = await load('/src/lib/explore/tables.ts');

const NO_VIEW = { at: null, open: [], pages: new Map(), hidden: [], chosen: null, form: 'drawing' };
const provenance = { source: { id: 's', licence: 'CC BY 4.0' }, record: { locator: 'row 1' }, retrievedOn: null, verification: 'COMPILED' };

const country = (iso3) => ({ __typename: 'Country', id: `country:${iso3}`, iso3, name: iso3, nameLanguage: 'en' });
const initiative = (id) => ({ __typename: 'Initiative', id: `initiative:${id}`, name: id, provenance });
const city = (name, iso3) => {
  return { __typename: 'City', id: `actor:${name}`, type: 'CITY', name, country: { id: `country:${iso3}`, iso3 }, provenance };
};
const listOf = (nodes, totalCount = nodes.length) => ({ nodes, totalCount });
const NO_ACTORS = Object.fromEntries(
  ['regions', 'cities', 'companies', 'investors', 'others'].map((name) => [name, listOf([])]),
);

function countryAround(iso3, cities, totalCount) {
  const lists = { nationalTargets: [], ndcs: [], groups: [], administeredBy: null };
  const presentInitiatives = listOf([initiative('race')]);
  return { ...country(iso3), ...lists, ...NO_ACTORS, cities: listOf(cities, totalCount), presentInitiatives };
}

function initiativeAround(id, cities, countries) {
  return { ...initiative(id), ...NO_ACTORS, cities: listOf(cities), memberCountries: countries };
}

function loadedOf(...nodes) {
  return new Map(nodes.map((node) => [node.id, { node, amounts: amountsOf(node.id, new Map()) }]));
}

const sixCities = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => city(name, 'BRA'));
const brazil = countryAround('BRA', sixCities, 222);
const race = initiativeAround('race', [sixCities[0], city('z', 'DEU')], [country('BRA'), country('DEU')]);
const both = loadedOf(brazil, race);
const atBrazil = { ...NO_VIEW, at: 'country:BRA' };

test('an address gives back the view that it was made of', () => {
  const view = {
    at: 'country:BRA',
    open: ['actor:x:a, b ~1', 'target:oc:DE-NW/1990/2030/65/percent'],
    pages: new Map([[keyOf('cities', 'actor:x:a, b ~1'), 3]]),
    hidden: ['company'],
    chosen: 'actor:x:a, b ~1',
    form: 'list',
  };
  const address = new URL('https://example.org/explore');
  for (const [name, value] of Object.entries(writeView(view))) if (value) address.searchParams.set(name, value);
  assert.deepEqual(readView(new URL(address.href).searchParams), view);
});

test('an address that cannot be understood gives what can be', () => {
  const view = readView(new URLSearchParams('at=country:BRA&open=country:BRA,,x&more=foo,1.cities.x,999.cities.x&hide=all'));
  assert.deepEqual(view, { ...atBrazil, open: ['x'], pages: new Map([['cities.x', 50]]) });
});

test('what is missing is asked for in one request, with enough of each list', () => {
  const view = withNextPage({ ...atBrazil, open: ['initiative:race'] }, keyOf('cities', 'country:BRA'));
  const missing = missingOf(view, new Map());
  assert.deepEqual(missing.ids, ['country:BRA', 'initiative:race']);
  assert.equal(missing.amounts.cities, 12);
  assert.deepEqual(missingOf(view, both).ids, ['country:BRA']);
  assert.equal(missingOf({ ...atBrazil, open: ['initiative:race'] }, both), null);
});

test('a relation says how many there are and how many the next page has', () => {
  const graph = graphOf(atBrazil, both);
  const cities = graph.relations.find(({ name }) => name === 'cities');
  assert.deepEqual([cities.ids.length, cities.total, cities.next], [6, 222, 6]);
  assert.equal(graph.nodes.size, 8);
});

test('a page that is not full is the last one, whatever the total says', () => {
  const graph = graphOf(atBrazil, loadedOf(countryAround('BRA', sixCities.slice(0, 4), 9)));
  assert.deepEqual(graph.relations.find(({ name }) => name === 'cities').next, 0);
});

test('a link that is found from both ends is one link', () => {
  const graph = graphOf({ ...atBrazil, open: ['initiative:race'] }, both);
  const present = graph.links.filter(({ kind }) => kind === 'presentIn');
  assert.deepEqual(present.map(({ from, to }) => [from, to]), [
    ['initiative:race', 'country:BRA'],
    ['initiative:race', 'country:DEU'],
  ]);
});

test('nodes on screen are joined where one names the other, though neither is unfolded', () => {
  const graph = graphOf({ ...atBrazil, open: ['initiative:race'] }, both);
  assert.ok(graph.links.some(({ from, to, kind }) => from === 'actor:z' && to === 'country:DEU' && kind === 'actsIn'));
});

test('hidden kinds are counted and not shown; the middle always is', () => {
  const graph = graphOf({ ...atBrazil, hidden: ['city', 'country'] }, both);
  assert.deepEqual([...graph.nodes.keys()], ['country:BRA', 'initiative:race']);
  assert.equal(graph.counts.get('city'), 6);
});

test('folding a node folds what is then out of reach', () => {
  const view = { ...atBrazil, open: ['initiative:race', 'country:DEU'] };
  const all = new Map([...both, ...loadedOf(countryAround('DEU', [], 0))]);
  const folded = toggled(view, graphOf(view, all), 'initiative:race');
  assert.deepEqual(folded.open, []);
  assert.deepEqual(toggled(atBrazil, graphOf(atBrazil, all), 'initiative:race').open, ['initiative:race']);
});

test('no more nodes are drawn than there is room for', () => {
  const many = Array.from({ length: 600 }, (_, at) => city(`c${at}`, 'BRA'));
  const pages = new Map([[keyOf('cities', 'country:BRA'), 50]]);
  const node = countryAround('BRA', many.slice(0, 300), 600);
  const graph = graphOf({ ...atBrazil, pages }, new Map([[node.id, { node, amounts: amountsOf(node.id, pages) }]]));
  assert.equal(graph.nodes.size, MOST_NODES);
  assert.ok(graph.isFull);
});

test('the same graph is laid out in the same way, the middle in the middle', () => {
  const graph = graphOf({ ...atBrazil, open: ['initiative:race'] }, both);
  const [one, other] = [layoutOf(graph), layoutOf(graph)];
  assert.deepEqual(one, other);
  assert.deepEqual(one.get('country:BRA'), { x: 0, y: 0 });
  assert.ok([...one.values()].every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)));
});

test('names stand over neither nodes nor each other; the most important one always has a place', () => {
  const node = (id, x, rank) => ({ id, x, y: 0, radius: 5, text: 'Brasília', rank, looksLeft: false });
  const crowd = Array.from({ length: 30 }, (_, at) => node(`n${at}`, at * 4, at));
  const places = placed(crowd, [], () => true);
  assert.ok(places.has('n0'));
  assert.ok(places.size < crowd.length);
  assert.ok(widthOf('城市') > widthOf('ab'));
});

test('tables have a row for each node and link, and say where they were stated', () => {
  const graph = graphOf(atBrazil, both);
  const nodes = nodeTable(graph, (label) => label.id);
  assert.equal(nodes.rows.length, graph.nodes.size);
  assert.ok(nodes.rows.every((row) => row.length === nodes.columns.length));
  const links = linkTable(graph);
  assert.equal(links.rows.length, graph.links.length);
  assert.ok(links.rows.every((row) => row.length === links.columns.length));
});

test('the query to copy is valid, needs no variables, and asks for what is shown', async () => {
  const { ExploreNodesDocument } = await load('/src/generated/graphql.ts');
  const schema = buildSchema(readFileSync(`${root}/../../schema.graphql`, 'utf8'), { assumeValid: true });
  const view = withNextPage({ ...atBrazil, open: ['initiative:race'] }, keyOf('cities', 'country:BRA'));
  const query = queryOf(view, both, ExploreNodesDocument.toString(), 'zh-Hant');
  assert.deepEqual(validate(schema, parse(query)), []);
  assert.ok(!query.includes('$'));
  assert.match(query, /n1: node\(id: "country:BRA"\)[\s\S]*cities: actors\(\s*first: 12/);
  assert.match(query, /n2: node\(id: "initiative:race"\)[\s\S]*cities: members\(\s*first: 6/);
});
