// The same subgraphs, composed by each of the three composers in use.

import { composeServices as composeByApollo } from "@apollo/composition";
import {
  composeSchemaContract,
  composeServices as composeByTheGuild,
} from "@theguild/federation-composition";
import { ROUTER_COMPATIBILITY_VERSION_ONE, federateSubgraphs } from "@wundergraph/composition";
import { parse } from "graphql";

const messages = (errors) => (errors ?? []).map((error) => error.message);
const parsed = (subgraphs) =>
  subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));

/** The supergraph of subgraphs `{ name, url, sdl }`; throws what is wrong with them. */
export function supergraphOf(subgraphs) {
  const { supergraphSdl, errors } = composeByTheGuild(parsed(subgraphs));
  if (errors?.length) throw new Error(messages(errors).join("\n"));
  return supergraphSdl;
}

/** What each composer has against subgraphs: `{ composer: [message] }`. */
export function complaints(subgraphs) {
  const federated = federateSubgraphs({
    subgraphs: subgraphs.map(({ name, url, sdl }) => ({ name, url, definitions: parse(sdl) })),
    version: ROUTER_COMPATIBILITY_VERSION_ONE,
  });
  return {
    "@apollo/composition": messages(composeByApollo(parsed(subgraphs)).errors),
    "@theguild/federation-composition": messages(composeByTheGuild(parsed(subgraphs)).errors),
    "@wundergraph/composition": federated.success ? [] : messages(federated.errors),
  };
}

/** The schema that clients of a contract see; throws where it cannot be made. */
export function contract(subgraphs, include, exclude) {
  const filter = { include: new Set(include), exclude: new Set(exclude) };
  const { publicSdl, errors } = composeSchemaContract(parsed(subgraphs), filter, true);
  if (errors?.length) throw new Error(messages(errors).join("\n"));
  return publicSdl;
}
