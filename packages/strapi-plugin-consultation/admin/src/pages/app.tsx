import { Page } from '@strapi/strapi/admin';
import { Route, Routes } from 'react-router-dom';
import { permissions } from '../permissions.ts';
import { ListPage } from './list/list-page.tsx';
import { WorkspacePage } from './workspace/workspace-page.tsx';

export function App() {
  return (
    <Page.Protect permissions={permissions.read}>
      <Routes>
        <Route index element={<ListPage />} />
        <Route path=":id/*" element={<WorkspacePage />} />
        <Route path="*" element={<Page.Error />} />
      </Routes>
    </Page.Protect>
  );
}
