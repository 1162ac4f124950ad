import { phaseAt } from 'consultation-core/consultation';
import { allLogs, type LogState } from './store/checkpoint.ts';
import { findConsultation } from './store/consultation.ts';
import { database, hold, transaction } from './store/database.ts';
import { append, holdLog } from './store/log.ts';
import { type Strapi, service, settings } from './strapi.ts';

/** Work that is done again and again, never twice at once. */
interface Loop {
  /** Begins at once, or right after what is going on. */
  readonly soon: () => void;
  /** Begins nothing more, and waits for what is going on. */
  readonly stop: () => Promise<void>;
}
const loopsOf = new WeakMap<Strapi, readonly Loop[]>();

function loop(seconds: number, run: () => Promise<void>): Loop {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  const plan = (after: number) => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(begin, after * 1000);
    timer.unref();
  };
  const begin = () => {
    again = false;
    running = run().then(() => {
      running = null;
      plan(again ? 0 : seconds);
    });
  };
  plan(1);
  return {
    soon: () => {
      again = true;
      if (running === null) plan(0);
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Does something for every journal. What fails for one hinders no other. */
async function forAll(strapi: Strapi, work: (log: LogState) => Promise<void>): Promise<void> {
  try {
    for (const log of await allLogs(await database(strapi))) {
      await work(log).catch((error: unknown) => strapi.log.error(error));
    }
  } catch (error) {
    strapi.log.error(error);
  }
}

/** Notes a phase that began or ended since the last act, and signs what is new. */
async function signOne(strapi: Strapi, log: LogState): Promise<void> {
  const { consultation: id } = log;
  const db = await database(strapi);
  const consultation = await findConsultation(db, { id });
  if (consultation === undefined) return;
  const now = await service(strapi, 'clock').now(db, consultation.now);
  const phase = phaseAt(consultation.phases, now)?.id ?? '';
  if (consultation.state === 'open' && phase !== log.phase && log.halted === null) {
    await transaction(strapi, async (inner) => {
      await hold(inner, consultation.slug, 'shared');
      await append(inner, await holdLog(inner, id), [], now);
    });
  }
  await service(strapi, 'journal').sign(id);
}

async function publishOne(strapi: Strapi, { consultation: id }: LogState): Promise<void> {
  const db = await database(strapi);
  const consultation = await findConsultation(db, { id });
  if (consultation === undefined) return;
  const now = await service(strapi, 'clock').now(db, consultation.now);
  await service(strapi, 'edition').makeIfDue(id, now);
}

/** Before the first request: nothing is written to a journal that is shorter than what was published of it. */
export async function checkJournals(strapi: Strapi): Promise<void> {
  await forAll(strapi, ({ consultation }) => service(strapi, 'journal').check(consultation));
}

/**
 * Signs and publishes every few seconds, and at once after a consultation was opened, closed or answered. An edition
 * that takes minutes delays no checkpoint.
 */
export function startJobs(strapi: Strapi): void {
  const { signEvery } = settings(strapi);
  if (signEvery === 0) return;
  const loops = [
    loop(signEvery, () => forAll(strapi, (log) => signOne(strapi, log))),
    loop(signEvery, () => forAll(strapi, (log) => publishOne(strapi, log))),
  ];
  loopsOf.set(strapi, loops);
  for (const name of ['consultation.opened', 'consultation.closed', 'version.published']) {
    strapi.eventHub.on(name, async () => {
      for (const { soon } of loops) soon();
    });
  }
}

export async function stopJobs({ strapi }: { strapi: Strapi }): Promise<void> {
  service(strapi, 'edition').stop();
  await Promise.all((loopsOf.get(strapi) ?? []).map(({ stop }) => stop()));
}
