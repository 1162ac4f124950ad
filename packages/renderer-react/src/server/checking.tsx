import {
  type ConsultationView,
  Id,
  type JournalView,
  type RecordedAct,
} from 'consultation-core/contract';
import {
  type BallotAct,
  commitment,
  fromBase64,
  type Json,
  leafHash,
  parseReceiptCode,
  readEntry,
  receiptCode,
  toHex,
} from 'consultation-core/log';
import { amendmentName } from '../components/amendment-card.tsx';
import type { ReceiptFinding } from '../components/checked-receipt.tsx';
import { CheckPage, type CodeFinding, type FoundAct } from '../pages/check-page.tsx';
import { ReceiptWaitPage } from '../pages/receipt-wait-page.tsx';
import { inspectReceipt } from '../receipts.ts';
import { emptyForm, type FormState } from '../view.ts';
import { errorPage, page, refusedReading, securityHeaders } from './answers.tsx';
import type { Sender } from './opinions.ts';
import type { Reader } from './reading.tsx';
import { type Visit, viewOf } from './visit.ts';

interface Known {
  readonly consultation: ConsultationView;
  readonly journal: JournalView;
}

async function known(visit: Visit, slug: string) {
  const [consultation, journal] = await Promise.all([
    visit.call('getConsultation', { params: { slug } }),
    visit.call('getJournal', { params: { slug } }),
  ]);
  if (consultation.kind === 'refused') return consultation;
  if (journal.kind === 'refused') return journal;
  return { kind: 'ok' as const, consultation: consultation.data, journal: journal.data };
}

/** The page of checks: with a code in the address it says what the journal has under it. */
export const readCheck: Reader = async (visit, { slug = '' }) => {
  const found = await known(visit, slug);
  if (found.kind === 'refused') return refusedReading(visit, found);
  const typed = visit.url.searchParams.get('code');
  if (typed === null) return checkPage(visit, found, {});
  const { t } = viewOf(visit).i18n;
  const wrong = (message: string) =>
    checkPage(visit, found, {
      code: { values: { code: typed.slice(0, 200) }, errors: [{ field: 'code', message }] },
      status: 422,
    });
  if (typed.trim() === '') return wrong(t('check.missing'));
  const code = parseReceiptCode(typed);
  if (code === null) return wrong(t('check.malformed'));
  const answer = await visit.call('getRecordedAct', { params: { slug, code: code.code } });
  const form = { values: { code: code.code }, errors: [] };
  if (answer.kind === 'refused') {
    if (answer.code !== 'not-found') return refusedReading(visit, answer);
    const { size } = found.journal;
    const kind = code.index < size ? 'other' : 'beyond';
    return checkPage(visit, found, {
      code: form,
      finding: { kind, index: code.index, size },
      status: 404,
    });
  }
  return checkPage(visit, found, {
    code: form,
    finding: await actOf(visit, found, code, answer.data),
  });
};

/** The file of a receipt that was sent as text, for browsers without script. */
export const sendReceipt: Sender = async (visit, { slug = '' }, form) => {
  const found = await known(visit, slug);
  if (found.kind === 'refused') return refusedReading(visit, found);
  const text = form.get('receipt') ?? '';
  const { t } = viewOf(visit).i18n;
  if (text.trim() === '') {
    return checkPage(visit, found, {
      receipt: { values: {}, errors: [{ field: 'receipt', message: t('check.noText') }] },
      status: 422,
    });
  }
  const { format } = viewOf(visit, found.consultation.timeZone).i18n;
  const inspected = inspectReceipt(text, found.journal);
  return checkPage(visit, found, {
    receipt: { values: { receipt: text }, errors: [] },
    receiptFinding:
      inspected.kind === 'refused'
        ? inspected
        : { ...inspected, at: format.moment(inspected.entry.at) },
  });
};

function checkPage(
  visit: Visit,
  { consultation, journal }: Known,
  shown: {
    readonly code?: FormState;
    readonly finding?: CodeFinding;
    readonly receipt?: FormState;
    readonly receiptFinding?: ReceiptFinding;
    readonly status?: number;
  }
): Response {
  return page(
    visit,
    <CheckPage
      view={viewOf(visit, consultation.timeZone)}
      consultation={consultation}
      journal={journal}
      code={shown.code ?? emptyForm}
      finding={shown.finding}
      receipt={shown.receipt ?? emptyForm}
      receiptFinding={shown.receiptFinding}
    />,
    // Who asks about which receipt is nobody else's business.
    { status: shown.status ?? 200, headers: { 'cache-control': 'no-store' } }
  );
}

