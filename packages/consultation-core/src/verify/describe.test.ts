import { expect, describe as group, it } from 'vitest';
import { describe, reportLanguages } from './describe.ts';
import { en } from './messages/en.ts';
import { fr } from './messages/fr.ts';
import { checkNames, type Finding, findingCodes, type Report } from './types.ts';

const details = new Proxy({}, { get: (_, name) => (typeof name === 'string' ? 7 : undefined) });

/** A report in which everything is wrong. */
const worst: Report = {
  format: 'consultation-report@1',
  verdict: 'findings',
  source: 'somewhere',
  consultation: { id: 'c', slug: 'c', title: 'T', origin: 'o' },
  edition: {
    name: 'n',
    at: '2015-10-25T01:30:00.000Z',
    size: 1_234_567,
    final: true,
    sealed: false,
  },
  keys: [],
  checkpoint: null,
  checks: checkNames.map((name) => ({ name, kind: 'failed', looked: 3, findings: 2 })),
  findings: checkNames.flatMap((check) =>
    findingCodes[check].map((code): Finding => ({ check, code, details }))
  ),
  totals: { 'count-differs': 60 },
  remarks: Object.keys(en.remarks).map((code) => ({ code: code as never, details })),
  receipts: Object.keys(en.fates).flatMap((fate) =>
    ['proved', 'unsigned', 'code', 'refused'].map((proof) => ({
      code: '7-AAAA',
      index: 7,
      proof: proof as 'code',
      reason: '',
      inJournal: fate === 'unknown' ? null : fate !== 'erased',
      fate: fate as 'counted',
    }))
  ),
  trouble: 'x',
  figures: { leaves: 1, ballotActs: 1, ballots: 1, contributions: 1, bytes: 1 },
};

group('a report in words', () => {
  it.each(reportLanguages)('%s says everything that there is to be said', (language) => {
    const told = describe(worst, language);
    const all = JSON.stringify(told);
    expect(all).not.toMatch(/undefined|null|NaN|\[object|[a-z]+-[a-z]+-differs/);
    expect(told.findings.length).toBe(worst.findings.length + 1);
    expect(told.remarks.every((line) => line.length > 10)).toBe(true);
  });

  it('has the same sentences in both languages', () => {
    for (const name of [
      'checks',
      'findings',
      'remarks',
      'fates',
      'proofs',
      'places',
      'verdicts',
    ] as const) {
      expect(Object.keys(fr[name]).sort()).toEqual(Object.keys(en[name]).sort());
    }
    expect(fr.limits.length).toBe(en.limits.length);
  });

  it('names the time zone of its dates, and tells how many more there are of a kind', () => {
    expect(describe(worst, 'en').edition).toContain('25 October 2015');
    expect(describe(worst, 'en').edition).toContain('UTC');
    expect(describe(worst, 'en').findings.map(({ text }) => text)).toContain(
      '… and 59 more of the same kind.'
    );
  });

  it('keeps the blanks of French typography together', () => {
    const texts = JSON.stringify(describe(worst, 'fr'));
    expect(texts).not.toMatch(/ [;:!?»]|« /);
  });
});
