import {
  readNewAccount,
  readSignIn,
  sendNewAccount,
  sendSignIn,
  sendSignOut,
  sendWithdraw,
} from './accounts.tsx';
import {
  readAmend,
  readEdit,
  readNewArticle,
  readSubAmend,
  sendAmend,
  sendEdit,
  sendNewArticle,
  sendSubAmend,
} from './amending.tsx';
import { readCheck, readReceiptFile, sendReceipt } from './checking.tsx';
import { readErase, readEraseConfirm, readErased, sendErase } from './erasing.tsx';
import { readAccountFile, readResultsCsv, readResultsJson } from './files.ts';
import { readData, readVerify } from './open-data.tsx';
import { backToItem, type Sender, sendArgument, sendVote } from './opinions.ts';
import { readQuestion, sendAnswer } from './questions.tsx';
import {
  type Params,
  type Reader,
  readAccessibility,
  readAccount,
  readAmendment,
  readAmendmentArguments,
  readAmendments,
  readApi,
  readArticle,
  readArticleArguments,
  readChanges,
  readHome,
  readList,
  readModeration,
  readOrigin,
  readPrivacy,
  readResults,
  readText,
  readWithdraw,
} from './reading.tsx';
import { readWording, sendWording } from './wordings.tsx';

/** First parts of addresses that the pages use themselves: no consultation may have one as its slug. */
export const reservedSlugs = [
  'account',
  'accessibility',
  'privacy',
  'api',
  'assets',
  'data',
] as const;

interface Route {
  /** Behind the language; `:name` is one part of any value. */
  readonly path: string;
  readonly read?: Reader;
  readonly send?: Sender;
}

/** Fixed words stand before parameters: `account` is no slug. */
const routes: readonly Route[] = [
  { path: '', read: readList },
  { path: 'account', read: readAccount },
  { path: 'account/data.json', read: readAccountFile },
  { path: 'account/erase', read: readErase },
  { path: 'account/erase/confirm', read: readEraseConfirm, send: sendErase },
  { path: 'account/erased', read: readErased },
  { path: 'account/sign-in', read: readSignIn, send: sendSignIn },
  { path: 'account/new', read: readNewAccount, send: sendNewAccount },
  { path: 'account/sign-out', read: readAccount, send: sendSignOut },
  { path: 'accessibility', read: readAccessibility },
  { path: 'privacy', read: readPrivacy },
  { path: 'api', read: readApi },
  { path: ':slug', read: readHome },
  { path: ':slug/text', read: readText },
  { path: ':slug/text/:number', read: readText },
  { path: ':slug/text/:number/origin', read: readOrigin },
  { path: ':slug/articles/:article', read: readArticle },
  { path: ':slug/articles/:article/vote', read: backToItem, send: sendVote },
  { path: ':slug/articles/:article/argue', read: backToItem, send: sendArgument },
  { path: ':slug/articles/:article/arguments', read: readArticleArguments },
  { path: ':slug/articles/:article/amend', read: readAmend, send: sendAmend },
  { path: ':slug/questions/:question', read: readQuestion },
  { path: ':slug/questions/:question/vote', read: backToItem, send: sendAnswer },
  { path: ':slug/new-article', read: readNewArticle, send: sendNewArticle },
  { path: ':slug/amendments', read: readAmendments },
  { path: ':slug/amendments/:amendment', read: readAmendment },
  { path: ':slug/amendments/:amendment/vote', read: backToItem, send: sendVote },
  { path: ':slug/amendments/:amendment/argue', read: backToItem, send: sendArgument },
  { path: ':slug/amendments/:amendment/arguments', read: readAmendmentArguments },
  { path: ':slug/amendments/:amendment/edit', read: readEdit, send: sendEdit },
  { path: ':slug/amendments/:amendment/amend', read: readSubAmend, send: sendSubAmend },
  {
    path: ':slug/amendments/:amendment/wordings/:number',
    read: readWording,
    send: sendWording,
  },
  { path: ':slug/amendments/:amendment/withdraw', read: readWithdraw, send: sendWithdraw },
  { path: ':slug/changes', read: readChanges },
  { path: ':slug/results', read: readResults },
  { path: ':slug/results.csv', read: readResultsCsv },
  { path: ':slug/results.json', read: readResultsJson },
  { path: ':slug/moderation', read: readModeration },
  { path: ':slug/data', read: readData },
  { path: ':slug/verify', read: readVerify },
  { path: ':slug/check', read: readCheck, send: sendReceipt },
  { path: ':slug/receipts/:file', read: readReceiptFile },
];

const table = routes.map((route) => ({ route, pattern: route.path.split('/').filter(Boolean) }));

export function findRoute(
  parts: readonly string[]
): { readonly route: Route; readonly params: Params } | undefined {
  for (const { route, pattern } of table) {
    if (pattern.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = pattern.every((word, index) => {
      const part = parts[index] ?? '';
      if (!word.startsWith(':')) return word === part;
      params[word.slice(1)] = part;
      return true;
    });
    if (fits) return { route, params };
  }
  return undefined;
}
