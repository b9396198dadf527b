// Starts all of the hub: the service with the data of this folder, the hub's subgraph, Hive Gateway before both and,
// if it is installed, Hive Router. Run as: node start.js ../target/debug/quipu

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { startHub } from "./hub.js";

const [GATEWAY_PORT, SERVICE_PORT, REPORTS_PORT, ROUTER_PORT] = [4000, 4001, 4002, 4003];

if (!process.argv[2]) {
  console.error("usage: node start.js BINARY: the binary of the service");
  process.exit(2);
}
const binary = resolve(process.argv[2]);
const data = fileURLToPath(new URL("data", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "quipu-hub-"));
const started = [];

function end(code) {
  for (const process_ of started) process_.kill();
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}
process.on("SIGINT", () => end(0));
process.on("SIGTERM", () => end(0));

async function service() {
  const files = readdirSync(data).map((file) => join(data, file));
  execFileSync(binary, ["--log", "warn", "import", ...files], { cwd: folder, stdio: "inherit" });
  const serve = ["--log", "warn", "serve", "--no-starter", "--listen", `127.0.0.1:${SERVICE_PORT}`];
  const running = spawn(binary, serve, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  started.push(running);
  running.on("exit", (code) => end(code ?? 1));
  for await (const line of createInterface({ input: running.stdout })) {
    if (line.includes("/graphql")) return `http://127.0.0.1:${SERVICE_PORT}/graphql`;
  }
  throw new Error("the service ended before it listened");
}

/** Starts Hive Router over the same supergraph; `null` where it is not installed. */
function router(supergraph) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  if (!folders.some((one) => existsSync(join(one, "hive_router")))) return null;
  const path = join(folder, "supergraph.graphql");
  writeFileSync(path, supergraph);
  const environment = { SUPERGRAPH_FILE_PATH: path, HOST: "127.0.0.1", PORT: String(ROUTER_PORT) };
  const running = spawn("hive_router", [], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: "inherit",
  });
  started.push(running);
  return `http://127.0.0.1:${ROUTER_PORT}/graphql`;
}

try {
  const quipu = await service();
  const hub = await startHub(quipu, { gatewayPort: GATEWAY_PORT, reportsPort: REPORTS_PORT });
  console.log(`quipu         ${quipu}`);
  console.log(`reports       ${hub.reportsUrl}`);
  console.log(`Hive Gateway  ${hub.gatewayUrl}`);
  console.log(`Hive Router   ${router(hub.supergraph) ?? "not installed: cargo install hive-router"}`);
} catch (error) {
  console.error(error.message);
  end(1);
}
