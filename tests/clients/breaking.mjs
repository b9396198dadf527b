// Prints, as JSON, what breaks clients between two schemas: breaking.mjs OLD NEW
import { readFileSync } from 'node:fs'
import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql'

const [before, after] = process.argv
  .slice(2)
  .map((file) => buildSchema(readFileSync(file, 'utf8'), { assumeValidSDL: true }))
const described = (changes) => changes.map((change) => change.description)
console.log(
  JSON.stringify({
    breaking: described(findBreakingChanges(before, after)),
    dangerous: described(findDangerousChanges(before, after)),
  }),
)
