import {
  DescribeClassificationJobCommand,
  ListClassificationJobsCommand,
  Macie2Client,
} from '@aws-sdk/client-macie2';
import { scheduleText } from '../jobs/model/schedule-text.ts';
import { DescribeClassificationJobResponse$ } from '@aws-sdk/client-macie2';
import { HttpResponse } from '@smithy/core/protocols';
import { describe, expect, test } from 'vitest';
import { sampleOf } from '../testing/sdk-members.ts';
import { checkAnswers } from './answer-shape.ts';

/** A client of the SDK whose every call is answered with this body. */
function answering(body: string, status = 200): Macie2Client {
  const client = new Macie2Client({
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' },
    requestHandler: {
      handle: async () => ({
        response: new HttpResponse({
          statusCode: status,
          headers: { 'x-amzn-requestid': 'r-1' },
          body: new TextEncoder().encode(body),
        }),
      }),
      updateHttpClientConfig: () => {},
      httpHandlerConfigs: () => ({}),
    },
  });
  client.middlewareStack.use(checkAnswers({ ListClassificationJobs: 'items' }));
  return client;
}

const list = (body: string, status?: number) =>
  answering(body, status).send(new ListClassificationJobsCommand({}));
const describeJob = (body: string) =>
  answering(body).send(new DescribeClassificationJobCommand({ jobId: 'a'.repeat(32) }));

const NO_ANSWERS = ['', '[]', '{}', '"text"', '5', 'null', 'true', '<h1>Sign in</h1>', '{"message":"x"}'];

describe('an answer that is none', () => {
  test.each([...NO_ANSWERS, '{"items":null}', '{"items":{}}', '{"items":"none"}', '{"nextToken":"t"}'])(
    'to a list: %s',
    async (body) => {
      await expect(list(body)).rejects.toMatchObject({
        name: 'AwsError',
        kind: 'malformed',
        code: 'UnreadableAnswer',
        operation: 'ListClassificationJobs',
        status: 200,
        requestId: 'r-1',
        message: '',
      });
    },
  );

  test('to a list: a 204 without a body', async () => {
    await expect(list('', 204)).rejects.toMatchObject({ kind: 'malformed', status: 204 });
  });

  test.each([...NO_ANSWERS, '{"name":5}'])('to a question about a job: %s', async (body) => {
    await expect(describeJob(body)).rejects.toMatchObject({
      kind: 'malformed',
      operation: 'DescribeClassificationJob',
    });
  });
});

describe('an answer as AWS gives it', () => {
  test('is left as it is', async () => {
    const { $metadata: _, ...answer } = await list(
      '{"items":[{"jobId":"1","createdAt":"2026-01-02T03:04:05Z","newer":5}],"nextToken":null}',
    );
    expect(answer).toEqual({ items: [{ jobId: '1', createdAt: new Date('2026-01-02T03:04:05Z') }] });
  });

  test('without jobs is an answer', async () => {
    expect(await list('{"items":[]}')).toMatchObject({ items: [] });
  });

  test('that refuses is left to the SDK', async () => {
    await expect(list('{"__type":"ValidationException","message":"no"}', 400)).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});

describe('one odd member costs that member', () => {
  test('of a job in the list', async () => {
    const odd = {
      jobId: '1',
      name: { text: 'x' },
      jobStatus: 7,
      jobType: ['ONE_TIME'],
      createdAt: '2026-01-02T03:04:05',
      lastRunErrorStatus: { code: 3 },
      bucketDefinitions: [{ accountId: 111122223333, buckets: ['a', null, 5] }, null],
      userPausedDetails: 'soon',
    };
    const fine = { jobId: '2', name: 'fine', createdAt: '2026-01-02T03:04:05Z' };
    const { items, unreadable } = (await list(JSON.stringify({ items: [odd, fine] }))) as never as {
      items: unknown;
      unreadable: unknown;
    };
    expect(items).toEqual([
      { jobId: '1', lastRunErrorStatus: {}, bucketDefinitions: [{ buckets: ['a'] }, {}] },
      { jobId: '2', name: 'fine', createdAt: new Date('2026-01-02T03:04:05Z') },
    ]);
    expect(unreadable).toEqual([
      'items[0].bucketDefinitions[0].accountId',
      'items[0].bucketDefinitions[0].buckets[1]',
      'items[0].bucketDefinitions[0].buckets[2]',
      'items[0].bucketDefinitions[1]',
      'items[0].createdAt',
      'items[0].jobStatus',
      'items[0].jobType',
      'items[0].lastRunErrorStatus.code',
      'items[0].name',
      'items[0].userPausedDetails',
    ]);
  });

  test.each([null, 5, 'job', [], true])('an item that is %j stays an item, without an id', async (item) => {
    expect(await list(JSON.stringify({ items: [item, { jobId: '2' }] }))).toMatchObject({
      items: [{}, { jobId: '2' }],
    });
  });

  test.each([{ day: 'MONDAY' }, 1, ['MONDAY'], null])('of a schedule: the day %j', async (dayOfWeek) => {
    const answer = await describeJob(
      JSON.stringify({
        jobId: '1',
        jobType: 'SCHEDULED',
        scheduleFrequency: { weeklySchedule: { dayOfWeek } },
      }),
    );
    expect(scheduleText(answer)).toBe('Weekly, on a day that Macie didn’t give');
  });

  test.each([5, 'text', { a: 1 }, [], [5], [null], true, null])(
    'of a job’s description, whichever it is: %j',
    async (value) => {
      const sample = JSON.stringify(sampleOf(DescribeClassificationJobResponse$).value);
      const members = Object.keys(JSON.parse(sample) as object);
      expect(members.length).toBeGreaterThan(15);
      for (const member of members) {
        const whole: Record<string, unknown> = JSON.parse(sample);
        const { $metadata: _, ...answer } = await describeJob(JSON.stringify({ ...whole, [member]: value }));
        for (const other of members) if (other !== member) expect(answer).toHaveProperty(other);
      }
    },
  );
});
