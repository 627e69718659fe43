import { expect, test } from 'vitest';
import { createEmulator } from '../emulator.ts';
import { throughGateway } from './gateway.ts';

test('the prefix goes, the host is Macie’s', () => {
  const macie = { region: 'eu-west-1', host: 'macie2.eu-west-1.amazonaws.com' };
  expect(throughGateway('POST', '/macie/eu-west-1/jobs/list')).toEqual({ ...macie, path: '/jobs/list' });
  expect(throughGateway('GET', '/macie/eu-west-1/jobs/a-b_9')).toEqual({ ...macie, path: '/jobs/a-b_9' });
});

test.each([
  ['DELETE', '/macie/eu-west-1/jobs/abc', 'GET'],
  ['POST', '/macie/eu-west-1/jobs/abc', 'GET'],
  ['PATCH', '/macie/eu-west-1/jobs/abc', 'GET'],
  ['GET', '/macie/eu-west-1/jobs/list', 'POST'],
  ['OPTIONS', '/macie/eu-west-1/jobs/list', 'POST'],
])('%s %s does not pass, but %s would', (method, path, allow) => {
  expect(throughGateway(method, path)).toEqual({ refused: 405, allow });
});

test.each([
  ['GET', '/macie/eu-west-1/jobs/list/x'],
  ['GET', '/macie/eu-west-1/jobs/'],
  ['GET', '/macie/eu-west-1/jobs/a%2Fb'],
  ['GET', '/macie/eu-west-1/jobs/..'],
  ['GET', '/macie/eu-west-1/jobs/..%2ffindings'],
  ['GET', '/macie/eu-west-1/jobs/.%2e/findings'],
  ['GET', '/macie/eu-west-1/jobs/a\n'],
  ['GET', '/macie/eu-west-1/jobs/a\u2028'],
  ['POST', '/macie/eu-west-1/jobs'],
  ['GET', '/macie/eu-west-1/macie'],
  ['POST', '/macie/eu-west-1/findings/statistics'],
  ['GET', '/macie/eu-west-1/jobs/a?b'],
  ['POST', '/macie/cn-north-1/jobs/list'],
  ['POST', '/macie/evil.example%2F/jobs/list'],
  ['POST', '/macie//jobs/list'],
  ['POST', '/macie/eu-west-1'],
  ['GET', '/macie'],
  ['GET', '/macie/'],
  ['GET', '/macie?x'],
])('%s %j leads nowhere', (method, path) => {
  expect(throughGateway(method, path)).toEqual({ refused: 404 });
});

test.each(['/', '/jobs', '/jobs/security/us-east-1/macie/', '/macies', '/cognito-identity/'])(
  '%s is not its business',
  (path) => {
    expect(throughGateway('GET', path)).toBeUndefined();
  },
);

test.each(['/cognito-identity/', '/sts/', '/logs/us-east-1/'])('AWS lets any page call %s', async (path) => {
  const { fetch } = createEmulator({ jobs: 1 });
  const headers = { origin: 'https://monitor.example', 'access-control-request-method': 'POST' };
  const preflight = await fetch(new Request(`http://localhost${path}`, { method: 'OPTIONS', headers }));
  expect(preflight.status).toBe(200);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  expect(preflight.headers.get('access-control-allow-headers')).toContain('x-amz-target');
  const answer = await fetch(new Request(`http://localhost${path}`, { method: 'POST', headers, body: '{}' }));
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('access-control-expose-headers')).toContain('x-amzn-errortype');
});

test.each([
  ['OPTIONS', '/jobs/list'],
  ['OPTIONS', '/jobs/abc'],
  ['POST', '/jobs/list'],
])('AWS lets no page call Macie: %s %s', async (method, path) => {
  const headers = { origin: 'https://monitor.example', 'access-control-request-method': 'POST' };
  const answer = await createEmulator({ jobs: 1 }).fetch(
    new Request(`https://macie2.us-east-1.amazonaws.com${path}`, { method, headers }),
  );
  expect(answer.status).toBe(403);
  expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
});
