import { expect, test } from 'vitest';
import { parseView } from '../../criteria/link.ts';
import { CASE_NOTE, noMatchHints } from './no-match-hints.ts';

test.each([
  ['status=RUN&status=IDLE', ['RUN is not a status that this page knows. The link may be truncated.']],
  ['type=SCHED', ['SCHED is not a type that this page knows. The link may be truncated.']],
  ['status=RUNNING&type=ONE_TIME', []],
  ['status.contains=RUN', []],
  ['not.status=RUN', []],
  ['name.contains=pci', [CASE_NOTE]],
  ['not.name=pci', []],
  ['name.contains=2026', []],
])('%s: %j', (query, hints) => {
  const { view, ignored } = parseView(query);
  expect(ignored).toEqual([]);
  expect(noMatchHints(view.terms)).toEqual(hints);
});
