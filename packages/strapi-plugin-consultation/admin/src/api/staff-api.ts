import { useFetchClient } from '@strapi/strapi/admin';
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

/** What came back: data, or why not, in the reader's language. */
export type StaffAnswer<Data> =
  | { readonly kind: 'ok'; readonly data: Data }
  | {
      readonly kind: 'refused';
      readonly code: RefusalCode;
      readonly sentence: string;
      readonly details: Readonly<Record<string, unknown>>;
    };
export type StaffRefusal = Extract<StaffAnswer<never>, { kind: 'refused' }>;

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

/** Calls the staff's endpoints as the contract declares them, signed in as the administration is. */
export function useStaffApi(): StaffApi {
  const client = useFetchClient();
  const { locale, formatMessage } = useIntl();
  const latest = useRef(client);
  latest.current = client;
  return useCallback(
    async (name, request = {}) => {
      const endpoint = staffEndpoints[name];
      const url =
        address(endpoint.path, (request.params ?? {}) as Record<string, unknown>) +
        queryString((request.query ?? {}) as Record<string, unknown>);
      const options = { headers: { 'Accept-Language': locale } };
      const { get, post, put, del } = latest.current;
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
        return { kind: 'refused', code, sentence, details };
      }
    },
    [locale, formatMessage]
  );
}

/** Data of a screen: loaded once, and again on demand; what was there stays while it loads again. */
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
    if (mine === asked.current) setAnswer(result);
  }, [api, name, key]);
  useEffect(() => {
    void reload();
  }, [reload]);
  return { answer, reload };
}
