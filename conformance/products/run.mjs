// Runs Apollo's subgraph compatibility tests against a products subgraph: node run.mjs http://127.0.0.1:8080/graphql
// Prints a line for each test and how many pass; fails if one does not that is not listed below as not supported.
//
// The package holds the tests and two subgraphs, users and inventory. By itself it starts all by Docker or pm2,
// composes by rover, asks through Apollo Router and runs the tests by jest, each a download. Here the two subgraphs are
// processes of Node.js, Apollo Gateway composes what all three say of themselves and stands before them, and a loop
// runs the tests with jest's own `expect`.

import { fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { json } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { ApolloGateway, IntrospectAndCompose } from "@apollo/gateway";
import { expect } from "expect";
import { parse } from "graphql";

/** Tests that need not pass, each with the reason. */
const NOT_SUPPORTED = {
  ftv1: "async-graphql has no traces in Apollo's format, and how long a field takes is told to nobody",
};

/** A test without an answer has failed after so many milliseconds. */
const PATIENCE = 30_000;

const products = process.argv[2];
if (!products) {
  console.error("Give the address of the products subgraph, as in: node run.mjs http://127.0.0.1:8080/graphql");
  process.exit(64);
}
// All of it is on this machine, whatever proxy there is for the rest.
process.env.no_proxy = "127.0.0.1,localhost";

const require = createRequire(import.meta.url);
const suite = dirname(require.resolve("@apollo/federation-subgraph-compatibility-tests"));

async function listening(server) {
  await once(server.listen(0, "127.0.0.1"), "listening");
  return server.address().port;
}

async function freePort() {
  const server = createServer();
  const port = await listening(server);
  await once(server.close(), "close");
  return port;
}

/** What makes a process end with the one that started it, however that ends. */
const BOUND = ["--import", "data:text/javascript,process.on('disconnect',()=>process.exit())"];

/** Starts a subgraph of the suite. */
async function startSubgraph(name) {
  const port = await freePort();
  const subgraph = fork(join(suite, "subgraphs", name, "index.js"), {
    env: { ...process.env, [`${name.toUpperCase()}_PORT`]: port },
    execArgv: BOUND,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = once(subgraph, "exit").then(([code]) => {
    throw new Error(`the subgraph ${name} ended with ${code}`);
  });
  await Promise.race([once(subgraph, "message"), ended]);
  return { name, url: `http://localhost:${port}/` };
}

/** Starts a gateway before subgraphs; gives its address. */
async function startGateway(subgraphs) {
  const gateway = new ApolloGateway({ supergraphSdl: new IntrospectAndCompose({ subgraphs }) });
  const { executor } = await gateway.load();
  const server = createServer(async (request, response) => {
    const { query, variables } = await json(request);
    const asked = { request: { query, variables }, document: parse(query), queryHash: query, context: {} };
    const answer = await executor(asked);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  return `http://127.0.0.1:${await listening(server)}/`;
}

/** The tests of the suite, which asks for the products at one address and through the gateway at the other. */
function testsOfSuite(products, gateway) {
  process.env.PRODUCTS_URL = products;
  require(join(suite, "utils/client.js")).ROUTER_URL = gateway;
  const tests = [];
  let group = "";
  globalThis.describe = (name, define) => {
    group = `${name}: `;
    define();
    group = "";
  };
  globalThis.test = globalThis.it = (name, run) => tests.push({ name: group + name, run });
  globalThis.expect = expect;
  const files = readdirSync(join(suite, "tests")).filter((file) => file.endsWith(".test.js"));
  for (const file of files) require(join(suite, "tests", file));
  return tests;
}

/** Why a test fails, in one line; `null` where it passes. */
async function failure({ run }) {
  const late = setTimeout(PATIENCE, undefined, { ref: false }).then(() => {
    throw new Error(`no answer within ${PATIENCE} ms`);
  });
  try {
    await Promise.race([run(), late]);
    return null;
  } catch (error) {
    return stripVTControlCharacters(error.message).replace(/\s+/g, " ");
  }
}

const users = await startSubgraph("users");
const inventory = await startSubgraph("inventory");
const gateway = await startGateway([{ name: "products", url: products }, users, inventory]);
let [passed, failed, excused] = [0, 0, 0];
for (const test of testsOfSuite(products, gateway)) {
  const reason = await failure(test);
  const excuse = NOT_SUPPORTED[test.name];
  if (reason === null) {
    passed += 1;
    console.log(`ok ${test.name}`);
  } else {
    failed += 1;
    if (excuse) excused += 1;
    console.log(`failed ${test.name}: ${reason}${excuse ? ` (not supported: ${excuse})` : ""}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(passed > 0 && failed === excused ? 0 : 1);
