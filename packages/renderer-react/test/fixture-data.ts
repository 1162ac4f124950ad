/** The open data of a consultation that never was: real files, which the real verifier reads. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { entryText, leafHash, parseCheckpoint, toBase64 } from 'consultation-core/log';
import { type StoryOptions, tell } from '../../consultation-core/test/edition.ts';
import { filesOf, listsOf, siteOf } from '../../consultation-core/test/edition-files.ts';
import type { FixtureJournal } from './fixture-journal.ts';
import type { FixtureConsultation, FixtureState } from './fixture-state.ts';

/** Puts a told journal and its open data in the place of a consultation's own. */
export function withOpenData(
  consultation: FixtureConsultation,
  options: Partial<StoryOptions> = {}
): void {
  const story = tell(7, {
    until: 'answer',
    method: consultation.method,
    rotates: false,
    ...options,
  });
  const lists = listsOf(story);
  const edition = filesOf(lists);
  const name = `${story.at.slice(0, 10)}-${story.leaves.length}`;
  const { checkpoints } = story.notary;
  const last = checkpoints.at(-1);
  const root = parseCheckpoint(last?.note ?? '')?.root ?? new Uint8Array();
  const journal: FixtureJournal = {
    origin: story.origin,
    keys: story.notary.keys(),
    seed: story.seed,
    leaves: story.leaves.map(({ entry, content, nonce }) => {
      const text = entryText(entry as never);
      return {
        entry: text,
        kind: String(entry.kind),
        hash: leafHash(new TextEncoder().encode(text)),
        content: (content as never) ?? null,
        nonce: nonce ?? null,
        made: 0,
      };
    }),
    checkpoint: last ? { ...last, root: toBase64(root) } : null,
  };
  consultation.journal = journal;
  consultation.openData = {
    editions: [
      {
        name,
        at: story.at,
        size: story.leaves.length,
        final: lists.consultation.final === true,
        files: [...edition].map(([file, bytes]) => ({
          name: file,
          bytes: bytes.length,
          sha256: createHash('sha256').update(bytes).digest('hex'),
          rows: file.endsWith('.ndjson') ? bytes.filter((byte) => byte === 10).length : null,
        })),
      },
    ],
    files: siteOf(edition, name, story),
  };
}

/** Serves the files of open data, as the plugin does; false for every other address. */
export function serveData(
  state: () => FixtureState,
  { url = '/' }: IncomingMessage,
  response: ServerResponse
): boolean {
  const [, slug, path = ''] = /^\/consultations\/data\/([^/]+)\/(.+)$/.exec(url) ?? [];
  if (slug === undefined) return false;
  const found = state().consultations.find((one) => one.slug === slug);
  const bytes = found?.openData?.files.get(decodeURIComponent(path));
  response.statusCode = bytes === undefined ? 404 : 200;
  response.setHeader('content-type', 'application/octet-stream');
  response.setHeader('access-control-allow-origin', '*');
  response.end(bytes);
  return true;
}
