import { expect, test } from 'vitest';
import { alternate } from './alternate.ts';

test('each does its part once a round, and each round another one begins', async () => {
  const turns: string[] = [];
  const turn = (name: string) => async () => turns.push(name);
  const { of } = await alternate(3, { a: turn('a'), b: turn('b') });
  expect(turns.join('')).toBe('abbaab');
  expect(of('b')).toEqual([2, 3, 6]);
});

test('a rehearsal does not count', async () => {
  let times = 0;
  const { of } = await alternate(2, { a: async () => (times += 1) }, { rehearsal: true });
  expect(of('a')).toEqual([2, 3]);
});

test('one that fails drops out, and the others go on', async () => {
  let tries = 0;
  const { of } = await alternate(3, {
    good: async () => 1,
    bad: async () => {
      tries += 1;
      throw new Error('no network');
    },
  });
  expect(of('good')).toEqual([1, 1, 1]);
  expect(() => of('bad')).toThrow('no network');
  expect(tries).toBe(1);
});