/** The answer of the API, believed only where it fits the code, the commitment and the signed tree. */
async function actOf(
  visit: Visit,
  { consultation, journal }: Known,
  code: { readonly code: string; readonly index: number },
  act: RecordedAct
): Promise<CodeFinding> {
  const entry = readEntry(act.entry);
  const leaf = leafHash(new TextEncoder().encode(act.entry));
  const misfit = { kind: 'misfit', index: code.index } as const;
  if (entry === null || receiptCode(act.index, leaf) !== code.code) return misfit;
  const content = openedContent(act, entry.commitment);
  if (content === undefined) return misfit;
  const isBallot = entry.kind === 'ballot';
  const ballot = isBallot ? (content as BallotAct | null) : null;
  return {
    kind: 'found',
    code: code.code,
    index: act.index,
    // The journal may have grown since it was asked how large it is.
    size: Math.max(journal.size, act.index + 1),
    at: entry.at,
    act: entry.kind,
    standing: act.standing,
    ballot,
    item: await itemOf(visit, consultation, ballot?.target ?? entry.subject ?? ''),
    proof: proofOf(journal, code.code, act.proof),
    entry: act.entry,
    leaf: toHex(leaf),
    opening: act.opening,
  };
}

/** What an opening says; null where there is none, undefined where it is not what the leaf committed to. */
function openedContent(act: RecordedAct, expected: string | undefined): unknown {
  if (act.opening === null) return null;
  const { nonce, content } = act.opening;
  const plain = nonce.replaceAll('-', '+').replaceAll('_', '/').replace(/=*$/, '=');
  const bytes = fromBase64(plain);
  if (bytes?.length !== 32) return undefined;
  try {
    const value = JSON.parse(content) as Json;
    return commitment(bytes, value) === expected ? value : undefined;
  } catch {
    return undefined;
  }
}

function proofOf(journal: JournalView, code: string, proof: string | null): FoundAct['proof'] {
  if (proof === null) return { kind: 'pending' };
  const inspected = inspectReceipt(proof, journal);
  if (inspected.kind === 'refused') return inspected;
  return inspected.code === code
    ? { kind: 'included', size: inspected.size }
    : { kind: 'refused', reason: 'no-receipt' };
}

/** An item by the name and the address that people know; null for what has none, or is no more. */
async function itemOf(
  visit: Visit,
  { slug, timeZone }: ConsultationView,
  subject: string
): Promise<FoundAct['item']> {
  const [type, id = '', ...rest] = subject.split(':');
  if (rest.length > 0 || !Id.safeParse(id).success) return null;
  if (type === 'article') {
    const answer = await visit.call('getArticle', { params: { slug, article: id } });
    if (answer.kind === 'refused') return { name: id, href: visit.links.text(slug) };
    const { label, title } = answer.data.article;
    return {
      name: [label, title].filter(Boolean).join(' – '),
      href: visit.links.article(slug, id),
    };
  }
  if (type === 'amendment') {
    const answer = await visit.call('getAmendment', { params: { slug, id } });
    if (answer.kind === 'refused') return null;
    const { amendment } = answer.data;
    const name = amendmentName(viewOf(visit, timeZone), amendment);
    return {
      name: [name, amendment.title].filter(Boolean).join(' – '),
      href: visit.links.amendment(slug, id),
    };
  }
  if (type === 'question') {
    const answer = await visit.call('getQuestion', { params: { slug, question: id } });
    if (answer.kind === 'refused') return null;
    const { question } = answer.data;
    return { name: question.title, href: visit.links.question(slug, id), question };
  }
  return null;
}

/** The file of a receipt (C2SP tlog-proof), or a page that says when it will be there. */
export const readReceiptFile: Reader = async (visit, { slug = '', file = '' }) => {
  const code = file.endsWith('.tlog-proof')
    ? parseReceiptCode(file.slice(0, -'.tlog-proof'.length))
    : null;
  if (code === null) return errorPage(visit, 'not-found');
  const answer = await visit.call('getRecordedAct', { params: { slug, code: code.code } });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  if (answer.data.proof === null) {
    const consultation = await visit.call('getConsultation', { params: { slug } });
    if (consultation.kind === 'refused') return refusedReading(visit, consultation);
    return page(
      visit,
      <ReceiptWaitPage view={viewOf(visit)} consultation={consultation.data} code={code.code} />,
      { status: 503, headers: { 'retry-after': '30', 'cache-control': 'no-store' } }
    );
  }
  return new Response(answer.data.proof, {
    headers: {
      ...securityHeaders,
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${slug}-${code.code}.tlog-proof"`,
      'cache-control': 'no-store',
    },
  });
};
