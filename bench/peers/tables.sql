-- Fills the schema "peer" from the tables of the service, for others to answer the country page
-- from: what counts, in the order in which the service lists it. Every id counts in that order, so
-- that what belongs together also lies together; what the service works out is worked out here.
BEGIN;
SET LOCAL client_min_messages = warning;

DROP SCHEMA IF EXISTS peer CASCADE;
CREATE SCHEMA peer;

-- Both ends of a reduction; where a record stands in its file; how an actor reports.
CREATE TYPE peer.percent_range AS (low text, high text);
CREATE TYPE peer.locator AS (sheet text, row integer);
CREATE TYPE peer.reporting AS (last_reported_year integer, years_reported integer);

CREATE TABLE peer.country (
  id integer PRIMARY KEY,
  iso3 text NOT NULL UNIQUE,
  party_status text NOT NULL
);

CREATE TABLE peer.source (
  id integer PRIMARY KEY,
  key text NOT NULL UNIQUE
);

CREATE TABLE peer.edition (
  id integer PRIMARY KEY,
  source_id integer NOT NULL REFERENCES peer.source,
  known_on date NOT NULL
);

CREATE TABLE peer.record (
  id integer PRIMARY KEY,
  source_id integer NOT NULL REFERENCES peer.source,
  edition_id integer NOT NULL REFERENCES peer.edition,
  retrieved_on date NOT NULL,
  locator peer.locator NOT NULL
);

CREATE TABLE peer.actor (
  id integer PRIMARY KEY,
  country_id integer NOT NULL REFERENCES peer.country,
  global_id text NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  folded_name text COLLATE "C" NOT NULL,
  sector text,
  reporting peer.reporting NOT NULL,
  record_id integer NOT NULL REFERENCES peer.record
);

CREATE TABLE peer.identifier (
  id integer PRIMARY KEY,
  actor_id integer NOT NULL REFERENCES peer.actor,
  scheme text NOT NULL,
  value text NOT NULL,
  record_id integer NOT NULL REFERENCES peer.record
);

CREATE TABLE peer.target (
  id integer PRIMARY KEY,
  actor_id integer NOT NULL REFERENCES peer.actor,
  global_id text NOT NULL,
  kind text NOT NULL,
  metric text NOT NULL,
  is_interim boolean NOT NULL,
  base_year integer,
  base_value text,
  target_year integer,
  target_value text,
  reduction_percent peer.percent_range,
  unit text,
  gases text,
  legal_status text,
  source_url text,
  record_id integer NOT NULL REFERENCES peer.record
);

CREATE TABLE peer.inventory (
  id integer PRIMARY KEY,
  actor_id integer NOT NULL REFERENCES peer.actor,
  year integer NOT NULL,
  total text NOT NULL,
  unit text NOT NULL,
  record_id integer NOT NULL REFERENCES peer.record
);

CREATE TABLE peer.plan (
  id integer PRIMARY KEY,
  actor_id integer NOT NULL REFERENCES peer.actor,
  is_published boolean,
  record_id integer NOT NULL REFERENCES peer.record
);

CREATE TABLE peer.initiative (
  id integer PRIMARY KEY,
  key text NOT NULL UNIQUE,
  global_id text NOT NULL,
  name text NOT NULL
);

CREATE TABLE peer.membership (
  id integer PRIMARY KEY,
  actor_id integer NOT NULL REFERENCES peer.actor,
  initiative_id integer NOT NULL REFERENCES peer.initiative,
  record_id integer NOT NULL REFERENCES peer.record
);

