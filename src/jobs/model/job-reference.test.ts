import { expect, it } from 'vitest';
import { formatJobArn, parseJobReference } from './job-reference.ts';

const ID = '7f38d2f4ba0c4b8d9e6a1f2b3c4d5e6f';

it.each([
  [ID, undefined],
  [`  ${ID.toUpperCase()}\n`, undefined],
  [
    `arn:aws:macie2:eu-west-1:111122223333:classification-job/${ID}`,
    { accountId: '111122223333', region: 'eu-west-1' },
  ],
  [
    `"arn:aws:macie2:eu-west-1:111122223333:classification-job/${ID}",`,
    { accountId: '111122223333', region: 'eu-west-1' },
  ],
  [`“${ID}”`, undefined],
  [`\u00A0${ID}\t`, undefined],
  [`https://eu-west-1.console.aws.amazon.com/macie/home?region=eu-west-1#jobs?jobId=${ID}`, undefined],
  [
    `https://console.aws.amazon.com/macie/home#findings?arn=arn%3Aaws%3Amacie2%3Aeu-west-1%3A111122223333%3Aclassification-job%2F${ID}`,
    { accountId: '111122223333', region: 'eu-west-1' },
  ],
])('%s is a job', (text, place) => {
  expect(parseJobReference(text)).toEqual({ jobId: ID, place });
});

it.each([
  '',
  'pii',
  ID.slice(1),
  `${ID}0`,
  `g${ID.slice(1)}`,
  `arn:aws:macie2:eu-west-1:111122223333:custom-data-identifier/${ID}`,
  `arn:aws:macie2:eu-west-1:1:classification-job/${ID}`,
  `https://console.aws.amazon.com.evil.example/${ID}`,
  'https://eu-west-1.console.aws.amazon.com/macie/home?region=eu-west-1#/jobs',
  `x arn:aws:macie2:eu-west-1:111122223333:classification-job/${ID}`,
])('%s is none', (text) => {
  expect(parseJobReference(text)).toBeUndefined();
});

it('an ARN that is made of a job leads back to it', () => {
  const place = { accountId: '111122223333', region: 'eu-west-1' };
  expect(parseJobReference(formatJobArn({ ...place, jobId: ID }))).toEqual({ jobId: ID, place });
});
