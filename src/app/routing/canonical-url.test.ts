import { describe, expect, test } from 'vitest';
import { canonicalAddress } from './canonical-url.ts';

const JOB = '/jobs/security/us-east-1/3ce05dbb7ec5505def334104bf347800';

describe('the form of an address', () => {
  test.each([
    ['/', '', '/jobs', ''],
    ['/', '?status=RUNNING', '/jobs', '?status=RUNNING'],
    ['/jobs', '', '/jobs', ''],
    ['//jobs/', '', '/jobs', ''],
    ['//jobs.example/x/', '?y', '/jobs.example/x', '?y'],
    ['/jobs/', '', '/jobs', ''],
    ['/jobs', '?', '/jobs', ''],
    ['/jobs', '?status=RUNNING', '/jobs', '?status=RUNNING'],
    ['/jobs//', '?sort=created.desc&status=RUNNING&nonsense=1', '/jobs', '?status=RUNNING'],
    ['/jobs', '?name=662E41&name=a%26b', '/jobs', '?name=662E41&name=a%26b'],
    ['/jobs', '?name=why%3F', '/jobs', '?name=why%3F'],
    [JOB, '', JOB, ''],
    [`${JOB}/`, '?from=mail', JOB, '?from=mail'],
    ['/nowhere', '?status=RUNNING', '/nowhere', '?status=RUNNING'],
  ])('%s%s is %s%s', (pathname, search, canonicalPath, canonicalSearch) => {
    const canonical = canonicalAddress({ pathname, search });
    expect(canonical).toEqual({ pathname: canonicalPath, search: canonicalSearch });
    expect(canonicalAddress(canonical)).toEqual(canonical);
  });
});
