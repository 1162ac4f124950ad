/** How a text file is read: as Markdown or as HTML; undefined when its name says that it is something else. */
export function formatOf(name: string): 'html' | 'markdown' | undefined {
  if (/\.(?:md|markdown|txt)$/i.test(name)) return 'markdown';
  return /\.x?html?$/i.test(name) ? 'html' : undefined;
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Unknown encoding, or not written in it.
    return undefined;
  }
}

/**
 * The words of a file. UTF-8 when they can be that, whatever the file says of itself; otherwise what a byte order mark
 * or the file's own `charset` says, otherwise Windows-1252, in which old files of offices are.
 */
export function decodeText(bytes: Uint8Array): string {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 2_048));
  const declared = /charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
  const marked = head.startsWith('ÿþ')
    ? 'utf-16le'
    : head.startsWith('þÿ')
      ? 'utf-16be'
      : undefined;
  for (const encoding of [marked, 'utf-8', declared]) {
    const text = encoding && decode(bytes, encoding);
    if (typeof text === 'string') return text;
  }
  return new TextDecoder('windows-1252').decode(bytes);
}