-- Names as the service compares them: without accents, case and runs of blanks.
CREATE FUNCTION pg_temp.fold(raw text) RETURNS text LANGUAGE sql AS $$
  SELECT btrim(regexp_replace(translate(
    replace(replace(replace(replace(
      lower(regexp_replace(normalize(raw, NFKD),
        '[\u0300-\u036F\u0483-\u0489\u064B-\u065F\u0670\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20F0\u3099\u309A\uFE20-\uFE2F]',
        '', 'g')),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
    'łøđðħıŧ’‘`´', 'loddhit'''''''''), '\s+', ' ', 'g'))
$$;

-- Records that count: of each scope, those of the edition known last.
CREATE TEMPORARY TABLE live ON COMMIT DROP AS
WITH last AS (
  SELECT DISTINCT ON (r.source_id, r.scope) r.source_id, r.scope, e.id AS edition_id
  FROM public.record r
  JOIN public.edition_record er ON er.record_id = r.id
  JOIN public.edition e ON e.id = er.edition_id
  ORDER BY r.source_id, r.scope, e.known_on DESC, e.id DESC
)
SELECT r.id, r.source_id, last.edition_id, er.sheet, er.row
FROM public.record r
JOIN last USING (source_id, scope)
JOIN public.edition_record er ON er.record_id = r.id AND er.edition_id = last.edition_id;
ALTER TABLE live ADD PRIMARY KEY (id);
ANALYZE live;

-- Every code that has a page.
INSERT INTO peer.country
WITH others AS (
  SELECT unnest(string_to_array(
    'ABW AIA ALA ASM ATA ATF BES BLM BMU BVT CCK CUW CXR CYM ESH FLK FRO GGY GIB GLP GRL GUF GUM HKG HMD '
    'IMN IOT JEY MAC MAF MNP MSR MTQ MYT NCL NFK PCN PRI PYF REU SGS SHN SJM SPM SXM TCA TKL TWN UMI VGB '
    'VIR WLF XKX', ' ')) AS iso3
), parties AS (
  SELECT unnest(string_to_array(
    'AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB '
    'BRN BTN BWA CAF CAN CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM '
    'DZA ECU EGY ERI ESP EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV '
    'HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY '
    'LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS '
    'NAM NER NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY PSE QAT ROU RUS '
    'RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM '
    'TLS TON TTO TUN TUR TUV TZA UGA UKR URY USA UZB VAT VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE', ' ')) AS iso3
), standing AS (
  SELECT iso3, 'NON_PARTY' AS party_status FROM others UNION ALL SELECT iso3, 'PARTY' FROM parties
)
SELECT row_number() OVER (ORDER BY iso3 COLLATE "C"), iso3, party_status FROM standing;

INSERT INTO peer.source SELECT row_number() OVER (ORDER BY id COLLATE "C"), id FROM public.source;

INSERT INTO peer.edition
SELECT e.id, s.id, e.known_on FROM public.edition e JOIN peer.source s ON s.key = e.source_id ORDER BY e.id;

INSERT INTO peer.record
SELECT l.id, e.source_id, e.id, e.known_on, (l.sheet, l.row)::peer.locator
FROM live l JOIN peer.edition e ON e.id = l.edition_id ORDER BY l.id;

-- Actors, by country, folded name and key. Facts find their actor by its source and the source's key.
CREATE TEMPORARY TABLE placed ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY c.id, f.folded COLLATE "C", (l.source_id || ':' || a.key) COLLATE "C",
                          a.record_id, a.position)::integer AS id,
       c.id AS country_id, l.source_id, f.folded, a.*
FROM public.actor a
JOIN live l ON l.id = a.record_id
JOIN peer.country c ON c.iso3 = a.country
CROSS JOIN LATERAL (SELECT pg_temp.fold(a.name) AS folded) f;

CREATE TEMPORARY TABLE owner ON COMMIT DROP AS
SELECT source_id, key AS actor_key, max(id) AS actor_id FROM placed GROUP BY source_id, key;
ALTER TABLE owner ADD PRIMARY KEY (source_id, actor_key);
ANALYZE placed, owner;

INSERT INTO peer.actor
WITH years AS (
  SELECT o.actor_id, max(i.year) AS last, count(*)::integer AS number
  FROM public.inventory i JOIN live l ON l.id = i.record_id JOIN owner o USING (source_id, actor_key)
  GROUP BY o.actor_id
)
SELECT p.id, p.country_id, 'actor:' || p.source_id || ':' || p.key, p.kind, p.name, p.folded, p.industry,
       (y.last, coalesce(y.number, 0))::peer.reporting, p.record_id
FROM placed p LEFT JOIN years y ON y.actor_id = p.id
ORDER BY p.id;

INSERT INTO peer.identifier
SELECT row_number() OVER (ORDER BY o.actor_id, f.record_id, f.position), o.actor_id, f.scheme, f.value, f.record_id
FROM public.actor_identifier f JOIN live l ON l.id = f.record_id JOIN owner o USING (source_id, actor_key)
ORDER BY 1;

INSERT INTO peer.target
SELECT row_number() OVER (ORDER BY o.actor_id, f.record_id, f.position), o.actor_id,
       'target:' || o.source_id || ':' || o.actor_key || ':' || f.slot, f.kind, f.metric, f.is_interim,
       f.base_year, f.base_value_tco2e, f.target_year, f.target_value_tco2e,
       CASE WHEN f.reduction_low IS NOT NULL AND f.reduction_high IS NOT NULL
            THEN (f.reduction_low, f.reduction_high)::peer.percent_range END,
       CASE f.metric WHEN 'GHG_EMISSIONS' THEN 'tCO2e' ELSE f.intensity_unit END,
       f.gases, f.legal_status, f.source_url, f.record_id
FROM public.target f JOIN live l ON l.id = f.record_id JOIN owner o USING (source_id, actor_key)
ORDER BY 1;

INSERT INTO peer.inventory
SELECT row_number() OVER (ORDER BY o.actor_id, f.year DESC, f.record_id, f.position), o.actor_id,
       f.year, f.total_tco2e, 'tCO2e', f.record_id
FROM public.inventory f JOIN live l ON l.id = f.record_id JOIN owner o USING (source_id, actor_key)
ORDER BY 1;

INSERT INTO peer.plan
SELECT row_number() OVER (ORDER BY o.actor_id, f.record_id, f.position), o.actor_id, f.is_published, f.record_id
FROM public.action_plan f JOIN live l ON l.id = f.record_id JOIN owner o USING (source_id, actor_key)
ORDER BY 1;

-- Initiatives that a source describes, and those known only by a member of theirs.
INSERT INTO peer.initiative
WITH named AS (
  SELECT 0 AS rank, i.record_id, i.position, i.key, i.name
  FROM public.initiative i JOIN live l ON l.id = i.record_id
  UNION ALL
  SELECT 1, m.record_id, m.position, m.initiative_key, m.initiative_name
  FROM public.membership m JOIN live l ON l.id = m.record_id
), first AS (
  SELECT DISTINCT ON (key) key, name FROM named ORDER BY key, rank, record_id, position
)
SELECT row_number() OVER (ORDER BY pg_temp.fold(name) COLLATE "C", key COLLATE "C"), key, 'initiative:' || key, name
FROM first ORDER BY 1;

INSERT INTO peer.membership
SELECT row_number() OVER (ORDER BY o.actor_id, i.id, f.record_id, f.position), o.actor_id, i.id, f.record_id
FROM public.membership f
JOIN live l ON l.id = f.record_id
JOIN owner o USING (source_id, actor_key)
JOIN peer.initiative i ON i.key = f.initiative_key
ORDER BY 1;

-- Lists in the order of the page, and a way back from whatever is referred to.
CREATE INDEX ON peer.actor (country_id, id);
CREATE UNIQUE INDEX ON peer.actor (global_id);
CREATE INDEX ON peer.identifier (actor_id, id);
CREATE INDEX ON peer.target (actor_id, id);
CREATE INDEX ON peer.inventory (actor_id, id);
CREATE INDEX ON peer.plan (actor_id, id);
CREATE INDEX ON peer.membership (actor_id, id);
CREATE INDEX ON peer.membership (initiative_id);
CREATE INDEX ON peer.edition (source_id);
CREATE INDEX ON peer.record (source_id);
CREATE INDEX ON peer.record (edition_id);
CREATE INDEX ON peer.actor (record_id);
CREATE INDEX ON peer.identifier (record_id);
CREATE INDEX ON peer.target (record_id);
CREATE INDEX ON peer.inventory (record_id);
CREATE INDEX ON peer.plan (record_id);
CREATE INDEX ON peer.membership (record_id);

-- Compiling statements at run time costs more here than it saves; new connections go without.
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET jit = off', current_database()); END $$;

COMMIT;

ANALYZE peer.country, peer.source, peer.edition, peer.record, peer.actor, peer.identifier, peer.target,
  peer.inventory, peer.plan, peer.initiative, peer.membership;
