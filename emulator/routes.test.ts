import { expect, test } from 'vitest';
import { OPERATIONS } from '../src/aws/operations.ts';
import { createEmulator } from './emulator.ts';

test.each(OPERATIONS)('$name has a route', async ({ name, service, method, path }) => {
  const emulator = createEmulator({ jobs: 1 });
  const isLogs = service === 'logs';
  const address = isLogs ? '/logs/us-east-1/' : path.replace(/\{\w+\}/, 'x');
  const response = await emulator.fetch(
    new Request(`http://localhost${address}`, {
      method,
      ...(isLogs && { headers: { 'x-amz-target': `Logs_20140328.${name}` } }),
      ...(method === 'POST' && { body: '{}' }),
    }),
  );
  expect(response.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
  expect(emulator.requests()).toMatchObject([{ operation: name, signature: 'absent' }]);
});
