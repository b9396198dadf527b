-- The country page in one statement, faster still: $1 is the country's code, $2 how many actors at most.
-- Texts are put together by hand, which costs less than functions for JSON nested into one another.
-- Free text is escaped; codes of closed lists and digits need none.
SELECT concat('{"country":',
  CASE WHEN c.id IS NULL THEN 'null}' ELSE concat(
    '{"iso3":"', c.iso3, '","partyStatus":"', c.party_status, '","actors":{"totalCount":',
    (SELECT count(*) FROM peer.actor a WHERE a.country_id = c.id), ',"nodes":[') END,
  (SELECT string_agg(node, ',') FROM (
    SELECT concat(
      '{"id":', to_json(a.global_id), ',"type":"', a.kind, '","name":', to_json(a.name),
      ',"sector":', coalesce(to_json(a.sector)::text, 'null'), ',"country":{"iso3":"', c.iso3, '"},"identifiers":[',
      (SELECT string_agg(concat('{"scheme":"', i.scheme, '","value":', to_json(i.value), '}'), ',')
       FROM (SELECT scheme, value FROM peer.identifier WHERE actor_id = a.id ORDER BY id) i),
      '],"targets":[',
      (SELECT string_agg(concat(
         '{"id":', to_json(t.global_id), ',"kind":"', t.kind, '","metric":"', t.metric,
         '","isInterim":', CASE WHEN t.is_interim THEN 'true' ELSE 'false' END,
         ',"baseYear":', coalesce(t.base_year::text, 'null'),
         ',"baseValue":', coalesce('"' || t.base_value || '"', 'null'),
         ',"targetYear":', coalesce(t.target_year::text, 'null'),
         ',"targetValue":', coalesce('"' || t.target_value || '"', 'null'),
         ',"reductionPercent":', coalesce(
           '{"low":"' || (t.reduction_percent).low || '","high":"' || (t.reduction_percent).high || '"}', 'null'),
         ',"unit":', coalesce(to_json(t.unit)::text, 'null'),
         ',"gases":', coalesce('"' || t.gases || '"', 'null'),
         ',"legalStatus":', coalesce('"' || t.legal_status || '"', 'null'),
         ',"sourceUrl":', coalesce(to_json(t.source_url)::text, 'null'),
         ',"provenance":{"source":{"id":', to_json(t.key), '},"retrievedOn":"', t.retrieved_on,
         '","record":{"row":', t.row, '}}}'), ',')
       FROM (SELECT t.*, s.key, r.retrieved_on, (r.locator).row
             FROM peer.target t
             JOIN peer.record r ON r.id = t.record_id
             JOIN peer.source s ON s.id = r.source_id
             WHERE t.actor_id = a.id ORDER BY t.id) t),
      '],"inventories":[',
      (SELECT string_agg(concat('{"year":', v.year, ',"total":"', v.total, '","unit":"', v.unit, '"}'), ',')
       FROM (SELECT year, total, unit FROM peer.inventory WHERE actor_id = a.id ORDER BY id) v),
      '],"plans":[',
      (SELECT string_agg(CASE WHEN p.is_published THEN '{"isPublished":true}'
                              WHEN NOT p.is_published THEN '{"isPublished":false}'
                              ELSE '{"isPublished":null}' END, ',')
       FROM (SELECT is_published FROM peer.plan WHERE actor_id = a.id ORDER BY id) p),
      '],"initiatives":[',
      (SELECT string_agg(concat('{"id":', to_json(n.global_id), ',"name":', to_json(n.name), '}'), ',')
       FROM (SELECT n.global_id, n.name FROM peer.membership m JOIN peer.initiative n ON n.id = m.initiative_id
             WHERE m.actor_id = a.id ORDER BY m.id) n),
      '],"reporting":{"lastReportedYear":', coalesce((a.reporting).last_reported_year::text, 'null'), '}}') AS node
    FROM peer.actor a WHERE a.country_id = c.id ORDER BY a.id LIMIT $2) nodes),
  CASE WHEN c.id IS NOT NULL THEN ']}}}' END) AS data
FROM (SELECT) always LEFT JOIN peer.country c ON c.iso3 = $1
