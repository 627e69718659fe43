import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketLink, findingsLink, healthEventLink, logStreamLink } from './links-out.ts';

const id = '3ce05dbb7ec5505def334104bf347800';

test('each leads to its console', () => {
  expect(findingsLink('eu-west-1', id)).toBe(
    `https://eu-west-1.console.aws.amazon.com/macie/home?region=eu-west-1#findings?search=classificationDetails.jobId%3D${id}&macros=current`,
  );
  expect(logStreamLink('us-east-1', id)).toBe(
    `https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#logsV2:log-groups/log-group/$252Faws$252Fmacie$252Fclassificationjobs/log-events/${id}`,
  );
  expect(healthEventLink('arn:aws:health:us-east-1::event/MACIE/AWS_MACIE_X/a&b')).toBe(
    'https://health.console.aws.amazon.com/health/home#/event-log?eventID=arn%3Aaws%3Ahealth%3Aus-east-1%3A%3Aevent%2FMACIE%2FAWS_MACIE_X%2Fa%26b',
  );
  expect(bucketLink('my.bucket-1')).toBe('https://s3.console.aws.amazon.com/s3/buckets/my.bucket-1');
});

test('what is no Region, id, ARN or bucket has no link', () => {
  expect(findingsLink('evil.example/', id)).toBeUndefined();
  expect(findingsLink('eu-west-1', '../..')).toBeUndefined();
  expect(logStreamLink('eu-west-1.evil', id)).toBeUndefined();
  expect(logStreamLink('eu-west-1', '')).toBeUndefined();
  expect(healthEventLink('javascript:alert(1)')).toBeUndefined();
  expect(bucketLink('javascript:alert(1)')).toBeUndefined();
  expect(bucketLink('..')).toBeUndefined();
});

test('whatever the text, a link is https and leads to AWS', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'javascript:alert(1)',
      '//evil.example',
      'x@evil.example',
      id,
      'eu-west-1',
      'arn:aws:health:x',
    ),
    fc.string().map((tail) => `arn:aws:health:${tail}`),
  );
  fc.assert(
    fc.property(text, text, (one, other) => {
      const links = [
        findingsLink(one, other),
        logStreamLink(one, other),
        healthEventLink(one),
        bucketLink(one),
      ];
      const origins = links.filter((link) => link !== undefined).map((link) => new URL(link).origin);
      expect(
        origins.filter((origin) => !/^https:\/\/[a-z0-9-]+\.console\.aws\.amazon\.com$/.test(origin)),
      ).toEqual([]);
    }),
  );
});
