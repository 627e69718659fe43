import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { holds, view as anyView } from '../../testing/criteria-arbitraries.ts';
import { toBoto3 } from './boto3.ts';
import { parseView } from './link.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const EU = { accountId: '111122223333', region: 'eu-west-1' };

it('is a script that a person can read', () => {
  const { view } = parseView('status=RUNNING&status=IDLE&sort=name.asc');
  expect(toBoto3(view, [EU], NOW)).toBe(`import boto3

macie = boto3.client("macie2", region_name="eu-west-1")
pages = macie.get_paginator("list_classification_jobs").paginate(
    filterCriteria={"includes":[{"key":"jobStatus","comparator":"EQ","values":["RUNNING","IDLE"]}]},
    sortCriteria={"attributeName":"name","orderBy":"ASC"},
)
for page in pages:
    for job in page["items"]:
        print(job["jobId"], job["jobStatus"], job["name"])
`);
});

it('goes through a table of several accounts and Regions', () => {
  const script = toBoto3(parseView('').view, [EU, { ...EU, accountId: '444455556666' }], NOW);
  expect(script).toContain(`sources = [
    {"account": "111122223333", "profile": None, "region": "eu-west-1"},
    {"account": "444455556666", "profile": None, "region": "eu-west-1"},
]
for source in sources:
    macie = boto3.Session(profile_name=source["profile"]).client("macie2", region_name=source["region"])
`);
});

it('shows all that it holds', () => {
  holds(
    fc.property(anyView, (view) => {
      expect(toBoto3(view, [EU], NOW)).not.toMatch(/(?!\n)[\p{C}\u2028\u2029\u00A0]/u);
    }),
    300,
  );
});
