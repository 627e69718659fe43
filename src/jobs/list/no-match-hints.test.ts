import { expect, test } from 'vitest';
import { parseView } from '../criteria-link.ts';
import { noMatchHints } from './no-match-hints.ts';

test.each([
  ['status=RUN&status=IDLE', ['RUN is no status that this page knows: was the link cut?']],
  ['type=SCHED', ['SCHED is no type that this page knows: was the link cut?']],
  ['status=RUNNING&type=ONE_TIME', []],
  ['status.contains=RUN', []],
  ['not.status=RUN', []],
  ['name.contains=pci', ['Macie tells upper from lower case in names.']],
  ['not.name=pci', []],
  ['name.contains=2026', []],
])('%s: %j', (query, hints) => {
  const { view, ignored } = parseView(query);
  expect(ignored).toEqual([]);
  expect(noMatchHints(view.terms)).toEqual(hints);
});
