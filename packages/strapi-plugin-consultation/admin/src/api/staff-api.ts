import { getFetchClient } from '@strapi/strapi/admin';
import {
  type RefusalCode,
  type RequestOf,
  type ResponseOf,
  type StaffEndpointName,
  type StaffEndpoints,
  staffEndpoints,
} from 'consultation-core/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { pluginId } from '../plugin-id.ts';

/** Why a request was not done. */
export interface StaffRefusal {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  readonly sentence: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** No answer came, or none that says anything about the request: the same may go well later. */
  readonly passing?: boolean;
  /** Asks once more, where that may help. */
  readonly retry?: () => Promise<void>;
}

/** What came back: data, or why not, in the reader's language. */
export type StaffAnswer<Data> =
  | {
      readonly kind: 'ok';
      readonly data: Data;
      /** Why it could not be loaded again: the data are those from before. */
      readonly stale?: StaffRefusal;
    }
  | StaffRefusal;

export type StaffApi = <Name extends StaffEndpointName>(
  name: Name,
  request?: RequestOf<StaffEndpoints[Name]>
) => Promise<StaffAnswer<ResponseOf<StaffEndpoints[Name]>>>;

interface ErrorBody {
  readonly message?: string;
  readonly details?: { readonly code?: RefusalCode } & Record<string, unknown>;
}

function address(path: string, params: Readonly<Record<string, unknown>>): string {
  return `/${pluginId}${path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(String(params[name])))}`;
}

function queryString(query: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return text && `?${text}`;
}

/** Refusals that come from the state of the network or the server, not from what was asked. */
const passingCodes: ReadonlySet<RefusalCode> = new Set([
  'service-unavailable',
  'too-many-requests',
  'unexpected',
]);

/**
 * Calls the staff's endpoints as the contract declares them, signed in as the administration is. A request that is on
 * its way goes on when the screen is left: what was saved there must arrive.
 */
export function useStaffApi(): StaffApi {
  const { locale, formatMessage } = useIntl();
  return useCallback(
    async (name, request = {}) => {
      const endpoint = staffEndpoints[name];
      const url =
        address(endpoint.path, (request.params ?? {}) as Record<string, unknown>) +
        queryString((request.query ?? {}) as Record<string, unknown>);
      const options = { headers: { 'Accept-Language': locale } };
      const { get, post, put, del } = getFetchClient();
      const body = request.body ?? {};
      const send = () => {
        switch (endpoint.verb) {
          case 'GET':
            return get(url, options);
          case 'POST':
            return post(url, body, options);
          case 'PUT':
            return put(url, body, options);
          case 'DELETE':
            return del(url, options);
        }
      };
      try {
        const { data } = await send();
        return { kind: 'ok', data: (data as { data: unknown }).data as never };
      } catch (error) {
        const said = (error as { response?: { data?: { error?: ErrorBody } } }).response?.data
          ?.error;
        const { code = 'unexpected', ...details } = said?.details ?? {};
        const sentence = said?.message ?? formatMessage({ id: `${pluginId}.error.unreachable` });
        const passing = passingCodes.has(code);
        return { kind: 'refused', code, sentence, details, ...(passing && { passing }) };
      }
    },
    [locale, formatMessage]
  );
}

/** After these there is nothing left to show. */
const gone: ReadonlySet<RefusalCode> = new Set(['not-found', 'not-allowed', 'sign-in-needed']);

/**
 * Data of a screen: loaded once, and again on demand. What was there stays while it loads again, and when that fails:
 * what somebody is writing below it must not go.
 */
export function useLoaded<Name extends StaffEndpointName>(
  name: Name,
  request: RequestOf<StaffEndpoints[Name]>
) {
  const api = useStaffApi();
  const [answer, setAnswer] = useState<StaffAnswer<ResponseOf<StaffEndpoints[Name]>>>();
  const key = JSON.stringify(request);
  const asked = useRef(0);
  const reload = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    const result = await api(name, JSON.parse(key));
    if (mine !== asked.current) return;
    setAnswer((before) => {
      if (result.kind === 'ok') return result;
      const refusal = { ...result, retry: reload };
      return before?.kind === 'ok' && !gone.has(result.code)
        ? { ...before, stale: refusal }
        : refusal;
    });
  }, [api, name, key]);
  useEffect(() => {
    void reload();
  }, [reload]);
  return { answer, reload };
}
