import { phaseAt } from 'consultation-core/consultation';
import { allLogs, type LogState } from './store/checkpoint.ts';
import { findConsultation } from './store/consultation.ts';
import { database, hold, transaction } from './store/database.ts';
import { append, holdLog } from './store/log.ts';
import { type Strapi, service, settings } from './strapi.ts';

interface Jobs {
  timer?: NodeJS.Timeout;
  /** Work that is going on, to be waited for before the database closes; null between two looks. */
  running: Promise<void> | null;
  again: boolean;
  stopped: boolean;
}
const jobsOf = new WeakMap<Strapi, Jobs>();

/** What is due for one journal: leaves of phases that began or ended, a checkpoint, an edition. */
async function lookAfter(strapi: Strapi, log: LogState): Promise<void> {
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
  await service(strapi, 'edition').makeIfDue(id, now);
}

/** Does what is due now for all journals. What fails for one hinders no other. */
export async function runJobs(strapi: Strapi): Promise<void> {
  for (const log of await allLogs(await database(strapi))) {
    if (jobsOf.get(strapi)?.stopped) return;
    await lookAfter(strapi, log).catch((error: unknown) => strapi.log.error(error));
  }
}

/** Before the first request: nothing is written to a journal that is shorter than what was published of it. */
export async function checkJournals(strapi: Strapi): Promise<void> {
  for (const { consultation } of await allLogs(await database(strapi))) {
    await service(strapi, 'journal')
      .check(consultation)
      .catch((error: unknown) => strapi.log.error(error));
  }
}

/** Looks every few seconds, and at once after a consultation was opened, closed or answered. */
export function startJobs(strapi: Strapi): void {
  const { signEvery } = settings(strapi);
  if (signEvery === 0) return;
  const jobs: Jobs = { running: null, again: false, stopped: false };
  jobsOf.set(strapi, jobs);
  const plan = (seconds: number) => {
    clearTimeout(jobs.timer);
    if (jobs.stopped) return;
    jobs.timer = setTimeout(run, seconds * 1000);
    jobs.timer.unref();
  };
  const run = () => {
    jobs.again = false;
    jobs.running = runJobs(strapi)
      .catch((error: unknown) => strapi.log.error(error))
      .then(() => {
        jobs.running = null;
        plan(jobs.again ? 0 : signEvery);
      });
  };
  const soon = () => {
    jobs.again = true;
    if (jobs.running === null) plan(0);
  };
  for (const name of ['consultation.opened', 'consultation.closed', 'version.published']) {
    strapi.eventHub.on(name, async () => soon());
  }
  plan(1);
}

export async function stopJobs({ strapi }: { strapi: Strapi }): Promise<void> {
  const jobs = jobsOf.get(strapi);
  if (jobs === undefined) return;
  jobs.stopped = true;
  clearTimeout(jobs.timer);
  await jobs.running;
}
