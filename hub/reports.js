// The hub's own subgraph: what Parties reported of themselves, from a table made by hand.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { graphql, parse } from "graphql";

const beside = (file) => readFileSync(new URL(file, import.meta.url), "utf8");
const { citations, countries } = JSON.parse(beside("reports.json"));

/** The schema as it is composed. */
export const REPORTS_SDL = beside("subgraphs/reports.graphql");

/** Most bytes of a request. */
const MAX_BODY = 1 << 20;

function inventories({ iso3 }) {
  const totals = Object.entries(countries[iso3]?.inventories ?? {});
  return totals.map(([year, total]) => ({
    year: Number(year),
    totalMtco2e: total,
    citation: citations[iso3],
  }));
}

function transparencyReport({ iso3 }) {
  if (!countries[iso3]) return null;
  return { number: 1, dueOn: "2024-12-31", citation: citations.transparency };
}

const schema = buildSubgraphSchema({
  typeDefs: parse(REPORTS_SDL),
  resolvers: {
    Query: { reporting: (_, { iso3 }) => (countries[iso3] ? { iso3 } : null) },
    // A country that the table does not have still is one: it has no inventories.
    Country: { __resolveReference: ({ iso3 }) => ({ iso3 }), inventories, transparencyReport },
  },
});

async function body(request) {
  let text = "";
  for await (const part of request) {
    text += part;
    if (text.length > MAX_BODY) throw new Error("a request of more than 1 MiB");
  }
  return JSON.parse(text);
}

async function answer(request, response) {
  let result;
  try {
    const { query, variables, operationName } = await body(request);
    result = await graphql({ schema, source: String(query), variableValues: variables, operationName });
  } catch (error) {
    result = { errors: [{ message: error.message }] };
  }
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(result));
}

/** A server of the subgraph, not listening yet. */
export function reportsServer() {
  return createServer(answer);
}
