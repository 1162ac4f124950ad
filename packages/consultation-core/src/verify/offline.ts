import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from '../log/index.ts';
import { makeNotebook } from './notebook.ts';
import { readAsked, reportReceipts } from './receipts.ts';
import type { Report, VerifyOptions } from './types.ts';
import { checkWitnesses, policyOf } from './witnesses.ts';

/**
 * What receipts prove by themselves, without any data: that a checkpoint which the key signed covers them, and that it
 * has the signatures that a policy asks for. Throws Error where the policy cannot be read.
 */
export async function verifyReceipts(options: VerifyOptions): Promise<Report> {
  const notebook = makeNotebook();
  const sha256 = options.sha256 ?? (nobleSha256 as (data: Bytes) => Bytes);
  const policy = policyOf(options.policy);
  const asked = readAsked(options.receipts ?? []);
  const receipts = await reportReceipts(asked, {
    journal: null,
    place: null,
    origin: '',
    live: null,
    notebook,
    sha256,
    key: options.key,
  });
  if (policy !== null) {
    for (const note of asked.notes) checkWitnesses(policy, [note], notebook);
  }
  const { checks, findings, totals, remarks } = notebook.sum();
  return {
    format: 'consultation-report@1',
    verdict: findings.length > 0 ? 'findings' : 'ok',
    source: '',
    consultation: null,
    edition: null,
    keys: [],
    checkpoint: null,
    checks,
    findings,
    totals,
    remarks,
    receipts,
    trouble: null,
    figures: { leaves: 0, ballotActs: 0, ballots: 0, contributions: 0, bytes: 0 },
  };
}
