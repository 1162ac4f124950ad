import { desk } from './desk-acts.mjs';
import { readDesk } from './desk-amendments.mjs';
import { redactionSettings } from './desk-settings.mjs';
import { resolvedSoFar, stillOpen, subAmendments, wordedBlocks, wordings } from './desk-works.mjs';
import { inDays } from './republique-numerique-settings.mjs';

/** What is decided so far: the file's decisions but some, and the first of the sub-amendments. */
function decided() {
  const [sub] = subAmendments;
  const rows = readDesk().amendments.filter(
    ({ id, decision }) => decision.status !== null && !stillOpen.has(id)
  );
  return new Map([...rows, sub].map(({ id, decision }) => [id, decision]));
}

/**
 * A closed consultation with drafters in the middle of their work: some amendments are undecided, most collisions are
 * open, one author has yet to answer to other words, and a second person must read it all before it is published.
 */
export const redaction = {
  slug: redactionSettings(new Date()).settings.slug,
  name: 'Bureau de rédaction',
  async seed(context) {
    const { now } = context;
    const made = redactionSettings(now);
    const one = await desk(context, made);
    const { body } = one;
    const { amendments: rows } = readDesk();
    await one.take(['a106']);
    await one.close();
    await one.decide(decided(), inDays(now, -16, '11:00'), inDays(now, -3, '11:00'));
    const offer = (wording, at, publish) =>
      one.offer(wording, wordedBlocks(body, rows, wording), {
        at: inDays(now, at, '11:00'),
        publish,
      });
    await offer(wordings.contracts, -9, true);
    await one.reply(wordings.contracts, true, inDays(now, -8, '11:00'));
    await offer(wordings.formats, -2, true);
    await offer(wordings.delay, -2, false);
    await one.resolve(inDays(now, -3, '14:00'), inDays(now, -1, '11:00'), resolvedSoFar);
  },
};
