import type { Language } from './i18n/languages.ts';

type Query = Readonly<Record<string, string | number | undefined>>;

/** Every address of the pages, in one place. All of them start with the path that the pages are mounted at. */
export function linksFor(base: string, language: Language) {
  const root = `${base}/${language}`;
  const at = (path: string, query: Query = {}, hash = '') => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== '') search.set(name, String(value));
    }
    return `${root}${path}${search.size > 0 ? `?${search}` : ''}${hash && `#${hash}`}`;
  };
  const id = encodeURIComponent;
  return {
    list: (query?: Query) => at('', query),
    consultation: (slug: string) => at(`/${id(slug)}`),
    text: (slug: string, number?: number, hash?: string) =>
      at(`/${id(slug)}/text${number === undefined ? '' : `/${number}`}`, {}, hash),
    origin: (slug: string, number: number, query?: Query, hash?: string) =>
      at(`/${id(slug)}/text/${number}/origin`, query, hash),
    article: (slug: string, article: string, query?: Query, hash?: string) =>
      at(`/${id(slug)}/articles/${id(article)}`, query, hash),
    articleArguments: (slug: string, article: string, query?: Query) =>
      at(`/${id(slug)}/articles/${id(article)}/arguments`, query),
    question: (slug: string, question: string, query?: Query, hash?: string) =>
      at(`/${id(slug)}/questions/${id(question)}`, query, hash),
    amend: (slug: string, article: string, query?: Query) =>
      at(`/${id(slug)}/articles/${id(article)}/amend`, query),
    newArticle: (slug: string, query?: Query) => at(`/${id(slug)}/new-article`, query),
    amendments: (slug: string, query?: Query) => at(`/${id(slug)}/amendments`, query),
    amendment: (slug: string, amendment: string, query?: Query, hash?: string) =>
      at(`/${id(slug)}/amendments/${id(amendment)}`, query, hash),
    amendmentArguments: (slug: string, amendment: string, query?: Query) =>
      at(`/${id(slug)}/amendments/${id(amendment)}/arguments`, query),
    editAmendment: (slug: string, amendment: string) =>
      at(`/${id(slug)}/amendments/${id(amendment)}/edit`),
    subAmend: (slug: string, amendment: string, query?: Query) =>
      at(`/${id(slug)}/amendments/${id(amendment)}/amend`, query),
    withdrawAmendment: (slug: string, amendment: string) =>
      at(`/${id(slug)}/amendments/${id(amendment)}/withdraw`),
    wording: (slug: string, amendment: string, number: number) =>
      at(`/${id(slug)}/amendments/${id(amendment)}/wordings/${number}`),
    changes: (slug: string, query?: Query, hash?: string) =>
      at(`/${id(slug)}/changes`, query, hash),
    results: (slug: string) => at(`/${id(slug)}/results`),
    resultsCsv: (slug: string) => at(`/${id(slug)}/results.csv`),
    resultsJson: (slug: string) => at(`/${id(slug)}/results.json`),
    check: (slug: string, query?: Query) => at(`/${id(slug)}/check`, query),
    receiptFile: (slug: string, code: string) => at(`/${id(slug)}/receipts/${id(code)}.tlog-proof`),
    data: (slug: string, query?: Query, hash?: string) => at(`/${id(slug)}/data`, query, hash),
    verify: (slug: string, query?: Query) => at(`/${id(slug)}/verify`, query),
    moderation: (slug: string) => at(`/${id(slug)}/moderation`),
    account: (query?: Query, hash?: string) => at('/account', query, hash),
    accountFile: () => at('/account/data.json'),
    erase: () => at('/account/erase'),
    eraseConfirm: () => at('/account/erase/confirm'),
    erased: () => at('/account/erased'),
    signIn: (query?: Query) => at('/account/sign-in', query),
    newAccount: (query?: Query) => at('/account/new', query),
    signOut: () => at('/account/sign-out'),
    accessibility: () => at('/accessibility'),
    privacy: () => at('/privacy'),
    api: () => at('/api'),
    asset: (name: string) => `${base}/assets/${name}`,
  };
}
export type Links = ReturnType<typeof linksFor>;

/** `article:<id>`, `amendment:<id>` or `question:<id>` as the address of its page. */
export function targetLink(links: Links, slug: string, target: string): string {
  const cut = target.indexOf(':');
  const id = target.slice(cut + 1);
  if (target.startsWith('question:')) return links.question(slug, id);
  return target.startsWith('amendment:') ? links.amendment(slug, id) : links.article(slug, id);
}
