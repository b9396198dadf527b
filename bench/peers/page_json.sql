-- The country page in one statement, with PostgreSQL's own functions for JSON: $1 is the country's
-- code, $2 how many actors at most.
SELECT json_build_object('country', CASE WHEN c.id IS NOT NULL THEN json_build_object(
  'iso3', c.iso3,
  'partyStatus', c.party_status,
  'actors', json_build_object(
    'totalCount', (SELECT count(*) FROM peer.actor a WHERE a.country_id = c.id),
    'nodes', (SELECT coalesce(json_agg(node), '[]') FROM (
      SELECT json_build_object(
        'id', a.global_id, 'type', a.kind, 'name', a.name, 'sector', a.sector,
        'country', json_build_object('iso3', c.iso3),
        'identifiers', (
          SELECT coalesce(json_agg(json_build_object('scheme', i.scheme, 'value', i.value) ORDER BY i.id), '[]')
          FROM peer.identifier i WHERE i.actor_id = a.id),
        'targets', (
          SELECT coalesce(json_agg(json_build_object(
            'id', t.global_id, 'kind', t.kind, 'metric', t.metric, 'isInterim', t.is_interim,
            'baseYear', t.base_year, 'baseValue', t.base_value::text,
            'targetYear', t.target_year, 'targetValue', t.target_value::text,
            'reductionPercent', CASE WHEN t.reduction_percent IS NOT NULL THEN json_build_object(
              'low', (t.reduction_percent).low::text, 'high', (t.reduction_percent).high::text) END,
            'unit', t.unit, 'gases', t.gases, 'legalStatus', t.legal_status, 'sourceUrl', t.source_url,
            'provenance', json_build_object(
              'source', json_build_object('id', s.key), 'retrievedOn', r.retrieved_on,
              'record', json_build_object('row', (r.locator).row))) ORDER BY t.id), '[]')
          FROM peer.target t
          JOIN peer.record r ON r.id = t.record_id
          JOIN peer.source s ON s.id = r.source_id
          WHERE t.actor_id = a.id),
        'inventories', (
          SELECT coalesce(json_agg(json_build_object(
            'year', v.year, 'total', v.total::text, 'unit', v.unit) ORDER BY v.id), '[]')
          FROM peer.inventory v WHERE v.actor_id = a.id),
        'plans', (
          SELECT coalesce(json_agg(json_build_object('isPublished', p.is_published) ORDER BY p.id), '[]')
          FROM peer.plan p WHERE p.actor_id = a.id),
        'initiatives', (
          SELECT coalesce(json_agg(json_build_object('id', n.global_id, 'name', n.name) ORDER BY m.id), '[]')
          FROM peer.membership m JOIN peer.initiative n ON n.id = m.initiative_id WHERE m.actor_id = a.id),
        'reporting', json_build_object('lastReportedYear', (a.reporting).last_reported_year)) AS node
      FROM peer.actor a WHERE a.country_id = c.id ORDER BY a.id LIMIT $2) nodes))) END)::text AS data
FROM (SELECT) always LEFT JOIN peer.country c ON c.iso3 = $1
