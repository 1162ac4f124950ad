import type { listArguments, ResponseOf } from 'consultation-core/contract';
import { Arguments } from '../components/arguments.tsx';
import { Layout } from '../components/layout.tsx';
import { Pagination } from '../components/pagination.tsx';
import { canTry, type Permission } from '../components/vote-box.tsx';
import type { View } from '../view.ts';
import { crumbsTo, type Frame } from './common.tsx';

/** All arguments on one item, a page of each side at a time. */
export function ArgumentsPage(props: {
  readonly view: View;
  readonly consultation: Frame;
  /** The item as people call it, its page, and the page of these arguments. */
  readonly item: { readonly id: string; readonly name: string; readonly href: string };
  readonly arguments: ResponseOf<typeof listArguments>;
  /** Whether the reader can add one. */
  readonly permission: Permission;
  readonly page: number;
  readonly pageSize: number;
  readonly link: (page: number) => string;
}) {
  const { view, consultation, item, permission, page, pageSize } = props;
  const { t } = view.i18n;
  const most = Math.max(props.arguments.for.total, props.arguments.against.total);
  const title = t('argument.title', { name: item.name });
  return (
    <Layout
      view={view}
      title={title}
      consultation={consultation}
      crumbs={crumbsTo(view, consultation, { text: item.name, href: item.href })}
      width="wide"
    >
      <h1>{title}</h1>
      <p className="note">{t('argument.order')}</p>
      <Arguments
        view={view}
        arguments={props.arguments}
        seed={item.id}
        level={2}
        lang={consultation.language}
        permission={permission}
      />
      <Pagination view={view} page={page} pages={Math.ceil(most / pageSize)} link={props.link} />
      {canTry(permission) && (
        <p>
          <a href={`${item.href}#argue`}>{t('argument.add')}</a>
        </p>
      )}
    </Layout>
  );
}
