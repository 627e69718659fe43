import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as macie from '@aws-sdk/client-macie2';
import { expect, test } from 'vitest';
import { type AwsOperation, OPERATIONS, operationsFor, type OperationSwitches } from './operations.ts';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the SDK's client sends for an operation, whatever its input needs to be. */
async function sent({ service, name }: AwsOperation): Promise<Asked> {
  let asked: Asked | undefined;
  const options = {
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    requestHandler: {
      handle: (request: Asked) => {
        asked = request;
        return Promise.reject(new Error('Not sent'));
      },
    },
  };
  const commands = { ...macie, ...logs } as unknown as Record<string, new (input: object) => never>;
  const Command = commands[`${name}Command`];
  if (!Command) throw new Error(`The SDK knows no ${name}.`);
  const command = new Command({ jobId: 'x', id: 'x' });
  const answer: Promise<unknown> =
    service === 'macie2'
      ? new macie.Macie2Client(options).send(command)
      : new logs.CloudWatchLogsClient(options).send(command);
  await answer.catch(() => undefined);
  if (!asked) throw new Error(`${name} sent nothing.`);
  return asked;
}

test.each(OPERATIONS)('$name has the method, path and signing name of the SDK’s', async (operation) => {
  const { method, path, headers } = await sent(operation);
  expect({ method, path }).toEqual({
    method: operation.method,
    path: operation.path.replace(/\{\w+\}/, 'x'),
  });
  expect(headers['authorization']).toContain(`/eu-west-1/${operation.service}/aws4_request`);
});

test('every operation reads', () => {
  for (const { name } of OPERATIONS) expect(name).toMatch(/^(List|Describe|Get|BatchGet|Filter)/);
});

function names(switches: OperationSwitches): string[] {
  return operationsFor(switches).map(({ name }) => name);
}

test('with nothing switched on there are two', () => {
  expect(names({ logs: false, insights: [] })).toEqual([
    'ListClassificationJobs',
    'DescribeClassificationJob',
  ]);
  expect(names({ logs: {}, insights: ['names'] })).toEqual([
    'ListClassificationJobs',
    'DescribeClassificationJob',
    'FilterLogEvents',
    'BatchGetCustomDataIdentifiers',
    'GetAllowList',
  ]);
});
