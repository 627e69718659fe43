import { expect, test } from 'vitest';
import { parseView } from '../../criteria/link.ts';
import { CASE_WORDS, noMatchHints } from './no-match-hints.ts';

test.each([
  ['status=RUN&status=IDLE', ['RUN is no status that this page knows: was the link cut?']],
  ['type=SCHED', ['SCHED is no type that this page knows: was the link cut?']],
  ['status=RUNNING&type=ONE_TIME', []],
  ['status.contains=RUN', []],
  ['not.status=RUN', []],
  ['name.contains=pci', [CASE_WORDS]],
  ['not.name=pci', []],
  ['name.contains=2026', []],
])('%s: %j', (query, hints) => {
  const { view, ignored } = parseView(query);
  expect(ignored).toEqual([]);
  expect(noMatchHints(view.terms)).toEqual(hints);
});
