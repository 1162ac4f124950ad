import { describe, expect, it } from 'vitest';
import { isSafeUrl } from './url.ts';

describe('isSafeUrl', () => {
  it.each([
    'https://example.org/a?b=c#d',
    'http://a',
    'mailto:a@b.fr',
    'tel:+33100000000',
    '/charte',
    '#art2',
    'page?x=a:b',
  ])('lets %s through', (url) => expect(isSafeUrl(url)).toBe(true));
  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'java\nscript:alert(1)',
    ' javascript:x',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    '\\\\evil',
    '',
  ])('refuses %j', (url) => expect(isSafeUrl(url)).toBe(false));
});
