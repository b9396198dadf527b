/** Queries that show what the service can answer, each opened in a tab of its own. */
export const examples = [
  {
    query: `# Everything one country page needs, in one request.
query CountryPage($iso3: CountryCode!) {
  country(iso3: $iso3) {
    name
    zhHant: name(language: "zh-Hant")
    partyStatus
    currentNdc {
      title
      round
      status
      submittedOn
      documents {
        title
        language
        url
      }
    }
    targets {
      kind
      targetYear
    }
    actors(first: 50) {
      totalCount
      facets {
        types {
          value
          count
        }
      }
      nodes {
        id
        type
        name
        targets {
          kind
          targetYear
          reductionPercent {
            low
            high
          }
          provenance {
            source {
              title
              licence
            }
            record {
              locator
              raw
            }
          }
        }
      }
    }
    initiatives(first: 20) {
      totalCount
      nodes {
        name
        startYear
      }
    }
  }
}
`,
    variables: `{
  "iso3": "BRA"
}
`,
  },
  {
    query: `# Cities that have set themselves a target.
query Cities {
  actors(first: 20, filter: { type: [CITY], hasTarget: true }) {
    totalCount
    nodes {
      name
      country {
        iso3
        name
      }
      targets {
        kind
        targetYear
      }
    }
  }
}
`,
  },
  {
    query: `# The data set in use, and where its records come from.
query Sources {
  dataset {
    version
  }
  sources {
    id
    title
    licence
  }
}
`,
  },
];
