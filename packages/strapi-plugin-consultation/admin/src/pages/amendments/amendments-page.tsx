import { Route, Routes } from 'react-router-dom';
import type { TabProps } from '../workspace/workspace-page.tsx';
import { AmendmentList } from './amendment-list.tsx';
import { OneAmendment } from './one-amendment.tsx';

/** Amendments to decide on: the list, or one of them. */
export function AmendmentsPage(props: TabProps) {
  return (
    <Routes>
      <Route index element={<AmendmentList {...props} />} />
      <Route path=":amendment" element={<OneAmendment {...props} />} />
    </Routes>
  );
}
