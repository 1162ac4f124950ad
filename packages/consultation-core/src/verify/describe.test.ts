import { expect, describe as group, it } from 'vitest';
import { describe, reportLanguages } from './describe.ts';
import { en } from './messages/en.ts';
import { fr } from './messages/fr.ts';
import { checkNames, type Finding, findingCodes, type Report } from './types.ts';

const fields = [
  'act',
  'acts',
  'rule',
  'usual',
  'witness',
  'witnesses',
  'index',
  'line',
  'file',
  'field',
  'found',
  'expected',
  'target',
  'voter',
  'subject',
  'list',
  'origin',
  'day',
  'from',
  'to',
  'choice',
  'hour',
  'code',
  'reason',
  'number',
  'at',
  'before',
  'boundary',
  'size',
  'row',
  'count',
  'kinds',
  'key',
  'method',
  'lost',
  'journal',
];
const detailsOf = (value: string | number) =>
  Object.fromEntries(fields.map((field) => [field, value]));
const details = detailsOf(7);

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

  it('does not let the data write the report', () => {
    const evil = 'a\u001b[2K\rEverything is right\n\u202egnp\u0085\u2028b\ud800';
    const told = describe(
      {
        ...worst,
        source: evil,
        trouble: evil,
        consultation: { id: evil, slug: evil, title: evil.repeat(100), origin: evil },
        edition: { name: evil, at: evil, size: 1, final: true, sealed: false },
        findings: checkNames.flatMap((check) =>
          findingCodes[check].map(
            (code): Finding => ({
              check,
              code,
              details: detailsOf(evil),
            })
          )
        ),
        remarks: Object.keys(en.remarks).map((code) => ({
          code: code as never,
          details: detailsOf(evil),
        })),
      },
      'en'
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(JSON.stringify(told)).not.toMatch(/\\u00|\\n|\\r|[\u0000-\u001f\u0085\u2028\u202e]/);
    expect(told.title.length).toBeLessThan(300);
  });
});
