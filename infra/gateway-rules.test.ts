import { describe, expect, it } from 'vitest';
import { type Insight, OPERATIONS } from '../src/aws/operations.ts';
import { gatewayRoutes } from './gateway-rules.ts';

describe('what a gateway lets through', () => {
  it('is listing and describing jobs, and nothing else, as long as nothing is switched on', () => {
    const two = [
      { method: 'POST', exact: '/jobs/list', pattern: '/jobs/list' },
      { method: 'GET', exact: undefined, pattern: '/jobs/[A-Za-z0-9_-]+' },
    ];
    expect(gatewayRoutes({})).toEqual(two);
    expect(gatewayRoutes({ insights: [] })).toEqual(two);
    // CloudWatch Logs answers browsers itself.
    expect(gatewayRoutes({ logs: { endpoint: '/logs/{region}/' } })).toEqual(two);
  });

  it('grows by what each insight needs', () => {
    expect(added('findings')).toEqual(['POST /findings/statistics']);
    expect(added('buckets')).toEqual(['POST /datasources/s3']);
    expect(added('usage')).toEqual(['POST /usage/statistics', 'GET /macie']);
    expect(added('names')).toEqual(['POST /custom-data-identifiers/get', 'GET /allow-lists/[A-Za-z0-9_-]+']);
  });

  it('is nothing that a regular expression or a server could read in another way', () => {
    for (const { path } of OPERATIONS) expect(path).toMatch(/^(\/[a-z0-9-]+|\/\{\w+\})+$|^\/$/);
  });
});

/** The routes that an insight adds, as `METHOD path`. */
function added(insight: Insight): string[] {
  return gatewayRoutes({ insights: [insight] })
    .map(({ method, pattern }) => `${method} ${pattern}`)
    .filter((route) => !route.includes('/jobs/'));
}
