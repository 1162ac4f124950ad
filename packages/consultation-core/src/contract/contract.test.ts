import { describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import type { Proposal as DomainProposal } from '../amendment/types.ts';
import type { Change as DomainChange } from '../change/types.ts';
import type { Phase as DomainPhase } from '../consultation/types.ts';
import type { Block as DomainBlock } from '../text/types.ts';
import type { Outcome as DomainOutcome, PassingRules as DomainRules } from '../vote/types.ts';
import {
  type Block,
  type Change,
  type Endpoint,
  type Outcome,
  openApi,
  type PassingRules,
  Phase,
  type Proposal,
  publicEndpoints,
  refusalCodes,
  refusals,
  staffEndpoints,
} from './index.ts';

/** A type without its `readonly`s, at every depth. */
type Mutable<T> = T extends readonly [infer One]
  ? [Mutable<One>]
  : T extends readonly (infer Item)[]
    ? Mutable<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
      : T;

const endpoints: [string, Endpoint][] = [
  ...Object.entries(publicEndpoints).map(
    ([name, one]) => [`public ${name}`, one] as [string, Endpoint]
  ),
  ...Object.entries(staffEndpoints).map(
    ([name, one]) => [`staff ${name}`, one] as [string, Endpoint]
  ),
];

describe('shapes that cross the network', () => {
  it('are the types of the domain', () => {
    expectTypeOf<z.output<typeof Block>>().toEqualTypeOf<Mutable<DomainBlock>>();
    expectTypeOf<z.output<typeof Change>>().toEqualTypeOf<Mutable<DomainChange>>();
    expectTypeOf<z.output<typeof Outcome>>().toEqualTypeOf<Mutable<DomainOutcome>>();
    expectTypeOf<z.output<typeof Phase>>().toEqualTypeOf<Mutable<DomainPhase>>();
    expectTypeOf<z.output<typeof PassingRules>>().toEqualTypeOf<Mutable<DomainRules>>();
    expectTypeOf<z.output<typeof Proposal>>().toEqualTypeOf<Mutable<DomainProposal>>();
  });

  it.each(endpoints)('%s refuses keys that it does not know', (_, { params, query, body }) => {
    for (const schema of [params, query, body]) {
      const result = schema.safeParse({ status: 'adopted', authorKey: 'x', $where: '1' });
      expect(result.success).toBe(false);
    }
  });

  it.each(endpoints)(
    '%s answers hostile values with issues, never with an exception',
    (_, { body }) => {
      const hostile: unknown[] = [
        [],
        null,
        undefined,
        Number.POSITIVE_INFINITY,
        'x'.repeat(1_000_000),
        JSON.parse('{"__proto__":{"status":"adopted"}}'),
        { constructor: { prototype: {} } },
      ];
      const shape = (body as unknown as { shape?: Record<string, unknown> }).shape ?? {};
      for (const value of hostile) {
        expect(
          body.safeParse(value).success && value !== undefined && typeof value !== 'object'
        ).toBe(false);
        for (const key of Object.keys(shape)) {
          expect(() => body.safeParse({ [key]: value })).not.toThrow();
        }
      }
    }
  );

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://a b',
    '//evil.example',
    'mailto:a@b.fr',
  ])('an argument’s source is no %s', (url) => {
    const body = {
      target: 'article:a1',
      stance: 'for',
      text: 'Parce que.',
      sources: [{ title: 'Source', url }],
      key: 'k'.repeat(16),
    };
    expect(publicEndpoints.createArgument.body.safeParse(body).success).toBe(false);
  });

  it('line ends are made equal and controls refused', () => {
    const { text } = publicEndpoints.createArgument.body.shape;
    expect(text.parse('  a\r\nb\rc ')).toBe('a\nb\nc');
    expect(text.safeParse('a\u0000b').success).toBe(false);
    expect(text.safeParse('   ').success).toBe(false);
  });

  it('a phase that closes before it opens is refused', () => {
    const phase = {
      id: 'p',
      name: 'P',
      opensAt: '2026-02-01T00:00:00Z',
      closesAt: '2026-01-01T00:00:00Z',
      allows: [],
    };
    expect(Phase.safeParse(phase).success).toBe(false);
  });
});

describe('the description of the API', () => {
  const document = openApi();

  it('names every endpoint once, with its parameters and refusals', () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
      Object.keys(publicEndpoints).sort()
    );
    for (const [path, operationsOfPath] of Object.entries(document.paths)) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters, responses } of Object.values(operationsOfPath)) {
        const inPath = parameters.filter((one) => one.in === 'path').map(({ name }) => name);
        expect(inPath.sort()).toEqual(named.sort());
        expect(Object.keys(responses)).toEqual(
          expect.arrayContaining(['200', '400', '500', '503'])
        );
      }
    }
  });

  it('has no reference that leads nowhere, and is JSON', () => {
    const text = JSON.stringify(document);
    expect(text).not.toContain('$ref');
    expect(JSON.parse(text).openapi).toBe('3.1.0');
  });

  it('gives each refusal one status between 400 and 503', () => {
    for (const code of refusalCodes) {
      expect(refusals[code]).toBeGreaterThanOrEqual(400);
      expect(refusals[code]).toBeLessThanOrEqual(503);
    }
  });
});
