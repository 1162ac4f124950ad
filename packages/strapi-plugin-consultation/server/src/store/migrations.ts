import type { Knex } from 'knex';
import type { Strapi } from '../strapi.ts';
import { type Db, dbOn } from './database.ts';
import { aboutNoBallot } from './leaf.ts';

/** Lengths: a Strapi document id has 24 signs, a target up to 74, a key 64 hex digits, an instant 24. */
const steps: readonly { name: string; up: (db: Db) => Promise<void> }[] = [
  {
    name: '0001-first-tables',
    async up({ knex, table }) {
      await knex.schema.createTable(table('ballots'), (t) => {
        t.string('consultation', 64).notNullable();
        t.string('target', 80).notNullable();
        t.string('voter', 64).notNullable();
        t.string('choice', 40).notNullable();
        t.string('at', 24).notNullable();
        // One ballot per voter and target: the key, not a check, makes it so.
        t.primary(['consultation', 'voter', 'target']);
      });
      await knex.schema.createTable(table('tallies'), (t) => {
        t.string('consultation', 64).notNullable();
        t.string('target', 80).notNullable();
        t.string('choice', 40).notNullable();
        t.integer('count').notNullable();
        t.primary(['consultation', 'target', 'choice']);
      });
      await knex.schema.createTable(table('imported_counts'), (t) => {
        t.string('consultation', 64).notNullable();
        t.string('target', 80).notNullable();
        t.text('counts').notNullable();
        t.text('source').notNullable();
        t.primary(['consultation', 'target']);
      });
      await knex.schema.createTable(table('acts'), (t) => {
        t.bigIncrements('seq');
        t.string('consultation', 64).notNullable();
        t.string('kind', 40).notNullable();
        t.string('subject', 80).notNullable();
        t.string('at', 24).notNullable();
        t.text('data').notNullable();
        t.index(['consultation', 'kind', 'at'], 'consultation_acts_list');
      });
      await knex.schema.createTable(table('articles'), (t) => {
        t.string('consultation', 64).notNullable();
        t.integer('version').notNullable();
        t.string('article', 64).notNullable();
        t.integer('position').notNullable();
        t.text('label').notNullable();
        t.text('title').notNullable();
        t.primary(['consultation', 'version', 'article']);
      });
      await knex.schema.createTable(table('participants'), (t) => {
        t.string('consultation', 64).notNullable();
        t.string('participant', 64).notNullable();
        t.primary(['consultation', 'participant']);
      });
      await knex.schema.createTable(table('counters'), (t) => {
        t.string('consultation', 64).notNullable();
        t.string('name', 40).notNullable();
        t.integer('count').notNullable();
        t.primary(['consultation', 'name']);
      });
      await knex.schema.createTable(table('sessions'), (t) => {
        t.string('token', 64).primary();
        t.integer('user').notNullable().index('consultation_sessions_user');
        t.string('expires_at', 24).notNullable();
      });
      await knex.schema.createTable(table('requests'), (t) => {
        t.string('actor', 64).notNullable();
        t.string('key', 64).notNullable();
        t.string('body', 64).notNullable();
        t.string('subject', 80).notNullable();
        t.string('at', 24).notNullable();
        t.primary(['actor', 'key']);
      });
      await knex.schema.createTable(table('attempts'), (t) => {
        t.string('bucket', 64).notNullable();
        t.integer('slot').notNullable();
        t.integer('count').notNullable();
        t.primary(['bucket', 'slot']);
      });
    },
  },
  {
    name: '0002-desk',
    async up({ knex, table }) {
      /** Counts every change of what drafters look at, so that a window knows when to load it anew. */
      await knex.schema.createTable(table('desk_state'), (t) => {
        t.string('consultation', 64).primary();
        t.integer('revision').notNullable();
      });
      /** The decision that stands on a collision; `resolution` is null once it was taken back. */
      await knex.schema.createTable(table('desk_resolutions'), (t) => {
        t.string('consultation', 64).notNullable();
        t.integer('base').notNullable();
        t.string('collision', 64).notNullable();
        t.integer('revision').notNullable();
        t.text('resolution');
        t.text('by_name').notNullable();
        t.integer('by_id').notNullable();
        t.string('at', 24).notNullable();
        t.primary(['consultation', 'base', 'collision']);
      });
      /** All decisions ever taken on collisions: rows are only added. */
      await knex.schema.createTable(table('desk_history'), (t) => {
        t.string('consultation', 64).notNullable();
        t.integer('base').notNullable();
        t.string('collision', 64).notNullable();
        t.integer('revision').notNullable();
        t.text('resolution');
        t.text('by_name').notNullable();
        t.integer('by_id').notNullable();
        t.string('at', 24).notNullable();
        t.primary(['consultation', 'base', 'collision', 'revision']);
      });
      /** One row per open window; forgotten half a minute after it was last heard of. */
      await knex.schema.createTable(table('desk_presence'), (t) => {
        t.string('consultation', 64).notNullable();
        t.string('window', 64).notNullable();
        t.integer('user_id').notNullable();
        t.text('name').notNullable();
        t.string('place', 80).notNullable();
        t.string('seen_at', 24).notNullable();
        t.primary(['consultation', 'window']);
      });
      await knex.schema.createTable(table('desk_approvals'), (t) => {
        t.string('consultation', 64).notNullable();
        t.integer('base').notNullable();
        t.string('fingerprint', 64).notNullable();
        t.integer('user_id').notNullable();
        t.text('name').notNullable();
        t.string('at', 24).notNullable();
        t.primary(['consultation', 'base', 'fingerprint', 'user_id']);
      });
    },
  },
  {
    name: '0003-journal',
    async up({ knex, table }) {
      /** State of the journal of one consultation; whoever appends holds the row until the commit. */
      await knex.schema.createTable(table('logs'), (t) => {
        t.string('consultation', 64).primary();
        t.text('origin').notNullable();
        t.integer('size').notNullable();
        /** Time of the newest leaf: none comes before it. */
        t.string('last_at', 24).notNullable();
        /** The phase that the journal says is on; empty where it says none. */
        t.string('phase', 64).notNullable();
        t.integer('key_number').notNullable();
        /** Leaves that the newest checkpoint covers. */
        t.integer('signed').notNullable();
        /** Why nothing may be written; null when all is well. */
        t.text('halted');
      });
      await knex.schema.alterTable(table('acts'), (t) => {
        /** Its place in the journal, from 0; null for acts of before there was one. */
        t.integer('idx');
        /** The leaf itself, byte for byte. */
        t.text('entry');
        /** What its commitment hides, and the nonce without which nobody can guess it. */
        t.text('content');
        t.string('nonce', 43);
        /** Key of the request that asked for it, so that asking twice does it once. */
        t.string('request', 64);
        t.unique(['consultation', 'idx'], { indexName: 'consultation_acts_idx' });
        t.unique(['consultation', 'request'], { indexName: 'consultation_acts_request' });
      });
      await knex.schema.alterTable(table('ballots'), (t) => {
        /** The leaf that made it what it is. */
        t.integer('idx');
        t.index(['consultation', 'idx'], 'consultation_ballots_idx');
      });
      await knex.schema.createTable(table('tiles'), (t) => {
        t.string('consultation', 64).notNullable();
        t.integer('level').notNullable();
        t.integer('n').notNullable();
        t.text('hashes').notNullable();
        t.primary(['consultation', 'level', 'n']);
      });
      await knex.schema.createTable(table('checkpoints'), (t) => {
        t.string('consultation', 64).notNullable();
        t.integer('size').notNullable();
        t.string('root', 44).notNullable();
        t.string('at', 24).notNullable();
        t.text('note').notNullable();
        t.primary(['consultation', 'size']);
      });
    },
  },
  {
    name: '0004-withdrawals',
    async up({ knex, table }) {
      /** The leaf that took a ballot back last: its receipt is found again like that of a ballot. */
      await knex.schema.createTable(table('withdrawals'), (t) => {
        t.string('consultation', 64).notNullable();
        t.string('voter', 64).notNullable();
        t.string('target', 80).notNullable();
        t.string('at', 24).notNullable();
        t.integer('idx').notNullable();
        t.primary(['consultation', 'voter', 'target']);
      });
    },
  },
  {
    name: '0005-act-counts',
    async up({ knex, table }) {
      await knex.schema.createTable(table('act_counts'), (t) => {
        t.string('consultation', 64).notNullable();
        t.string('kind', 40).notNullable();
        /** Ten minutes, as an instant begins: `2015-10-03T21:5`. */
        t.string('slot', 15).notNullable();
        t.integer('count').notNullable();
        t.primary(['consultation', 'kind', 'slot']);
      });
      await knex.raw(
        `insert into ?? (consultation, kind, slot, count)
         select consultation, kind, substr(at, 1, 15), count(*) from ?? group by 1, 2, 3`,
        [table('act_counts'), table('acts')]
      );
    },
  },
  {
    name: '0006-questions',
    async up({ knex, client, table }) {
      // SQLite takes no notice of lengths.
      if (client !== 'postgres') return;
      for (const name of ['ballots', 'tallies'] as const) {
        await knex.raw('alter table ?? alter column choice type varchar(500)', [table(name)]);
      }
      // A request that changed nothing is kept with the choice that it was about.
      await knex.raw('alter table ?? alter column body type varchar(600)', [table('requests')]);
    },
  },
  {
    name: '0007-subjects',
    async up({ knex, table }) {
      // In no schema: an index is made where its table is.
      await knex.raw(`create index ?? on ?? (consultation, subject) where ${aboutNoBallot}`, [
        'consultation_acts_subject',
        table('acts'),
      ]);
    },
  },
];

