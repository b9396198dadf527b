// The hub: the service, a subgraph of the hub's own, and a gateway over both.

import { createServer } from "node:http";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import { REPORTS_SDL, reportsServer } from "./reports.js";
import { supergraphOf } from "./supergraph.js";

/** Asks a GraphQL server; gives its whole answer. */
export async function ask(url, query) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

function listening(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}/graphql`));
  });
}

async function sdlOf(url) {
  const { data, errors } = await ask(url, "{ _service { sdl } }");
  if (errors) throw new Error(`${url} does not say its schema: ${errors[0].message}`);
  return data._service.sdl;
}

/**
 * Starts the hub before the service at `serviceUrl`, on these ports; 0 for any that is free. The supergraph is composed
 * from what the service says of itself.
 */
export async function startHub(serviceUrl, { gatewayPort = 0, reportsPort = 0 } = {}) {
  const reports = reportsServer();
  const reportsUrl = await listening(reports, reportsPort);
  const supergraph = supergraphOf([
    { name: "quipu", url: serviceUrl, sdl: await sdlOf(serviceUrl) },
    { name: "reports", url: reportsUrl, sdl: REPORTS_SDL },
  ]);
  const runtime = createGatewayRuntime({ supergraph, logging: "warn" });
  const gateway = createServer(runtime);
  const gatewayUrl = await listening(gateway, gatewayPort);
  const stop = async () => {
    for (const server of [gateway, reports]) {
      server.close();
      server.closeAllConnections();
    }
    await runtime[Symbol.asyncDispose]?.();
  };
  return { gatewayUrl, reportsUrl, supergraph, stop };
}
