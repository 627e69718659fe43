import { createContext, runInContext } from 'node:vm';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INSIGHTS, OPERATIONS } from '../../src/aws/operations.ts';
import { gatewayFunction, siteFunction } from './edge-functions.ts';

interface Viewer {
  method: string;
  uri: string;
  querystring: Record<string, unknown>;
  headers: Record<string, { value: string }>;
  cookies: Record<string, unknown>;
}
interface Refusal {
  statusCode: number;
  headers?: Record<string, { value: string }>;
}

/** The function as in CloudFront: its source, without Node's globals. */
function edgeFunction(source: string): (request: Partial<Viewer>) => Viewer | Refusal {
  const context = createContext({});
  runInContext(source, context);
  return (request) => {
    const whole = { method: 'GET', uri: '/', querystring: {}, headers: {}, cookies: {}, ...request };
    context['event'] = { version: '1.0', request: whole };
    return runInContext('handler(event)', context) as Viewer | Refusal;
  };
}

const JOB = '0123456789abcdef0123456789abcdef';

describe('the gateway', () => {
  const gateway = edgeFunction(gatewayFunction({}));

  it.each([
    ['POST', '/macie/us-east-1/jobs/list', '/jobs/list'],
    ['GET', `/macie/ap-southeast-2/jobs/${JOB}`, `/jobs/${JOB}`],
  ])('strips the prefix of %s %s and leaves the rest', (method, uri, passed) => {
    const headers = {
      authorization: { value: 'AWS4-HMAC-SHA256 …' },
      'x-amz-date': { value: '20261120T000000Z' },
    };
    const cookies = { other: { value: 'secret' } };
    expect(gateway({ method, uri, headers, cookies })).toEqual({
      method,
      uri: passed,
      querystring: {},
      headers,
      cookies: {},
    });
  });

  it.each([
    ['GET', '/macie/us-east-1/jobs/list', 'POST'],
    ['PUT', '/macie/us-east-1/jobs/list', 'POST'],
    ['OPTIONS', '/macie/us-east-1/jobs/list', 'POST'],
    ['PATCH', `/macie/us-east-1/jobs/${JOB}`, 'GET'],
    ['POST', `/macie/us-east-1/jobs/${JOB}`, 'GET'],
    ['DELETE', `/macie/us-east-1/jobs/${JOB}`, 'GET'],
    ['HEAD', `/macie/us-east-1/jobs/${JOB}`, 'GET'],
  ])('refuses %s %s and says which method there is', (method, uri, allowed) => {
    expect(gateway({ method, uri })).toMatchObject({
      statusCode: 405,
      headers: { allow: { value: allowed } },
    });
  });

  it.each([
    '/macie/us-east-1/jobs',
    '/macie/us-east-1/jobs/',
    '/macie/us-east-1/jobs/list/',
    '/macie/us-east-1/jobs//list',
    '/macie//us-east-1/jobs/list',
    '//macie/us-east-1/jobs/list',
    '/macie/us-east-1/./jobs/list',
    '/macie/eu-west-1/../us-east-1/jobs/list',
    '/macie/us-east-1/jobs%2Flist',
    '/macie/us%2Deast-1/jobs/list',
    '/%6dacie/us-east-1/jobs/list',
    `/macie/us-east-1/jobs/${JOB}/tags`,
    '/macie/us-east-1/jobs/..',
    '/macie/us-east-1/jobs/%2e%2e%2fmacie',
    '/macie/us-east-1/jobs/..%2fmacie',
    '/macie/us-east-1/jobs/a%0d%0aHost:evil.example',
    '/macie/us-east-1/jobs/a\nb',
    '/macie/us-east-1/macie',
    '/macie/us-east-1/findings',
    '/macie/us-east-1.evil.example/jobs/list',
    '/macie/us-east-1@evil.example/jobs/list',
    '/jobs/list',
  ])('does not know %j, whatever the method', (uri) => {
    for (const method of ['GET', 'POST']) expect(gateway({ method, uri })).toMatchObject({ statusCode: 404 });
  });

  it('does not know an address with a query', () => {
    const querystring = { x: { value: '1' } };
    expect(gateway({ method: 'POST', uri: '/macie/us-east-1/jobs/list', querystring })).toMatchObject({
      statusCode: 404,
    });
  });

  it('passes nothing but the two operations, whatever comes', () => {
    const part = fc.constantFrom(
      'macie',
      'us-east-1',
      'jobs',
      'list',
      JOB,
      '..',
      '.',
      '',
      '%2f',
      '%2e',
      'findings',
      '\n',
    );
    const uri = fc.oneof(
      fc.array(part, { maxLength: 7 }).map((parts) => `/${parts.join('/')}`),
      fc.string().map((text) => `/macie/us-east-1/jobs/${text}`),
    );
    const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS');
    fc.assert(
      fc.property(method, uri, (method, uri) => {
        const result = gateway({ method, uri });
        if ('statusCode' in result) return result.statusCode === 404 || result.statusCode === 405;
        return result.uri === '/jobs/list'
          ? method === 'POST'
          : method === 'GET' && /^\/jobs\/[\w-]+$/.test(result.uri) && uri.endsWith(result.uri);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the gateway with every insight', () => {
  const gateway = edgeFunction(gatewayFunction({ insights: INSIGHTS }));
  const operations = OPERATIONS.filter(({ service }) => service === 'macie2').map(({ method, path }) => ({
    method,
    path: path.replace(/\{\w+\}/, JOB),
  }));

  it.each(operations)('passes $method $path, and no other method', ({ method, path }) => {
    expect(gateway({ method, uri: `/macie/us-east-1${path}` })).toMatchObject({ method, uri: path });
    for (const other of ['PUT', 'PATCH', 'DELETE', 'HEAD', method === 'GET' ? 'POST' : 'GET']) {
      expect(gateway({ method: other, uri: `/macie/us-east-1${path}` })).toMatchObject({
        statusCode: 405,
        headers: { allow: { value: method } },
      });
    }
  });

  it.each(operations)('passes nothing that only begins or ends like $path', ({ method, path }) => {
    for (const uri of [`${path}/`, `${path}/x`, `${path}%2f`, `/x${path}`, `${path}\n`]) {
      expect(gateway({ method, uri: `/macie/us-east-1${uri}` })).toMatchObject({ statusCode: 404 });
    }
  });

  it('fits into a CloudFront function', () => {
    expect(Buffer.byteLength(gatewayFunction({ insights: INSIGHTS }))).toBeLessThan(10 * 1024);
  });
});

describe("the page's files", () => {
  const site = edgeFunction(siteFunction());

  it.each(['/', '/jobs', `/jobs/security/us-east-1/${JOB}`, '/jobs/my.account/us-east-1', '/signed-in'])(
    'makes %s the page',
    (uri) => {
      expect(site({ uri })).toMatchObject({ uri: '/index.html' });
    },
  );

  it.each(['/config.json', '/assets/index-1a2b3c4d.js', '/favicon.svg', '/gone.txt'])(
    'leaves the file %s',
    (uri) => {
      expect(site({ uri })).toMatchObject({ uri });
    },
  );

  it.each(['/macie', '/macie/eu-west-3/jobs/list'])('has no gateway at %s', (uri) => {
    expect(site({ uri })).toMatchObject({ statusCode: 404 });
  });
});
