import type { ListClassificationJobsCommandInput } from '@aws-sdk/client-macie2';
import { expect, expectTypeOf, it } from 'vitest';
import { parseView } from './link.ts';
import { type ListRequest, toListRequest } from './request.ts';

const NOW = new Date('2026-11-20T12:00:00.750Z');

it('sends the sort alone for the whole list', () => {
  expect(toListRequest(parseView('').view, NOW)).toStrictEqual({
    sortCriteria: { attributeName: 'createdAt', orderBy: 'DESC' },
  });
});

it('leaves an empty side out', () => {
  expect(toListRequest(parseView('status=RUNNING').view, NOW).filterCriteria).toStrictEqual({
    includes: [{ key: 'jobStatus', comparator: 'EQ', values: ['RUNNING'] }],
  });
  expect(toListRequest(parseView('not.type=ONE_TIME').view, NOW).filterCriteria).toStrictEqual({
    excludes: [{ key: 'jobType', comparator: 'EQ', values: ['ONE_TIME'] }],
  });
});

it('sends each term as it is, with relative times resolved to the second', () => {
  const { view } = parseView(
    'status=RUNNING&status=IDLE&name.contains=now-7d&created.gte=now-7d&created.lt=2026-11-20&not.name.starts-with=test-&sort=name.asc&account=a&last-run=error',
  );
  expect(toListRequest(view, NOW)).toStrictEqual({
    filterCriteria: {
      includes: [
        { key: 'jobStatus', comparator: 'EQ', values: ['RUNNING', 'IDLE'] },
        { key: 'name', comparator: 'CONTAINS', values: ['now-7d'] },
        { key: 'createdAt', comparator: 'GTE', values: ['2026-11-13T12:00:00Z'] },
        { key: 'createdAt', comparator: 'LT', values: ['2026-11-20T00:00:00Z'] },
      ],
      excludes: [{ key: 'name', comparator: 'STARTS_WITH', values: ['test-'] }],
    },
    sortCriteria: { attributeName: 'name', orderBy: 'ASC' },
  });
});

it('is input for the SDK', () => {
  expectTypeOf<ListRequest>().toExtend<ListClassificationJobsCommandInput>();
});