/**
 * Makes the plugin's own tables. Steps are only ever appended. Two processes that start at once take turns: the
 * second finds everything done.
 */
export async function migrate(strapi: Strapi): Promise<void> {
  await strapi.db.connection.transaction(async (trx: Knex.Transaction) => {
    const db = dbOn(strapi, trx);
    const list = db.named('consultation_migrations');
    if (db.client === 'postgres') {
      await trx.raw(`select pg_advisory_xact_lock(hashtext('consultation_migrations'))`);
    }
    // On SQLite this first write takes the lock, on both it makes the list where there is none.
    await trx.raw('create table if not exists ?? (name varchar(80) primary key)', [list]);
    await trx(list).where({ name: '' }).delete();
    const done = new Set((await trx(list).select('name')).map(({ name }) => name));
    for (const step of steps) {
      if (done.has(step.name)) continue;
      await step.up(db);
      await trx(list).insert({ name: step.name });
    }
  });
}

/** A crash loses nothing that was acknowledged: WAL for speed, every commit still forced to the disk. */
export async function prepareSqlite(strapi: Strapi): Promise<void> {
  if (strapi.db.dialect.client !== 'sqlite') return;
  await strapi.db.connection.raw('pragma journal_mode = wal');
  await strapi.db.connection.raw('pragma synchronous = full');
  // Keys of ballots come in no order: with the 2 MB of the default a large box is read again and again. 64 MB, in kB.
  await strapi.db.connection.raw('pragma cache_size = -65536');
  // Pages that change often are written back once in 40 MB, not every 4.
  await strapi.db.connection.raw('pragma wal_autocheckpoint = 10000');
}
