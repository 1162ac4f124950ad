import { Table } from '@strapi/design-system';
import { styled } from 'styled-components';

/** A table whose long words wrap instead of running over their neighbours. */
export const DataTable = styled(Table)`
  && th,
  && td {
    height: auto;
    padding-block: ${({ theme }) => theme.spaces[3]};
    vertical-align: top;
    white-space: normal;
  }
  td a,
  td span {
    white-space: normal;
    overflow-wrap: break-word;
  }
  td a,
  td:first-child span {
    overflow-wrap: anywhere;
  }
  td > span {
    display: inline-block;
  }
`;
