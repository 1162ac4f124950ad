import { describe, expect, it } from 'vitest';
import { mayDecide } from './deciding.ts';

describe('staff answer an amendment', () => {
  it('adopt and reject only once the consultation is closed', () => {
    for (const status of ['adopted', 'rejected'] as const) {
      expect(mayDecide('closed', status).kind).toBe('allowed');
      expect(mayDecide('open', status)).toMatchObject({ code: 'status-forbids' });
    }
  });
  it('say what is admissible or moot while it is open', () => {
    for (const status of ['admissible', 'inadmissible', 'moot'] as const) {
      expect(mayDecide('open', status).kind).toBe('allowed');
    }
  });
  it('say nothing before the opening and nothing after the last version', () => {
    expect(mayDecide('draft', 'moot')).toMatchObject({ code: 'consultation-not-open' });
    expect(mayDecide('answered', 'moot')).toMatchObject({ code: 'status-forbids' });
  });
});
