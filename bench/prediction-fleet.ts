import type pg from 'pg'

/**
 * Fills a migrated database with units and two years of their records, by SQL because the simulator would take an hour for
 * as many: a failure every one to six months by a rate of each unit's own, coded by system; monthly services that keep
 * their day; a reading every two weeks. Triggers are left out: neither search nor KPIs are measured here.
 */
export async function fillFleet(client: pg.Client, units: number): Promise<{ orders: number; readings: number }> {
  await client.query(`SET session_replication_role = replica; SELECT setseed(0.5)`)
  await client.query(`
    INSERT INTO site (id, code, name) SELECT gen_random_uuid(), 'S' || n, 'Faena ' || n FROM generate_series(1, 7) n`)
  await client.query(
    `
    WITH types AS (SELECT array_agg(id ORDER BY code) AS ids FROM asset_type),
      sites AS (SELECT array_agg(id ORDER BY code) AS ids FROM site)
    INSERT INTO asset (id, code, name, type_id, site_id, make, model, commissioned_on, status_since)
    SELECT gen_random_uuid(), 'U-' || n, 'Equipo ' || n, types.ids[1 + n % cardinality(types.ids)], sites.ids[1 + n % 7],
      'CAT', (ARRAY['320', '336', '950'])[1 + n % 3], (now() - make_interval(days => 730 + n % 2000))::date,
      now() - interval '730 days'
    FROM types, sites, generate_series(1, $1::int) n`,
    [units],
  )
  const orders = await client.query(`
    WITH mean AS (SELECT id, site_id, 30 + 150 * random() AS days, random() AS phase FROM asset),
      happened AS (
        SELECT id, site_id, 'CORRECTIVE' AS category, (ARRAY['ENGINE', 'HYDRAULICS', 'BRAKES', 'TYRES_TRACKS'])[1 + floor(4 * random())::int] AS system,
          now() - interval '730 days' + make_interval(secs => 86400 * 730 * random()) AS at
        FROM mean, generate_series(1, ceil(730 / days - random())::int)
        UNION ALL
        SELECT id, site_id, 'PREVENTIVE', NULL, now() - make_interval(secs => 86400 * 30 * (n + phase))
        FROM mean, generate_series(0, 23) n)
    INSERT INTO work_order (id, number, title, asset_id, site_id, type_id, category, priority, status, reported_at,
      started_at, completed_at, closed_at, system, created_at)
    SELECT gen_random_uuid(), 'OT-' || row_number() OVER (ORDER BY h.at), 'Trabajo', h.id, h.site_id, t.id, h.category,
      'MEDIUM', 'CLOSED', h.at, h.at, h.at + interval '5 hours', h.at + interval '6 hours', h.system, h.at
    FROM happened h JOIN order_type t ON t.code = h.category`)
  const readings = await client.query(`
    INSERT INTO meter_reading (id, asset_id, meter, at, value, created_at)
    SELECT gen_random_uuid(), a.id, 'HOURS', r.at, 8 * (730 - 14 * n), r.at
    FROM asset a, generate_series(0, 51) n, LATERAL (SELECT now() - make_interval(days => 14 * n, secs => 3600) AS at) r`)
  await client.query('SET session_replication_role = origin')
  await client.query('VACUUM ANALYZE')
  return { orders: orders.rowCount!, readings: readings.rowCount! }
}
