import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, app, boot, database, destroy, stopApp } from './support/app.ts';
import { newKey } from './support/client.ts';
import { body, fromNow } from './support/fixture.ts';

const hour = 3_600_000;

/** A file of SQLite is its own backup: a copy that is put back while the server is stopped. */
describe.runIf(database === 'sqlite')(
  'a server whose database file was put back from a copy',
  () => {
    let folder: string;
    let running: App | undefined;
    let consultation: { id: string; slug: string };
    const file = () => path.join(folder, 'own.db');
    const start = async () => {
      running = await boot({ DATABASE_FILENAME: file(), CONSULTATION_DATA_DIR: folder });
      return running;
    };
    const stop = async () => {
      if (running !== undefined) await destroy(running.strapi);
      running = undefined;
    };
    const vote = ({ service }: App, person: string) =>
      service('ballot').cast({
        slug: consultation.slug,
        target: 'article:art1',
        choice: 'for',
        actor: { key: person, name: person },
        key: newKey(),
      });

    beforeAll(async () => {
      await stopApp();
      folder = await mkdtemp(path.join(tmpdir(), 'restore-'));
      const { service } = await start();
      const { id } = await service('consultation').create({
        slug: 'restored',
        title: 'Restored',
        language: 'en',
        phases: [
          {
            id: 'all',
            name: 'All',
            opensAt: fromNow(-hour),
            closesAt: fromNow(hour),
            allows: ['vote'],
          },
        ],
      } as never);
      consultation = { id, slug: 'restored' };
      const draft = { revision: null, title: 'Text', body: body(), explanations: {}, notices: [] };
      const { revision } = await service('version').saveDraft({ consultation: id, draft } as never);
      await service('version').publish({ consultation: id, revision });
      await service('consultation').setState({ id, state: 'open' });
    });
    afterAll(async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
      await app();
    });

    it('goes on after a start with all that it had, and refuses after one with less', async () => {
      let server = running as App;
      await vote(server, 'ada');
      await server.service('journal').sign(consultation.id);
      await stop();
      await copyFile(file(), path.join(folder, 'copy.db'));

      server = await start();
      await vote(server, 'grace');
      const lost = await server.service('journal').sign(consultation.id);
      expect(lost.kind).toBe('signed');
      await stop();

      server = await start();
      await vote(server, 'edith');
      await stop();

      for (const part of ['', '-wal', '-shm']) await rm(`${file()}${part}`, { force: true });
      await copyFile(path.join(folder, 'copy.db'), file());
      server = await start();
      await expect(vote(server, 'joan')).rejects.toMatchObject({ code: 'service-unavailable' });
      expect((await server.service('journal').state(consultation.id))?.halted).toContain(
        'older backup'
      );
      expect((await server.service('journal').sign(consultation.id)).kind).toBe('refused');
      // It is no memory of the process: the next start refuses too.
      await stop();
      server = await start();
      await expect(vote(server, 'joan')).rejects.toMatchObject({ code: 'service-unavailable' });

      await server.service('journal').continue(consultation.id);
      await vote(server, 'joan');
      expect((await server.service('journal').sign(consultation.id)).kind).toBe('signed');
      expect((await server.service('journal').audit(consultation.id)).kind).toBe('sound');
    });
  }
);
