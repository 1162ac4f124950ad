const allowed = /^(?:https?:|mailto:|tel:)/i;

/**
 * Whether an address may stand in a link: http, https, mailto, tel, or relative to the site. Blanks and control
 * characters, which browsers ignore inside a scheme, make it unsafe.
 */
export function isSafeUrl(url: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (url === '' || /[\u0000-\u0020\u007f-\u009f\\]/.test(url)) return false;
  if (url.startsWith('//')) return false;
  return allowed.test(url) || !/^[^/?#]*:/.test(url);
}
