// Runs the audits of graphql-http against a service: node audit.mjs http://127.0.0.1:8080/graphql
// Prints each audit that does not pass, and how many do; fails if any does not.

import { serverAudits } from 'graphql-http'

const url = process.argv[2]
if (!url) {
  console.error('Give the address of the graph, as in: node audit.mjs http://127.0.0.1:8080/graphql')
  process.exit(64)
}
const audits = serverAudits({ url, fetchFn: fetch })
const failed = []
for (const audit of audits) {
  const result = await audit.fn()
  if (result.status !== 'ok') failed.push(`${audit.id} ${audit.name}: ${result.reason}`)
}
for (const line of failed) console.log(line)
console.log(`${audits.length - failed.length} of ${audits.length} audits pass`)
process.exit(failed.length === 0 ? 0 : 1)
