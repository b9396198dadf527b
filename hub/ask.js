// Starts the hub before a service that runs, asks it one query, prints the answer, and ends.
// Run as: node ask.js http://127.0.0.1:8080/graphql [FILE]

import { readFileSync } from "node:fs";
import { ask, startHub } from "./hub.js";

const [service, file = new URL("query.graphql", import.meta.url)] = process.argv.slice(2);
if (!service) {
  console.error("usage: node ask.js ADDRESS [FILE]: the service's address, and a file with a query");
  process.exit(2);
}
const hub = await startHub(service);
const answer = await ask(hub.gatewayUrl, readFileSync(file, "utf8"));
await hub.stop();
console.log(JSON.stringify(answer, null, 2));
process.exit(answer.errors ? 1 : 0);
