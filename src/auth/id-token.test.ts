import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { readClaims } from './id-token.ts';
import type { IdTokenClaims } from './id-token.ts';

const EXPECTED = { issuer: 'https://issuer.example', clientId: 'monitor' };
const NOW = Date.UTC(2026, 10, 20, 12);

function claims(change: Partial<IdTokenClaims> = {}): IdTokenClaims {
  const iat = NOW / 1000;
  return { iss: EXPECTED.issuer, aud: 'monitor', sub: '42', iat, exp: iat + 3600, ...change };
}

const read = (change?: Partial<IdTokenClaims>, now = NOW) => readClaims(claims(change), EXPECTED, now);

test('a token says who, and until when', () => {
  expect(read({ email: 'ann@example.com' })).toEqual({
    subject: '42',
    person: 'ann@example.com',
    expiresAt: NOW + 3_600_000,
  });
});

test.each<[Partial<IdTokenClaims>, string]>([
  [{ email: 'a@b.example', name: 'Ann' }, 'a@b.example'],
  [{ email: '', name: 'Ann' }, 'Ann'],
  [{ email: 7, 'cognito:username': 'ann' }, 'ann'],
  [{}, '42'],
])('of %j the name is %s', (change, person) => {
  expect(read(change).person).toBe(person);
});

test('a token of another issuer or for another client is not taken', () => {
  const problem = expect.objectContaining({ problem: 'token' });
  expect(() => read({ iss: 'https://issuer.example/' })).toThrow(problem);
  expect(() => read({ aud: 'another' })).toThrow(problem);
  expect(() => read({ aud: ['another', 'third'] })).toThrow(problem);
  expect(read({ aud: ['another', 'monitor'] }).subject).toBe('42');
});

test('clocks that differ by up to five minutes cost nothing of the token’s life; more is an error', () => {
  assert(
    property(integer({ min: -900, max: 900 }), (ahead) => {
      const now = NOW + ahead * 1000;
      if (Math.abs(ahead) <= 300) expect(read({}, now).expiresAt).toBe(now + 3_600_000);
      else expect(() => read({}, now)).toThrow(expect.objectContaining({ problem: 'clock' }));
    }),
  );
});

test('how far and which way a clock is off is said', () => {
  expect(() => read({}, NOW + 12 * 60_000)).toThrow('it is 12 minutes later than');
  expect(() => read({}, NOW - 26 * 3_600_000)).toThrow('it is 26 hours earlier than');
  expect(() => read({ nbf: NOW / 1000 + 600 })).toThrow(expect.objectContaining({ problem: 'clock' }));
});
