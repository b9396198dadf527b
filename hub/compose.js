// Composes the schema of the service with subgraphs that use each of its keys, and fails on any error.
// Run as: node compose.js ../schema.graphql

import { readFileSync } from "node:fs";
import { complaints, contract } from "./supergraph.js";

const read = (file) => readFileSync(file, "utf8");
const beside = (file) => read(new URL(file, import.meta.url));
const subgraph = (name, sdl) => ({ name, url: `http://${name}.invalid/graphql`, sdl });

const file = process.argv[2];
if (!file) {
  console.error("usage: node compose.js SCHEMA: the schema of the service, as `quipu schema` prints it");
  process.exit(2);
}
const service = subgraph("quipu", read(file));
const others = ["reports", "remarks", "codes"].map((name) =>
  subgraph(name, beside(`subgraphs/${name}.graphql`)),
);

let failed = false;
const say = (what, errors) => {
  failed ||= errors.length > 0;
  console.log(errors.length ? `${what}: ${errors.length} errors` : `${what}: composed`);
  for (const error of errors) console.log(error.replace(/^/gm, "  "));
};

for (const company of [...others.map((one) => [one]), others]) {
  const names = company.map((one) => one.name).join(", ");
  for (const [composer, errors] of Object.entries(complaints([service, ...company]))) {
    say(`${composer}: quipu with ${names}`, errors);
  }
}

// Each topic, and what of it must be gone.
const topics = {
  progress: "Progress",
  contribution: "Contribution",
  provenance: "Provenance",
  changes: "Change",
  context: "EmissionsSeries",
};
const all = [service, ...others];
for (const [include, exclude] of [
  [["public"], []],
  ...Object.keys(topics).map((topic) => [[], [topic]]),
  [["public"], Object.keys(topics)],
]) {
  const what = `contract of [${include}] without [${exclude}]`;
  try {
    const sdl = contract(all, include, exclude);
    const has = (type) => sdl.includes(`\ntype ${type} `) || sdl.startsWith(`type ${type} `);
    const wrong = Object.entries(topics)
      .filter(([topic, type]) => has(type) === exclude.includes(topic))
      .map(([topic, type]) => `type ${type} of ${topic} is ${has(type) ? "there" : "missing"}`);
    say(what, wrong);
  } catch (error) {
    say(what, [error.message]);
  }
}
process.exit(failed ? 1 : 0);
