/** The handler and what it needs; then pages and components as functions of data, for hosts that mount their own. */

export { AmendmentCard } from './components/amendment-card.tsx';
export { ArgumentForm, Arguments } from './components/arguments.tsx';
export { Blocks } from './components/blocks.tsx';
export {
  type DiffExtent,
  type DiffLayout,
  DiffView,
  type Line,
  rowsOf,
} from './components/diff-view.tsx';
export { Inlines, PlainWords } from './components/inlines.tsx';
export { Alineas, Law } from './components/law.tsx';
export { Layout, type LayoutProps } from './components/layout.tsx';
export { Outline } from './components/outline.tsx';
export { Result } from './components/tally.tsx';
export { VoteBox } from './components/vote-box.tsx';
export { type Links, linksFor } from './links.ts';
export {
  AccountPage,
  NewAccountPage,
  SendAgainPage,
  SignInPage,
} from './pages/account-pages.tsx';
export { AmendChoosePage, AmendFormPage, AmendPreviewPage } from './pages/amend-pages.tsx';
export { AmendmentPage, WithdrawPage } from './pages/amendment-page.tsx';
export { AmendmentsPage } from './pages/amendments-page.tsx';
export { ArgumentsPage } from './pages/arguments-page.tsx';
export { ArticlePage } from './pages/article-page.tsx';
export { ChangesPage } from './pages/changes-page.tsx';
export { HomePage } from './pages/home-page.tsx';
export { ListPage } from './pages/list-page.tsx';
export { ModerationPage } from './pages/moderation-page.tsx';
export { OriginPage, type OriginPageProps } from './pages/origin-page.tsx';
export { AccessibilityPage, ApiPage, ErrorPage, PrivacyPage } from './pages/plain-pages.tsx';
export { ReplyPage } from './pages/reply-page.tsx';
export { ResultsPage } from './pages/results-page.tsx';
export { NoTextPage, TextPage } from './pages/text-page.tsx';
export { createHandler } from './server/handler.tsx';
export { createHttpApi, type HttpApiOptions } from './server/http-api.ts';
export type { Handler, HandlerOptions, RequestContext } from './server/options.ts';
export { reservedSlugs } from './server/routes.ts';
export { emptyForm, type FormError, type FormState, inZone, type View } from './view.ts';
