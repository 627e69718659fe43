import { expect, test } from 'vitest';
import { keyOf } from './keys.ts';

test.each([
  ['a US layout', 'j', 'KeyJ', false, 'j'],
  ['a Russian layout', 'о', 'KeyJ', false, 'j'],
  ['a Russian layout', '.', 'Slash', false, '/'],
  ['a Russian layout', ',', 'Slash', true, '?'],
  ['a Greek layout', 'ρ', 'KeyR', false, 'r'],
  ['a German layout', '/', 'Digit7', true, '/'],
  ['a Dvorak layout', 'h', 'KeyJ', false, 'h'],
  ['any layout', 'ArrowDown', 'ArrowDown', false, 'ArrowDown'],
  ['a key without a place', 'é', '', false, 'é'],
])('on %s, %s at %s (Shift: %s) is %s', (_, key, code, shiftKey, meant) => {
  expect(keyOf({ key, code, shiftKey })).toBe(meant);
});
