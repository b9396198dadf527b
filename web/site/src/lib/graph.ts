// Asking the graph: one typed document, its variables, one answer. Queries go by GET, so that browsers and proxies
// keep the answers; a query too long for an address goes by POST.

import type { TypedDocumentString } from '../generated/graphql.ts';

/** Longest address that is asked; the service takes four times as much. */
const LONGEST_ADDRESS = 8_000;

/** What was wrong with a request, as the service says it. */
export class GraphError extends Error {
  constructor(
    message: string,
    readonly code: string | null,
  ) {
    super(message);
  }
}

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** The address at which a query is answered. */
function addressOf(query: string, variables: unknown): string {
  return `/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`;
}

/** The address at which a query opens in GraphiQL. */
export function graphiqlOf(query: string, variables: unknown): string {
  const parameters = { query, variables: JSON.stringify(variables, null, 2) };
  return `/graphiql/?${new URLSearchParams(parameters)}`;
}

/** A document as people read it, with blank lines between its definitions. */
export function textOf<Data, Variables>(document: TypedDocumentString<Data, Variables>): string {
  return document.toString().trim();
}

/**
 * Asks the graph.
 *
 * @throws GraphError where the request fails as a whole. A part that fails is null, as the schema has it.
 */
export async function ask<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Data> {
  const query = textOf(document);
  const address = addressOf(query, variables);
  const headers = { accept: 'application/graphql-response+json, application/json;q=0.9' };
  const response =
    address.length <= LONGEST_ADDRESS
      ? await fetch(address, { headers, signal })
      : await fetch('/graphql', {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ query, variables }),
          signal,
        });
  const answer = (await response.json()) as Answer<Data>;
  if (!answer.data) {
    const error = answer.errors?.[0];
    throw new GraphError(error?.message ?? response.statusText, error?.extensions?.code ?? null);
  }
  return answer.data;
}
