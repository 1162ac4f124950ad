import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useSettled } from './settled.ts';

/** What is at its default (`all`, nothing, page 1) is left out; another filter begins at page 1. */
export function withParam(before: URLSearchParams, name: string, value: string): URLSearchParams {
  const after = new URLSearchParams(before);
  if (name !== 'page') after.delete('page');
  const isDefault = value === '' || value === 'all' || (name === 'page' && value === '1');
  if (isDefault) after.delete(name);
  else after.set(name, value);
  return after;
}

/** Filters and page of a list, kept in the address: reloading, going back and sharing it show the same list. */
export function useListParams() {
  const [params, setParams] = useSearchParams();
  const here = useRef(window.location.pathname);
  return {
    /** The value, if it is one of those offered; otherwise the first of them. */
    choice: <Value extends string>(name: string, values: readonly [Value, ...Value[]]): Value =>
      values.find((value) => value === params.get(name)) ?? values[0],
    text: (name: string) => params.get(name) ?? '',
    page: Math.max(1, Math.trunc(Number(params.get('page'))) || 1),
    set(name: string, value: string) {
      // Somebody has gone on already: what settles late must not bring her back.
      if (window.location.pathname !== here.current) return;
      setParams((before) => withParam(before, name, value), { replace: true });
    },
  };
}

/** Words to search for as they are typed; the address follows when the typing pauses. */
export function useSearchField(params: ReturnType<typeof useListParams>) {
  const inAddress = params.text('search');
  const [typed, setTyped] = useState(inAddress);
  const sought = useSettled(typed.trim());
  const latest = useRef(params);
  latest.current = params;
  useEffect(() => {
    if (sought !== latest.current.text('search')) latest.current.set('search', sought);
  }, [sought]);
  return { typed, setTyped, sought: inAddress };
}
