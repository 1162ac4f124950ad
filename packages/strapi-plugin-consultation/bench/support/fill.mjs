/**
 * Puts so many ballots into the box, with their acts and participants, as rows of the lengths that casting writes, in
 * the database itself. Keys are spread over all values, as those of casting are; texts of leaves are no true hashes, so
 * a journal that was filled so cannot be verified.
 */
const part = 50_000;

const expressions = {
  sqlite: {
    source: `with recursive n(i) as (select ? union all select i + 1 from n where i + 1 < ?)`,
    from: 'n',
    spread: (total) =>
      `printf('%08x', cast(i * ${4294967296 / total} as integer)) || lower(hex(randomblob(28)))`,
    hex: (bytes) => `lower(hex(randomblob(${bytes})))`,
  },
  postgres: {
    source: `with n as (select generate_series(?::bigint, ?::bigint - 1) as i)`,
    from: 'n',
    spread: (total) =>
      `lpad(to_hex(floor(i * ${4294967296 / total})::bigint), 8, '0') || substr(md5(random()::text) || md5(random()::text), 1, 56)`,
    hex: (bytes) => `substr(md5(random()::text) || md5(random()::text), 1, ${bytes * 2})`,
  },
};

export async function fill(strapi, { consultation, ballots, articles }) {
  const knex = strapi.db.connection;
  const client = strapi.db.dialect.client;
  const { source, spread, hex } = expressions[client];
  if (client === 'sqlite') await knex.raw('pragma synchronous = off');
  const [log] = await knex('consultation_logs').where({ consultation });
  const target = `'article:art' || (i % ${articles} + 1)`;
  const choice = `case i % 3 when 0 then 'for' when 1 then 'mixed' else 'against' end`;
  const entry = `'{"at":"2026-01-01T10:00:00.000Z","commitment":"' || ${hex(32)} || '","kind":"ballot"}'`;
  const content = `'{"act":"cast","choice":"against","target":"article:art1","voter":"' || ${hex(16)} || '"}'`;
  for (let from = 0; from < ballots; from += part) {
    const range = [from, Math.min(from + part, ballots)];
    await knex.transaction(async (trx) => {
      const into = (table, columns, values) => {
        const head = `insert into ${table} (${columns})`;
        const select = `select ${values} from n`;
        return client === 'sqlite'
          ? trx.raw(`${head} ${source} ${select}`, range)
          : trx.raw(`${source} ${head} ${select}`, range);
      };
      await into(
        'consultation_acts',
        'consultation, kind, subject, at, data, idx, entry, content, nonce, request',
        `'${consultation}', 'ballot-cast', ${target}, '2026-01-01T10:00:00.000Z', '{}', ${log.size} + i, ${entry}, ${content}, substr(${hex(32)}, 1, 43), ${spread(ballots)}`
      );
      await into(
        'consultation_ballots',
        'consultation, target, voter, choice, at, idx',
        `'${consultation}', ${target}, ${spread(ballots)}, ${choice}, '2026-01-01T10:00:00.000Z', ${log.size} + i`
      );
      await into(
        'consultation_participants',
        'consultation, participant',
        `'${consultation}', ${spread(ballots)}`
      );
    });
  }
  await knex.raw(
    `insert into consultation_tallies (consultation, target, choice, count)
     select consultation, target, choice, count(*) from consultation_ballots where consultation = ? group by 1, 2, 3`,
    [consultation]
  );
  await knex.raw(
    `insert into consultation_act_counts (consultation, kind, slot, count)
     values (?, 'ballot-cast', '2026-01-01T10:0', ?)`,
    [consultation, ballots]
  );
  await knex.raw(
    `insert into consultation_counters (consultation, name, count) values (?, 'participants', ?)`,
    [consultation, ballots]
  );
  await knex('consultation_logs')
    .where({ consultation })
    .update({ size: log.size + ballots });
  if (client === 'sqlite') {
    await knex.raw('pragma synchronous = full');
    await knex.raw('pragma wal_checkpoint(truncate)');
  } else await knex.raw('vacuum analyze');
}
